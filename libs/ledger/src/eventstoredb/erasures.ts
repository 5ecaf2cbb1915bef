import type { Replica } from './replica.js';
import type { TextStreams } from './text-streams.js';

/**
 * Sees to it that a text that an event removed is gone from the store too. Its event comes first, so a node may die before
 * the text is gone: whichever node writes next does it then.
 */
export class Erasures {
  /** Why a text that was removed is still in the store; null where none is. */
  failure: Error | null = null;

  constructor(
    private readonly replica: Replica,
    private readonly texts: TextStreams,
  ) {}

  /** Removes what is redacted in the replica and not known to be gone. What fails is tried again after the next write. */
  async finish(): Promise<void> {
    if (!this.replica.erasuresDue) return;
    this.replica.erasuresDue = false;
    try {
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
