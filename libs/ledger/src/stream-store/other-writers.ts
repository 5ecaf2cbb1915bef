import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { WriteCounts } from '../replica-standing.js';
import type { LedgerFeed } from './ledger-feed.js';
import { abandonment, turnAskedFor, type Base, type SizedRecord } from './ledger-records.js';
import type { Replica } from './replica.js';
import type { StreamStore } from './stream-store.js';

/** How many times as long as its decision took a turn may take: it is decided once more, and sent. */
const TURN = 3;

/** No writer waits longer for another's turn, whatever was asked for. Milliseconds. */
const LONGEST_TURN = 600_000;

/** What the record that ends a turn takes on the wire, in bytes. */
const CLOSING = 1_024;

/** A place in the stream behind which nobody else writes for a while. */
export interface Turn {
  readonly revision: number;
  /** The record that ends it. */
  readonly closing: SizedRecord;
}

/** How a node that writes to a stream gets on with the others that do. */
export class OtherWriters {
  constructor(
    private readonly store: StreamStore,
    private readonly replica: Replica,
    private readonly feed: LedgerFeed,
    private readonly stream: string,
    private readonly counts: WriteCounts,
  ) {}

  /**
   * Catches up with the stream, waits for what another writer has under way, and closes what one left unfinished.
   * @param known the stream's last revision, where the store has just named it
   */
  async wait(known: number | null = null): Promise<void> {
    let grownAt = performance.now();
    let size = 0;
    for (let end = known; ; end = null) {
      await this.feed.catchUp(end);
      const { unfinished } = this.feed;
      if (unfinished === null) return;
      if (unfinished.to - unfinished.from !== size) {
        size = unfinished.to - unfinished.from;
        grownAt = performance.now();
      }
      const patience = Math.max(this.store.patience.unfinished, Math.min(unfinished.turn, LONGEST_TURN));
      if (performance.now() - grownAt > patience) {
        const closing = abandonment(unfinished.id, unfinished.from, unfinished.to, this.base());
        const { conflict } = await this.store.append(this.stream, [closing], unfinished.to);
        if (!conflict) this.counts.abandoned += 1;
        continue;
      }
      await pause(Math.min(50, patience / 4));
    }
  }

  /**
   * Asks for a turn behind the head that the replica shows, so that nobody else writes until what is decided then is sent.
   * @param took how long the decision took that came too late, in milliseconds
   */
  async askForTurn(took: number): Promise<Turn> {
    const id = randomUUID();
    const needs = Math.ceil(Math.min(Math.max(TURN * took, this.store.patience.unfinished), LONGEST_TURN));
    for (;;) {
      const { revision: head } = this.replica.state;
      const { conflict, revision } = await this.store.append(this.stream, [turnAskedFor(id, needs)], head);
      if (!conflict) {
        this.counts.turns += 1;
        return { revision, closing: { ...abandonment(id, revision, revision, this.base()), size: CLOSING } };
      }
      await this.wait(revision);
    }
  }

  /** Ends a turn in which nothing is written. Where that can't be said, the others go on when its time is over. */
  async goOn({ closing, revision }: Turn): Promise<void> {
    await this.store.append(this.stream, [closing], revision).catch(() => undefined);
  }

  private base(): Base {
    return this.replica.read((reader) => {
      const { position } = reader;
      return { position, root: reader.rootAt(position) };
    });
  }
}
