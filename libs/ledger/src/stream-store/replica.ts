import type Database from 'better-sqlite3';
import type { EventEnvelope } from '@outturn/kernel';
import { setTimeout as pause } from 'node:timers/promises';
import { LedgerBusy, LedgerDamaged, ReplicaStopped, StorageFailed } from '../errors.js';
import type { Head, LedgerReader } from '../ledger.js';
import type { Frontier } from '../merkle/frontier.js';
import type { RestoredBatch, RestoredText } from '../restored-part.js';
import { AskingConnection, connect } from '../sqlite/connection.js';
import { codeOf, isStorageFault, openingFault } from '../sqlite/fault.js';
import type { SqliteLedgerOptions } from '../sqlite/options.js';
import { checkTables, checkWritable } from '../sqlite/schema.js';
import { SqliteAppender, type AddedBatch } from '../sqlite/sqlite-appender.js';
import { SqliteReader } from '../sqlite/sqlite-reader.js';
import { bringViewsUpToDate } from '../sqlite/view-registry.js';
import { beginImmediate, LOCK_WAIT } from '../sqlite/write-lock.js';
import { baseOf, decideGroup, type DecidedGroup, type Task } from './decided-group.js';
import { checkReplica, ReplicaRow, type ReplicaState } from './replica-state.js';
import { Savepoint } from './savepoint.js';
import type { WholeWrite } from './whole-writes.js';

/** The words and salts of texts by their digests; null for one that the store holds no more. */
export type TextsByDigest = ReadonlyMap<string, Pick<RestoredText, 'salt' | 'text'> | null>;

/** A write as it is taken in. */
export type TakenWrite = Omit<WholeWrite, 'created'>;

interface FailedWrite {
  readonly write: TakenWrite;
  readonly error: unknown;
}

/** How many whole writes one transaction takes at the most: bounds how long readers of the same thread wait. */
const WRITES = 5_000;

/**
 * Opens a replica's file, after bringing its views to this release's versions.
 * @throws BadConfiguration where the file is no replica; LedgerBusy; StorageFailed
 */
export async function openReplica(options: SqliteLedgerOptions): Promise<Database.Database> {
  let db: Database.Database | null = null;
  try {
    db = connect(options);
    checkReplica(db, options.path);
    checkTables(db);
    // What is durable is durable in the store: a replica that loses its last writes in a power cut follows them again.
    db.pragma('synchronous = NORMAL');
    // A replica that follows thousands of events at once touches most pages of its indexes in every transaction.
    db.pragma('wal_autocheckpoint = 4000');
    checkWritable(db);
    await bringViewsUpToDate(db, options);
    return db;
  } catch (error) {
    db?.close();
    throw openingFault(error, options);
  }
}

/** A replica as it is asked. */
export class AskedReplica {
  private readonly asking: AskingConnection;
  private readonly row: ReplicaRow;

  constructor(
    options: SqliteLedgerOptions,
    readonly db: Database.Database,
  ) {
    this.asking = new AskingConnection(db, options);
    this.row = new ReplicaRow(db);
  }

  /** @throws ReplicaStopped */
  read<Answer>(ask: (reader: LedgerReader) => Answer): Answer {
    return this.asking.read(ask, () => void this.row.mustBeSound());
  }

  close(): void {
    this.db.close();
  }
}

/**
 * The SQLite file of the embedded store as one node's copy of a ledger in a store of streams. It takes whole writes from the
 * stream and nothing else; what is decided on it is decided in a transaction that is rolled back.
 */
export class Replica {
  private readonly ownReader: SqliteReader;
  private readonly appender: SqliteAppender;
  private readonly row: ReplicaRow;
  private readonly savepoint: Savepoint;
  private readonly control: Record<'begin' | 'commit' | 'rollBack', Database.Statement>;
  /** Whoever follows asks nothing: it is opened when somebody does. */
  private asking: AskedReplica | null = null;
  private readonly stored: Database.Statement;
  private failure: StorageFailed | null = null;
  /** What the last group added while it was decided, by the first position of each batch. */
  private workedOut: ReadonlyMap<number, AddedBatch> = new Map();
  private turn: Promise<unknown> = Promise.resolve();
  /** Whether texts may have been removed here that are still in the store. */
  erasuresDue = true;
  /** Whether a text that was redacted may still be legible in the write-ahead log. */
  private logToForget = false;

  private constructor(
    private readonly db: Database.Database,
    private readonly options: SqliteLedgerOptions,
  ) {
    this.ownReader = new SqliteReader(db, options.ledger, options.views, options.readEvent);
    this.appender = new SqliteAppender(db, this.ownReader, options.clock, options.views);
    this.row = new ReplicaRow(db);
    this.savepoint = new Savepoint(db);
    this.control = {
      begin: db.prepare('BEGIN IMMEDIATE'),
      commit: db.prepare('COMMIT'),
      rollBack: db.prepare('ROLLBACK'),
    };
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
    return this.inTurn(() => this.decideNow(tasks, limit));
  }

  private async decideNow(tasks: readonly Task[], limit: number): Promise<DecidedGroup> {
    await this.begin();
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
      throw this.faultOf(error);
    } finally {
      this.rollBack();
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
    if (this.logToForget) this.forgetLog();
  }

  /**
   * Takes in what was decided here and lies in the stream now, as the store has said: an append with an expected revision
   * lies behind it, whole and as it was sent.
   * @param upTo the revision of its last record
   */
  async takeDecided(group: DecidedGroup, upTo: number): Promise<void> {
    let from = group.revision + 1;
    const writes = group.writes.map(({ records, batches, beside }, index): TakenWrite => {
      const to = from + records.length - 1;
      const write = {
        from,
        to,
        base: index === 0 ? baseOf(group) : null,
        batches: batches.map(({ events }) => events),
      };
      from = to + 1;
      return { ...write, beside: [beside] };
    });
    const texts = group.texts.map(({ digest, salt, text }) => [digest, { salt: salt.toString('hex'), text }] as const);
    await this.take(writes, upTo, new Map(texts));
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
    const failure = await this.inTurn(() => this.takeAll(writes, upTo, texts));
    if (failure === null) return;
    // What lies before it is sound, and is taken in without it.
    const before = writes.slice(0, writes.indexOf(failure.write));
    await this.inTurn(() => this.takeAll(before, before.at(-1)?.to ?? 0, texts));
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
    await this.begin();
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
      this.control.commit.run();
      return null;
    } catch (error) {
      this.appender.forget();
      this.rollBack();
      if (write === undefined || isStorageFault(error)) throw this.faultOf(error);
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
      if (piece.redacted.length > 0) this.logToForget = this.erasuresDue = true;
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
    await this.inTurn(async () => {
      // A record that was compared is not read again: lost in a power cut, this would be served once more.
      this.db.pragma('synchronous = FULL');
      await this.changeNow((row) => row.stop(reason));
    });
  }

  async rehashed(at: string): Promise<void> {
    await this.change((row) => row.rehashed(at));
  }

  async erasedTo(position: number): Promise<void> {
    await this.change((row) => row.erasedTo(position));
  }

  /** The digests of texts that were removed behind a position. */
  redactedAfter(position: number): string[] {
    return this.db
      .prepare('SELECT DISTINCT digest FROM text WHERE redacted_at > ? ORDER BY redacted_at')
      .pluck()
      .all(position) as string[];
  }

  async close(): Promise<void> {
    await this.turn;
    const patience = performance.now() + 5_000;
    while (this.logToForget && performance.now() < patience) {
      this.forgetLog();
      if (this.logToForget) await pause(20);
    }
    this.asking?.close();
    this.db.close();
  }

  private change(work: (row: ReplicaRow) => void): Promise<void> {
    return this.inTurn(() => this.changeNow(work));
  }

  private async changeNow(work: (row: ReplicaRow) => void): Promise<void> {
    await this.begin();
    try {
      work(this.row);
      this.control.commit.run();
    } catch (error) {
      this.rollBack();
      throw this.faultOf(error);
    }
  }

  /** One transaction after the other: waiting for the file's lock is asynchronous, and a connection has only one. */
  private inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private async begin(): Promise<void> {
    if (this.failure !== null) throw this.failure;
    try {
      await beginImmediate(this.db, this.options.ledger, this.options.lockWait ?? LOCK_WAIT, this.control.begin);
    } catch (error) {
      throw error instanceof LedgerBusy ? error : this.faultOf(error);
    }
  }

  private rollBack(): void {
    try {
      if (this.db.inTransaction) this.control.rollBack.run();
    } catch {
      // The fault that led here is the one to report; SQLite rolls back by itself when the connection closes.
    }
  }

  /** A redacted text must not live on in the write-ahead log; a reader of another process may hold it back for a while. */
  private forgetLog(): void {
    const [outcome] = this.db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    this.logToForget = outcome?.busy !== 0;
  }

  private faultOf(error: unknown): unknown {
    if (!isStorageFault(error)) return error;
    this.failure ??= new StorageFailed(
      `the replica of "${this.options.ledger}" reported a fault (${codeOf(error)}); nothing more is taken in until it is opened again`,
      { cause: error },
    );
    return this.failure;
  }
}

const bytesOf = (batch: RestoredBatch): string[] => batch.map(({ bytes }) => bytes);

const sameBytes = (batch: RestoredBatch, others: readonly string[]): boolean =>
  batch.length === others.length && batch.every(({ bytes }, index) => bytes === others[index]);

const byFirstPosition = (batches: readonly AddedBatch[]): Map<number, AddedBatch> =>
  new Map(batches.map((batch) => [batch.before.size + 1, batch]));

/** A write that the ledger's own rules refuse: its positions, versions, roots or shapes contradict what is here. */
const isContradiction = (error: unknown): boolean =>
  error instanceof LedgerDamaged || codeOf(error).startsWith('SQLITE_CONSTRAINT');

const stopReason = ({ write, error }: FailedWrite): string =>
  `the replica stops before record ${write.from} of its stream: ${(error as Error).message}. Run outturn verify on this file; where it is the replica that is wrong, delete the file and it is made again from the stream`;
