import { LedgerDamaged, ReplicaStopped } from '../errors.js';
import type { DecidedGroup } from './decided-group.js';
import { readRecord, type LedgerRecord } from './ledger-records.js';
import { pagesInThread, WORTH_A_THREAD } from './reading-thread.js';
import type { Replica } from './replica.js';
import type { TextsByDigest } from './taken-write.js';
import { NoSuchStream, StreamErased, type StreamStore, type StreamRecord } from './stream-store.js';
import { streamPages } from './stream-pages.js';
import { TextStreams } from './text-streams.js';
import { WholeWrites, type UnfinishedWrite, type WholeWrite } from './whole-writes.js';

/** How many records one read asks for. */
const PAGE = 2_000;

/** What is known of the stream's end. */
export interface Seen {
  readonly revision: number;
  /** When the store last named the end, in milliseconds since 1970 by this machine; what it sends meanwhile names none. */
  readonly at: number;
}

/**
 * The one way into a replica: records of the stream, in order, whichever way they came (a subscription, or a read), made
 * whole and taken in.
 */
export class LedgerFeed {
  seen: Seen | null = null;
  /** The store's clock at the last record that came; milliseconds since 1970. */
  lastCreated: number | null = null;
  private writes: WholeWrites;
  private readonly texts: TextStreams;
  private readonly stream: string;
  private checked = false;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: StreamStore,
    private readonly replica: Replica,
    private readonly ledger: string,
    /** Whether what is here already is read all the same, to compare it; otherwise another thread of the node does. */
    private readonly compares = true,
  ) {
    this.stream = store.names.ledger(ledger);
    this.texts = new TextStreams(store, ledger);
    this.writes = this.fromReplica();
  }

  /** The revision of the record that comes next. */
  get next(): number {
    return this.writes.next;
  }

  get unfinished(): UnfinishedWrite | null {
    return this.writes.unfinished;
  }

  /**
   * Takes what a subscription brought, one call after the other; records that were here before are passed over.
   * @throws Error where some are missing before them: a read then says whether the store has them
   */
  take(records: readonly StreamRecord[]): Promise<void> {
    return this.inTurn(async () => {
      const first = records.find(({ revision }) => revision >= this.next);
      if (first !== undefined && first.revision > this.next)
        throw new Error(`the subscription went on with record ${first.revision} where ${this.next} belongs`);
      await this.takeNow(await this.sound(() => records.map(readRecord)));
    });
  }

  /**
   * Takes in what this node has appended itself and the store has acknowledged. What a subscription brings of it
   * afterwards is compared.
   * @param revision of its last record
   */
  acknowledged(group: DecidedGroup, revision: number): Promise<void> {
    return this.inTurn(() => {
      this.sawEnd(revision);
      return this.sound(() => this.replica.takeDecided(group, revision));
    });
  }

  /**
   * Reads up to the stream's end as it is now.
   * @param known a revision that the store has just named as its last, where one is at hand
   * @throws StoreUnavailable; ReplicaStopped where the store lacks what the replica has; UnknownEvent
   */
  catchUp(known: number | null = null): Promise<void> {
    return this.inTurn(async () => {
      if (!this.checked) await this.checkStream();
      if (!this.compares && this.replica.state.revision >= this.writes.next) this.writes = this.fromReplica();
      const end = known ?? (await this.lastRecord()).revision;
      this.sawEnd(end);
      // What was named a moment ago may have come by the subscription since.
      if (known === null && end < this.writes.next - 1) {
        await this.stop(
          `the stream ends with record ${end}, and this replica has had record ${this.writes.next - 1}: the store was put back to an older state`,
        );
      }
      await this.sound(() => this.takePages(end));
    });
  }

  /** Resolves when nothing is being taken in any more. */
  async end(): Promise<void> {
    await this.turn;
  }

  /** The store has named the stream's last revision. */
  sawEnd(revision: number): void {
    this.seen = { revision: Math.max(revision, this.seen?.revision ?? 0), at: Date.now() };
  }

  /** A record says that the end is no earlier, and nothing of what may lie behind it. */
  private sawRecord(revision: number): void {
    if (this.seen !== null && revision > this.seen.revision) this.seen = { ...this.seen, revision };
  }

  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private async takePages(end: number): Promise<void> {
    const { store, ledger, stream } = this;
    const from = this.writes.next;
    const { settings } = store;
    if (settings !== null && end - Math.max(from, this.replica.state.revision) >= WORTH_A_THREAD) {
      for await (const { records, texts } of pagesInThread({ settings, ledger, from, to: end }))
        await this.takeNow(records, texts);
    }
    // What the thread left.
    for await (const records of streamPages(store, stream, this.writes.next, end, PAGE)) await this.takeNow(records);
  }

  private async takeNow(records: readonly LedgerRecord[], texts: TextsByDigest = new Map()): Promise<void> {
    try {
      await this.takeIn(records, texts);
    } catch (error) {
      // What was made whole and not taken in has to come once more.
      this.writes = this.fromReplica();
      throw error;
    }
  }

  private async takeIn(records: readonly LedgerRecord[], brought: TextsByDigest): Promise<void> {
    const whole = await this.sound(() => this.wholeWritesOf(records));
    const last = records.at(-1);
    if (last === undefined) return;
    this.sawRecord(last.revision);
    this.lastCreated = last.created;
    const upTo = (this.unfinished?.from ?? this.writes.next) - 1;
    const { revision } = this.replica.state;
    const coming = whole.filter(({ to }) => to > revision);
    const missing = coming.flatMap(({ beside }) =>
      beside.flatMap(({ texts }) => texts.map(({ digest }) => digest).filter((digest) => !brought.has(digest))),
    );
    const read = await this.sound(() => this.texts.read(missing));
    const texts = read.size === 0 ? brought : new Map([...brought, ...read]);
    await this.sound(() => this.replica.take(whole, upTo, texts));
  }

  private wholeWritesOf(records: readonly LedgerRecord[]): WholeWrite[] {
    return records.flatMap((record) => {
      const write = record.revision < this.writes.next ? null : this.writes.take(record);
      return write === null ? [] : [write];
    });
  }

  private fromReplica(): WholeWrites {
    return new WholeWrites(this.ledger, this.replica.state.revision + 1);
  }

  /** A stream that limits what it keeps, or that another ledger was founded in, is not followed. */
  private async checkStream(): Promise<void> {
    const limits = await this.store.limitsOf(this.stream);
    if (limits.length > 0) {
      await this.stop(
        `the stream ${this.stream} carries ${limits.join(', ')}, which lets the store drop events: find out who set it, and take it away`,
      );
    }
    const [first] = await this.sound(() => this.store.read(this.stream, 0, 1));
    if (first?.id !== this.replica.state.founded)
      await this.stop(
        `the stream ${this.stream} is of another ledger than this replica: it was founded at another time`,
      );
    this.checked = true;
  }

  private lastRecord(): Promise<StreamRecord> {
    return this.sound(() => this.store.last(this.stream));
  }

  /** Whatever contradicts the ledger's rules stops the replica for good. */
  private async sound<Result>(work: () => Result | Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const gone = error instanceof NoSuchStream || error instanceof StreamErased;
      if (!gone && !(error instanceof LedgerDamaged)) throw error;
      return this.stop(error.message);
    }
  }

  private async stop(reason: string): Promise<never> {
    await this.replica.stop(reason);
    throw new ReplicaStopped(reason);
  }
}
