import type Database from 'better-sqlite3';
import type { EventEnvelope } from '@outturn/kernel';
import { LedgerDamaged, ReplicaStopped } from '../errors.js';
import type { Head, LedgerReader } from '../ledger.js';
import type { Frontier } from '../merkle/frontier.js';
import type { RestoredBatch } from '../restored-part.js';
import { connect } from '../sqlite/connection.js';
import { isStorageFault } from '../sqlite/fault.js';
import type { SqliteLedgerOptions } from '../sqlite/options.js';
import { SqliteAppender, type AddedBatch } from '../sqlite/sqlite-appender.js';
import { SqliteReader } from '../sqlite/sqlite-reader.js';
import { AskedReplica, openReplica } from './asked-replica.js';
import { decideGroup, type DecidedGroup, type Task } from './decided-group.js';
import { ReplicaRow, type ReplicaState } from './replica-state.js';
import { ReplicaTransactions } from './replica-transactions.js';
import { Savepoint } from './savepoint.js';
import {
  bytesOf,
  isContradiction,
  sameBytes,
  stopReason,
  writesOf,
  type FailedWrite,
  type TakenWrite,
  type TextsByDigest,
} from './taken-write.js';

/** How many whole writes one transaction takes at the most: bounds how long readers of the same thread wait. */
const WRITES = 5_000;

/**
 * The SQLite file of the embedded store as one node's copy of a ledger in a store of streams. It takes whole writes from the
 * stream and nothing else; what is decided on it is decided in a transaction that is rolled back.
 */
export class Replica {
  private readonly ownReader: SqliteReader;
  private readonly appender: SqliteAppender;
  private readonly row: ReplicaRow;
  private readonly savepoint: Savepoint;
  private readonly transactions: ReplicaTransactions;
  /** Whoever follows asks nothing: it is opened when somebody does. */
  private asking: AskedReplica | null = null;
  private readonly stored: Database.Statement;
  /** What the last group added while it was decided, by the first position of each batch. */
  private workedOut: ReadonlyMap<number, AddedBatch> = new Map();
  /** Whether texts may have been removed here that are still in the store. */
  erasuresDue = true;

  private constructor(
    private readonly db: Database.Database,
    private readonly options: SqliteLedgerOptions,
  ) {
    this.ownReader = new SqliteReader(db, options.ledger, options.views, options.readEvent);
    this.appender = new SqliteAppender(db, this.ownReader, options.clock, options.views);
    this.row = new ReplicaRow(db);
    this.savepoint = new Savepoint(db);
    this.transactions = new ReplicaTransactions(db, options);
    this.stored = db.prepare('SELECT bytes, leaf FROM event WHERE position BETWEEN ? AND ? ORDER BY position');
  }

  /** @throws BadConfiguration where the file is no replica; LedgerBusy; StorageFailed */
  static async open(options: SqliteLedgerOptions): Promise<Replica> {
    return new Replica(await openReplica(options), options);
  }

  /** Over the connection that writes, which has the page at hand; between turns no transaction is open on it. */
  get state(): ReplicaState {
    return this.row.get();
  }

  /** @throws ReplicaStopped: nothing of a replica that was found wrong is served */
  read<Answer>(ask: (reader: LedgerReader) => Answer): Answer {
    this.asking ??= new AskedReplica(this.options, connect(this.options));
    return this.asking.read(ask);
  }

  /** Decides commands on the head, one on what the other did, and leaves nothing of it behind. */
  decide(tasks: readonly Task[], limit: number): Promise<DecidedGroup> {
    return this.transactions.inTurn(() => this.decideNow(tasks, limit));
  }

  private async decideNow(tasks: readonly Task[], limit: number): Promise<DecidedGroup> {
    await this.transactions.begin();
    try {
      const { revision } = this.row.mustBeSound();
      this.appender.refresh();
      const before = this.appender.current;
      try {
        const group = decideGroup(this.savepoint, this.ownReader, this.appender, tasks, limit);
        this.workedOut = byFirstPosition(group.writes.flatMap(({ batches }) => batches));
        return { ...group, revision };
      } finally {
        this.appender.rewind(before);
      }
    } catch (error) {
      throw this.transactions.faultOf(error);
    } finally {
      this.transactions.rollBack();
    }
  }

  /** The events behind a tree's, up to a position, as they are read back, each with the tree that it makes. */
  eventsBehind(frontier: Frontier, position: number): { readonly event: EventEnvelope; readonly frontier: Frontier }[] {
    const rows = this.stored.all(frontier.size + 1, position) as { bytes: string; leaf: Buffer }[];
    let grown = frontier;
    return rows.map(({ bytes, leaf }) => {
      grown = grown.push(leaf);
      return { event: this.ownReader.parse(bytes), frontier: grown };
    });
  }

  head(): Head {
    return this.ownReader.head();
  }

  /**
   * Takes whole writes in, each in the transaction that advances the replica past it. One that is here already, because
   * another thread took it in or it was decided here, is compared with what is here.
   * @param upTo the revision up to which nothing is left to come once they are in
   * @throws ReplicaStopped, LedgerDamaged where a write contradicts what is here; UnknownEvent where another release
   * wrote it
   */
  async take(writes: readonly TakenWrite[], upTo: number, texts: TextsByDigest): Promise<void> {
    const { revision } = this.state;
    const coming = writes.filter(({ to }) => to > revision);
    for (const write of writes.slice(0, writes.length - coming.length)) this.mustHold(write);
    if (upTo <= revision) return;
    for (let at = 0; at === 0 || at < coming.length; at += WRITES) {
      const some = coming.slice(at, at + WRITES);
      const to = at + WRITES < coming.length ? (some.at(-1)?.to ?? upTo) : upTo;
      await this.takeSome(some, to, texts);
    }
    this.transactions.forgetLog();
  }

  /**
   * Takes in what was decided here and lies in the stream now, as the store has said: an append with an expected revision
   * lies behind it, whole and as it was sent.
   * @param upTo the revision of its last record
   */
  async takeDecided(group: DecidedGroup, upTo: number): Promise<void> {
    const { writes, texts } = writesOf(group);
    await this.take(writes, upTo, texts);
  }

  /** @throws LedgerDamaged where the replica has other events in the place of a write */
  private mustHold({ from, batches }: TakenWrite): void {
    for (const batch of batches) {
      const here = this.ownReader.bytesOf(batch[0]?.event.position ?? 1, batch.at(-1)?.event.position ?? 0);
      if (!sameBytes(batch, here))
        throw new LedgerDamaged(`record ${from} of the stream is not what this replica took in as such`);
    }
  }

  private async takeSome(writes: readonly TakenWrite[], upTo: number, texts: TextsByDigest): Promise<void> {
    const failure = await this.transactions.inTurn(() => this.takeAll(writes, upTo, texts));
    if (failure === null) return;
    // What lies before it is sound, and is taken in without it.
    const before = writes.slice(0, writes.indexOf(failure.write));
    await this.transactions.inTurn(() => this.takeAll(before, before.at(-1)?.to ?? 0, texts));
    if (!isContradiction(failure.error)) throw failure.error;
    await this.stop(stopReason(failure));
    throw new ReplicaStopped(stopReason(failure));
  }

  /** Takes all of some writes in, or nothing. Returns the first that could not be. */
  private async takeAll(
    writes: readonly TakenWrite[],
    upTo: number,
    texts: TextsByDigest,
  ): Promise<FailedWrite | null> {
    await this.transactions.begin();
    let write: TakenWrite | undefined;
    try {
      const { revision } = this.row.mustBeSound();
      this.appender.refresh();
      for (write of writes) {
        if (write.to > revision) this.takeOne(write, texts);
        // Another thread was first.
        else this.mustHold(write);
      }
      write = undefined;
      this.row.advance(upTo);
      this.appender.finish();
      this.transactions.commit();
      return null;
    } catch (error) {
      this.appender.forget();
      this.transactions.rollBack();
      if (write === undefined || isStorageFault(error)) throw this.transactions.faultOf(error);
      return { write, error };
    }
  }

  private takeOne({ base, batches, beside }: TakenWrite, texts: TextsByDigest): void {
    const { head, frontier } = this.appender.current;
    if (base !== null) {
      const root = frontier.root().toString('hex');
      if (base.position !== head.position || base.root !== root) {
        throw new LedgerDamaged(
          `it was decided at position ${base.position} on the root ${base.root}, and here position ${head.position} has the root ${root}`,
        );
      }
    }
    for (const batch of batches) this.takeBatch(batch);
    const { position } = this.appender.current.head;
    for (const piece of beside) {
      for (const place of piece.texts) {
        const kept = texts.get(place.digest) ?? { salt: null, text: null };
        this.appender.restoreText({ ...place, ...kept, redactedAt: null });
      }
      for (const [digest, entity, version] of piece.sourceRows) this.appender.restoreSourceRow(digest, entity, version);
      for (const digest of piece.redacted) this.appender.redact(digest, position);
      if (piece.redacted.length > 0) this.transactions.logToForget = this.erasuresDue = true;
    }
  }

  /** What was worked out to decide a batch holds where the very same bytes come, behind the very same events. */
  private takeBatch(batch: RestoredBatch): void {
    const known = this.workedOut.get(batch[0]?.event.position ?? 0);
    const same = known !== undefined && sameBytes(batch, bytesOf(known.events));
    if (!same || !this.appender.addAgain(known)) this.appender.restore(batch);
  }

  /** Says for good, in the file, that nothing here is current: every process that reads it is told. */
  async stop(reason: string): Promise<void> {
    await this.transactions.inTurn(async () => {
      // A record that was compared is not read again: lost in a power cut, this would be served once more.
      this.db.pragma('synchronous = FULL');
      await this.transactions.change(() => this.row.stop(reason));
    });
  }

  async rehashed(at: string): Promise<void> {
    await this.transactions.inTurn(() => this.transactions.change(() => this.row.rehashed(at)));
  }

  async erasedTo(position: number): Promise<void> {
    await this.transactions.inTurn(() => this.transactions.change(() => this.row.erasedTo(position)));
  }

  /** The digests of texts that were removed behind a position. */
  redactedAfter(position: number): string[] {
    return this.db
      .prepare('SELECT DISTINCT digest FROM text WHERE redacted_at > ? ORDER BY redacted_at')
      .pluck()
      .all(position) as string[];
  }

  async close(): Promise<void> {
    await this.transactions.end();
    this.asking?.close();
    this.db.close();
  }
}

const byFirstPosition = (batches: readonly AddedBatch[]): Map<number, AddedBatch> =>
  new Map(batches.map((batch) => [batch.before.size + 1, batch]));
