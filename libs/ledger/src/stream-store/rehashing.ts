import { setTimeout as pause } from 'node:timers/promises';
import { ReplicaStopped } from '../errors.js';
import { rehash } from './rehash.js';
import type { Replica } from './replica.js';

/** Hashes a replica again and again, one pass every so often, and stops it at the first byte that is not what it was. */
export class Rehashing {
  private readonly ending = new AbortController();
  private readonly running: Promise<void>;

  /** @param every milliseconds from one pass to the next */
  constructor(
    private readonly replica: Replica,
    private readonly every: number,
  ) {
    this.running = this.run();
  }

  async end(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      await pause(this.untilDue(), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        const wrong = await rehash(this.replica, () => !signal.aborted);
        if (signal.aborted) return;
        if (wrong === null) await this.replica.rehashed(new Date().toISOString());
        else await this.replica.stop(`${wrong}: delete the replica's file and it is made again from the stream`);
      } catch (error) {
        // A stopped replica has nothing to hash; anything else is tried again at the next pass.
        if (error instanceof ReplicaStopped) return;
      }
    }
  }

  /** A pass that a restart fell into begins again at once, and no restart skips one. */
  private untilDue(): number {
    const { rehashedAt } = this.replica.state;
    return rehashedAt === null ? 0 : Math.max(0, Date.parse(rehashedAt) + this.every - Date.now());
  }
}
