import type { TextToKeep } from '../ledger.js';
import type { Replica } from './replica.js';
import type { TextStreams } from './text-streams.js';

/**
 * Sees to it that a text that an event removed is gone from the store too. Its event comes first, so a node may die before
 * the text is gone: whichever node writes next does it then.
 */
export class Erasures {
  /** Why a text that was removed is still in the store; null where none is. */
  failure: Error | null = null;
  private readonly unnamed = new Set<string>();

  constructor(
    private readonly replica: Replica,
    private readonly texts: TextStreams,
  ) {}

  /**
   * Removes texts that were sent ahead of a write which then was not written: no event names them, so none would ever
   * remove them. One that the ledger holds all the same, said before in the same words, stays.
   */
  async takeBack(texts: readonly TextToKeep[]): Promise<void> {
    const digests = texts.map(({ digest }) => digest);
    const unnamed = this.replica.read((reader) => digests.filter((digest) => reader.text(digest) === null));
    for (const digest of unnamed) this.unnamed.add(digest);
    await this.finish();
  }

  /** Removes what is redacted in the replica and not known to be gone. What fails is tried again after the next write. */
  async finish(): Promise<void> {
    if (!this.replica.erasuresDue && this.unnamed.size === 0) return;
    this.replica.erasuresDue = false;
    try {
      await this.texts.erase([...this.unnamed]);
      this.unnamed.clear();
      const { position } = this.replica.head();
      const digests = this.replica.redactedAfter(this.replica.state.erasedTo);
      if (digests.length > 0) {
        await this.texts.erase(digests);
        await this.replica.erasedTo(position);
      }
      this.failure = null;
    } catch (error) {
      this.replica.erasuresDue = true;
      this.failure = error instanceof Error ? error : new Error(String(error));
    }
  }
}
