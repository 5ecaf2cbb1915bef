import type Database from 'better-sqlite3';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { EventEnvelope } from '@outturn/kernel';
import { LedgerBusy, StorageFailed } from '../errors.js';
import type { LedgerReader, Proposal } from '../ledger.js';
import type { OpenedLedger } from '../ledger-store.js';
import { AskingConnection, boundCacheOf, connect, identityOf, WritingConnection } from './connection.js';
import { codeOf, isFull, isStorageFault, openingFault } from './fault.js';
import type { LetsGo } from './open-files.js';
import type { SqliteLedgerOptions } from './options.js';
import { checkIndependent } from './independence.js';
import { checkTables, checkWritable } from './schema.js';
import { bringViewsUpToDate } from './view-registry.js';
import { beginImmediate, LOCK_WAIT } from './write-lock.js';

interface Task {
  readonly decide: (reader: LedgerReader) => Proposal<unknown>;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** How many commands may share one transaction: bounds how long a neighbour waits for its answer. */
const GROUP = 1_000;

/** How long closing may wait for other processes' readers to let go of a log that holds redacted texts, in milliseconds. */
const FORGET_WAIT = 5_000;

/**
 * One SQLite file, one ledger. Writes are queued; whatever has queued up while the last commit ran goes into the next
 * transaction, and so shares its fsync (group commit). No transaction is ever open across an await. There is a connection
 * for what asks and one for what writes, each from the first time that it is needed until the ledger rests.
 */
export class SqliteLedger implements OpenedLedger, LetsGo {
  readonly id: string;
  readonly report = null;
  private readonly lockWait: number;
  private readonly identity: string | null;
  private asking: AskingConnection | null = null;
  private writing: WritingConnection | null = null;
  private cache: number | null = null;
  /** How many questions are being asked. */
  private asked = 0;
  private queue: Task[] = [];
  private running: Promise<void> | null = null;
  private failure: StorageFailed | null = null;
  private closed = false;
  /** Whether a text that was redacted may still be legible in the write-ahead log. */
  private logToForget = false;

  private constructor(
    private readonly options: SqliteLedgerOptions,
    /** That over which the ledger was opened, until it is known what for. */
    private spare: Database.Database | null,
  ) {
    this.id = options.ledger;
    this.lockWait = options.lockWait ?? LOCK_WAIT;
    this.identity = identityOf(options.path);
    options.openFiles?.used(this);
  }

  /**
   * Opens a ledger that exists, after bringing its views to this release's versions.
   * @throws BadConfiguration where durability can't be had or the file is no ledger of this format; LedgerBusy where
   * another process keeps it longer than `lockWait`; StorageFailed
   */
  static async open(options: SqliteLedgerOptions): Promise<SqliteLedger> {
    let db: Database.Database | null = null;
    try {
      db = connect(options);
      checkIndependent(db, options.path);
      checkTables(db);
      checkWritable(db);
      await bringViewsUpToDate(db, options);
      return new SqliteLedger(options, db);
    } catch (error) {
      db?.close();
      throw openingFault(error, options);
    }
  }

  write<Answer>(decide: (reader: LedgerReader) => Proposal<Answer>): Promise<Answer> {
    if (this.closed) return Promise.reject(this.failure ?? this.isClosed());
    return new Promise<Answer>((resolve, reject) => {
      this.queue.push({ decide, resolve: resolve as (answer: unknown) => void, reject });
      this.running ??= this.run();
    });
  }

  read<Answer>(ask: (reader: LedgerReader) => Answer): Answer {
    if (this.closed) throw this.isClosed();
    this.options.openFiles?.used(this);
    this.asked += 1;
    try {
      this.asking ??= new AskingConnection(this.connection(), this.options);
      return this.asking.read(ask);
    } finally {
      this.asked -= 1;
    }
  }

  rest(): boolean {
    if (this.running !== null || this.asked > 0) return false;
    if (this.logToForget) this.forgetLog();
    if (this.logToForget) return false;
    this.disconnect();
    return true;
  }

  boundCache(bytes: number): void {
    this.cache = bytes;
    for (const db of this.connections) boundCacheOf(db, bytes);
  }

  /** Why nothing more is written; null while all is well. */
  get fault(): StorageFailed | null {
    return this.failure;
  }

  /** What lies at its path now is the ledger; and where there was no room, there may be. */
  get isSpent(): boolean {
    return !this.isInPlace || this.failure?.isFull === true;
  }

  /** Whether the file that was opened is still the one that has its path. */
  get isInPlace(): boolean {
    return identityOf(this.options.path) === this.identity;
  }

  /** What was asked before is still written and answered. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
    const patience = performance.now() + FORGET_WAIT;
    while (this.logToForget && performance.now() < patience) {
      this.forgetLog();
      if (this.logToForget) await pause(20);
    }
    this.disconnect();
    this.options.openFiles?.gone(this);
  }

  private isClosed(): Error {
    return new Error(`the ledger "${this.id}" is closed`);
  }

  private get connections(): Database.Database[] {
    return [this.spare, this.asking?.db, this.writing?.db].filter((db) => db !== null && db !== undefined);
  }

  /** A connection to the file that was opened. @throws StorageFailed, LedgerBusy, BadConfiguration */
  private connection(): Database.Database {
    const { spare } = this;
    this.spare = null;
    if (spare !== null) return spare;
    this.mustBeInPlace();
    try {
      const db = connect(this.options);
      if (this.cache !== null) boundCacheOf(db, this.cache);
      return db;
    } catch (error) {
      throw openingFault(error, this.options);
    }
  }

  private disconnect(): void {
    for (const db of this.connections) db.close();
    this.spare = this.asking = this.writing = null;
  }

  /** What is written to a file that has lost its name is lost with it. @throws StorageFailed */
  private mustBeInPlace(): void {
    if (this.isInPlace) return;
    throw new StorageFailed(
      `the file of "${this.id}" was taken away or replaced while it was in use; nothing more is written until it is opened again`,
    );
  }

  private async run(): Promise<void> {
    for (;;) {
      await turn();
      const group = this.queue.splice(0, GROUP);
      if (group.length === 0) {
        this.running = null;
        this.options.openFiles?.relieve();
        return;
      }
      let writing: WritingConnection;
      try {
        writing = await this.begin();
      } catch (error) {
        for (const task of group) task.reject(error);
        continue;
      }
      this.commit(group, writing);
      if (this.logToForget) this.forgetLog();
    }
  }

  private async begin(): Promise<WritingConnection> {
    if (this.failure !== null) throw this.failure;
    this.options.openFiles?.used(this);
    this.mustBeInPlace();
    const writing = (this.writing ??= new WritingConnection(this.connection(), this.options));
    try {
      await beginImmediate(writing.db, this.id, this.lockWait, writing.control.begin);
      return writing;
    } catch (error) {
      throw error instanceof LedgerBusy ? error : this.failed(error);
    }
  }

  /** One transaction for the whole group. A task that fails leaves nothing behind and does not disturb its neighbours. */
  private commit(group: readonly Task[], { appender, reader, control }: WritingConnection): void {
    const accepted: { task: Task; proposal: Proposal<unknown>; first: number; last: number; root: () => string }[] = [];
    const refused: { task: Task; error: unknown }[] = [];
    let start: number;
    try {
      appender.refresh();
      start = appender.current.head.position + 1;
      for (const task of group) {
        const before = appender.current;
        control.savepoint.run();
        try {
          const proposal = task.decide(reader);
          const place = appender.append(proposal);
          const { frontier } = appender.current;
          accepted.push({ task, proposal, ...place, root: () => frontier.root().toString('hex') });
        } catch (error) {
          if (isStorageFault(error)) throw error;
          control.rollBackTask.run();
          appender.rewind(before);
          refused.push({ task, error });
        }
        control.release.run();
      }
      appender.finish();
      control.commit.run();
    } catch (error) {
      appender.forget();
      this.rollBack();
      const failure = isStorageFault(error) ? this.failed(error) : error;
      for (const task of group) task.reject(failure);
      return;
    }
    for (const { task, error } of refused) task.reject(error);
    let bytes: readonly string[] | null = null;
    for (const { task, proposal, first, last, root } of accepted) {
      // The whole group's at once, for the first who asks: an import doesn't, and has a million.
      const events = (): EventEnvelope[] => {
        bytes ??= reader.bytesOf(start, appender.current.head.position);
        return bytes.slice(first - start, last - start + 1).map((each) => reader.parse(each));
      };
      try {
        task.resolve(proposal.answer({ position: last, events, root }));
      } catch (error) {
        task.reject(isStorageFault(error) ? this.failed(error) : error);
      }
      if (first <= last && (proposal.redact?.length ?? 0) > 0) this.logToForget = true;
    }
  }

  /**
   * A redacted text must not live on in the write-ahead log, so the log is emptied. A reader in another process may hold
   * it back: then it is tried again after the next commit, and when the ledger is closed.
   */
  private forgetLog(): void {
    try {
      const [outcome] = (this.writing?.db.pragma('wal_checkpoint(TRUNCATE)') ?? []) as { busy: number }[];
      this.logToForget = outcome?.busy === 1;
    } catch (error) {
      this.failed(error);
      this.logToForget = false;
    }
  }

  private rollBack(): void {
    try {
      if (this.writing?.db.inTransaction) this.writing.db.exec('ROLLBACK');
    } catch {
      // The fault that led here is the one to report; SQLite rolls back by itself when the connection closes.
    }
  }

  private failed(error: unknown): StorageFailed {
    this.failure ??= new StorageFailed(
      `the store of "${this.id}" reported a fault (${codeOf(error)}); nothing more is written until it is opened again`,
      { cause: error, isFull: isFull(error) },
    );
    return this.failure;
  }
}
