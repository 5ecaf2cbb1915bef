import Database from 'better-sqlite3';
import { setTimeout as pause } from 'node:timers/promises';
import { LedgerBusy, LedgerDamaged, ReplicaStopped, StorageFailed } from '../errors.js';
import type { Head, LedgerReader } from '../ledger.js';
import type { RestoredText } from '../restored-part.js';
import { codeOf, isStorageFault, openingFault, viewsTakenOver } from '../sqlite/fault.js';
import type { SqliteLedgerOptions } from '../sqlite/options.js';
import { checkFormat, checkWritable, configure } from '../sqlite/schema.js';
import { SqliteAppender } from '../sqlite/sqlite-appender.js';
import { SqliteReader } from '../sqlite/sqlite-reader.js';
import { bringViewsUpToDate } from '../sqlite/view-registry.js';
import { beginImmediate, LOCK_WAIT } from '../sqlite/write-lock.js';
import { decideGroup, type DecidedGroup, type Task } from './decided-group.js';
import { checkReplica, ReplicaRow, type ReplicaState } from '../sqlite/replica-state.js';
import { Savepoint } from './savepoint.js';
import type { WholeWrite } from './whole-writes.js';

/** The words and salts of texts by their digests; null for one that the store holds no more. */
export type TextsByDigest = ReadonlyMap<string, Pick<RestoredText, 'salt' | 'text'> | null>;

/** How many whole writes one transaction takes at the most: bounds how long readers of the same thread wait. */
const WRITES = 500;

/**
 * The SQLite file of the embedded store as one node's copy of a ledger in EventStoreDB. It takes whole writes from the
 * stream and nothing else; what is decided on it is decided in a transaction that is rolled back.
 */
export class Replica {
  private readonly reader: SqliteReader;
  private readonly ownReader: SqliteReader;
  private readonly appender: SqliteAppender;
  private readonly row: ReplicaRow;
  private readonly readRow: ReplicaRow;
  private readonly savepoint: Savepoint;
  private readonly control: Record<'begin' | 'commit' | 'rollBack', Database.Statement>;
  private readonly beginRead: Database.Statement;
  private readonly endRead: Database.Statement;
  private failure: StorageFailed | null = null;
  private turn: Promise<unknown> = Promise.resolve();
  /** Whether texts may have been removed here that are still in the store. */
  erasuresDue = true;
  /** Whether a text that was redacted may still be legible in the write-ahead log. */
  private logToForget = false;

  private constructor(
    private readonly db: Database.Database,
    private readonly readDb: Database.Database,
    private readonly options: SqliteLedgerOptions,
  ) {
    this.reader = new SqliteReader(readDb, options.ledger, options.views, options.readEvent);
    this.ownReader = new SqliteReader(db, options.ledger, options.views, options.readEvent);
    this.appender = new SqliteAppender(db, this.ownReader, options.clock, options.views);
    this.row = new ReplicaRow(db);
    this.readRow = new ReplicaRow(readDb);
    this.savepoint = new Savepoint(db);
    this.control = {
      begin: db.prepare('BEGIN IMMEDIATE'),
      commit: db.prepare('COMMIT'),
      rollBack: db.prepare('ROLLBACK'),
    };
    this.beginRead = readDb.prepare('BEGIN');
    this.endRead = readDb.prepare('COMMIT');
  }

  /** @throws BadConfiguration where the file is no replica; LedgerBusy; StorageFailed */
  static async open(options: SqliteLedgerOptions): Promise<Replica> {
    let db: Database.Database | null = null;
    let readDb: Database.Database | null = null;
    try {
      db = new Database(options.path, { fileMustExist: true });
      checkFormat(db, options.path, options.ledger);
      checkReplica(db, options.path);
      configure(db, options.path);
      // What is durable is durable in the store: a replica that loses its last writes in a power cut follows them again.
      db.pragma('synchronous = NORMAL');
      checkWritable(db);
      await bringViewsUpToDate(db, options);
      readDb = new Database(options.path, { readonly: true, fileMustExist: true });
      readDb.pragma('busy_timeout = 5000');
      return new Replica(db, readDb, options);
    } catch (error) {
      readDb?.close();
      db?.close();
      throw openingFault(error, options);
    }
  }

  get state(): ReplicaState {
    return this.readRow.get();
  }

  /** @throws ReplicaStopped: nothing of a replica that was found wrong is served */
  read<Answer>(ask: (reader: LedgerReader) => Answer): Answer {
    this.beginRead.run();
    try {
      this.readRow.mustBeSound();
      return ask(this.reader);
    } catch (error) {
      throw viewsTakenOver(error);
    } finally {
      // A fault may have ended the transaction already; it is the one to report.
      if (this.readDb.inTransaction) this.endRead.run();
    }
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
        return { ...decideGroup(this.savepoint, this.ownReader, this.appender, tasks, limit), revision };
      } finally {
        this.appender.rewind(before);
      }
    } catch (error) {
      throw this.faultOf(error);
    } finally {
      this.rollBack();
    }
  }

  /** Events as they are read back; they must have been taken from the stream before. */
  eventsAt(first: number, last: number): ReturnType<SqliteReader['eventList']> {
    return this.ownReader.eventList(first, last);
  }

  /** Hex. */
  rootAt(position: number): string {
    return this.ownReader.rootAt(position);
  }

  head(): Head {
    return this.ownReader.head();
  }

  /**
   * Takes whole writes in, each in the transaction that advances the replica past it. One that another process took in
   * before is passed over.
   * @param upTo the revision up to which nothing is left to come once they are in
   * @throws ReplicaStopped where a write contradicts what is here; UnknownEvent where another release wrote it
   */
  async take(writes: readonly WholeWrite[], upTo: number, texts: TextsByDigest): Promise<void> {
    for (let at = 0; at === 0 || at < writes.length; at += WRITES) {
      const some = writes.slice(at, at + WRITES);
      const to = at + WRITES < writes.length ? (some.at(-1)?.to ?? upTo) : upTo;
      await this.inTurn(() => this.takeSome(some, to, texts));
    }
    if (this.logToForget) this.forgetLog();
  }

  private async takeSome(writes: readonly WholeWrite[], upTo: number, texts: TextsByDigest): Promise<void> {
    await this.begin();
    let failure: { readonly write: WholeWrite; readonly error: unknown } | null = null;
    try {
      const state = this.row.mustBeSound();
      this.appender.refresh();
      let to = state.revision;
      for (const write of writes) {
        if (write.to <= state.revision) continue;
        const before = this.appender.current;
        this.savepoint.set();
        try {
          this.takeOne(write, texts);
          to = write.to;
        } catch (error) {
          if (isStorageFault(error)) throw error;
          failure = { write, error };
          this.savepoint.goBack();
          this.appender.rewind(before);
        }
        this.savepoint.release();
        if (failure !== null) break;
      }
      if (failure !== null && isContradiction(failure.error)) this.row.stop(stopReason(failure));
      this.row.advance(failure === null ? upTo : to);
      this.appender.finish();
      this.control.commit.run();
    } catch (error) {
      this.appender.forget();
      this.rollBack();
      throw this.faultOf(error);
    }
    if (failure === null) return;
    throw isContradiction(failure.error) ? new ReplicaStopped(stopReason(failure)) : failure.error;
  }

  private takeOne({ base, batches, beside }: WholeWrite, texts: TextsByDigest): void {
    const { head, frontier } = this.appender.current;
    if (base !== null) {
      const root = frontier.root().toString('hex');
      if (base.position !== head.position || base.root !== root) {
        throw new LedgerDamaged(
          `it was decided at position ${base.position} on the root ${base.root}, and here position ${head.position} has the root ${root}`,
        );
      }
    }
    for (const batch of batches) this.appender.restore(batch);
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

  /** Says for good, in the file, that nothing here is current: every process that reads it is told. */
  async stop(reason: string): Promise<void> {
    await this.change((row) => row.stop(reason));
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
    this.readDb.close();
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

/** A write that the ledger's own rules refuse: its positions, versions, roots or shapes contradict what is here. */
const isContradiction = (error: unknown): boolean =>
  error instanceof LedgerDamaged || codeOf(error).startsWith('SQLITE_CONSTRAINT');

const stopReason = ({ write, error }: { readonly write: WholeWrite; readonly error: unknown }): string =>
  `the replica stops before record ${write.from} of its stream: ${(error as Error).message}. Run outturn verify on this file; where it is the replica that is wrong, delete the file and it is made again from the stream`;
