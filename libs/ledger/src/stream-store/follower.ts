import { setTimeout as pause } from 'node:timers/promises';
import { ReplicaStopped, UnknownEvent } from '../errors.js';
import type { LedgerFeed } from './ledger-feed.js';
import type { StreamStore, StreamEnd, StreamRecord } from './stream-store.js';

/** How many records wait for the replica before the store is asked to wait. */
const WAITING = 2_000;

/** Keeps a replica at the end of its stream, through every kind of drop, until it is ended. */
export class Follower {
  /** Why it follows no more, though nobody ended it; null while it does. */
  failure: ReplicaStopped | UnknownEvent | null = null;
  /** What the link last broke of; null while it holds. */
  broken: Error | null = null;
  private readonly running: Promise<void>;
  private readonly ending = new AbortController();

  constructor(
    private readonly store: StreamStore,
    private readonly feed: LedgerFeed,
    private readonly stream: string,
  ) {
    this.running = this.run();
  }

  async end(): Promise<void> {
    this.ending.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { backOff } = this.store.patience;
    let wait = 50;
    while (!this.ending.signal.aborted) {
      try {
        await this.feed.catchUp();
        this.broken = null;
        const before = this.feed.next;
        const dropped = await this.subscribed();
        if (dropped === null) return;
        this.broken = dropped;
        if (this.feed.next > before) wait = 50;
      } catch (error) {
        if (error instanceof ReplicaStopped || error instanceof UnknownEvent) {
          this.failure = error;
          return;
        }
        this.broken = error instanceof Error ? error : new Error(String(error));
      }
      await pause(wait * (0.5 + Math.random()), undefined, { signal: this.ending.signal }).catch(() => undefined);
      wait = Math.min(wait * 2, backOff);
    }
  }

  /** Follows until the subscription drops: with what it dropped of, or null where it was ended here. */
  private subscribed(): Promise<Error | null> {
    const { store, feed, stream } = this;
    return new Promise<Error | null>((resolve, reject) => {
      let waiting: StreamRecord[] = [];
      let working = false;
      let lookedAt = feed.next;
      const over = new AbortController();
      const finish = (settle: () => void): void => {
        if (over.signal.aborted) return;
        over.abort();
        clearInterval(watch);
        this.ending.signal.removeEventListener('abort', ended);
        subscription.end();
        settle();
      };
      const ended = (): void => finish(() => resolve(null));
      const work = async (): Promise<void> => {
        working = true;
        while (waiting.length > 0 && !over.signal.aborted) {
          const records = waiting;
          waiting = [];
          subscription.resume();
          await feed.take(records);
        }
        working = false;
      };
      const subscription: StreamEnd = store.subscribe(stream, feed.next - 1, {
        record: (record) => {
          waiting.push(record);
          if (waiting.length >= WAITING) subscription.pause();
          // What comes in one go goes into one transaction.
          if (!working) {
            working = true;
            setImmediate(() => void work().catch((error: unknown) => finish(() => reject(error as Error))));
          }
        },
        dropped: (reason) => finish(() => resolve(reason)),
      });
      // A subscription over a link that went silent says nothing at all, so the end is looked at beside it.
      const look = async (): Promise<void> => {
        const { revision } = await store.lookAtEnd(stream);
        feed.sawEnd(revision);
        const stalled = revision >= feed.next && feed.next === lookedAt && !working;
        lookedAt = feed.next;
        if (stalled) finish(() => resolve(new Error('the subscription stalled')));
      };
      const watch = setInterval(
        () => void look().catch((error: unknown) => finish(() => resolve(error as Error))),
        store.patience.watch,
      );
      this.ending.signal.addEventListener('abort', ended);
      if (this.ending.signal.aborted) ended();
    });
  }
}
