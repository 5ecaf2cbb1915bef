import { setTimeout as pause } from 'node:timers/promises';
import type { OpenLedgers } from './open-ledgers.js';

/** How often it is looked whether there are ledgers that are not followed yet, in milliseconds. */
const LOOK_EVERY = 2_000;

/** Opens every ledger of the store, those that other nodes found meanwhile included: an open one follows its stream. */
export class LedgerFollower {
  /** Whether every ledger that the store lists was opened, or could not be. */
  found = false;
  private readonly ending = new AbortController();
  private readonly running: Promise<void>;

  constructor(private readonly ledgers: OpenLedgers) {
    this.running = this.run();
  }

  async end(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      // One that can't be opened now is looked at again; whoever asks for it meanwhile is told why.
      const found = await Promise.resolve(this.ledgers.store.list()).catch(() => null);
      await Promise.allSettled((found ?? []).map((ledger) => this.ledgers.get(ledger)));
      this.found ||= found !== null;
      await pause(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
    }
  }
}
