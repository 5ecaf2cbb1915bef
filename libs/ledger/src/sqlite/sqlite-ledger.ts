import Database from 'better-sqlite3';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import type { EventEnvelope } from '@outturn/kernel';
import { LedgerBusy, StorageFailed } from '../errors.js';
import type { Ledger, LedgerReader, Proposal } from '../ledger.js';
import { codeOf, isStorageFault, openingFault, viewsTakenOver } from './fault.js';
import type { SqliteLedgerOptions } from './options.js';
import { checkIndependent } from './replica-state.js';
import { checkFormat, checkWritable, configure } from './schema.js';
import { SqliteAppender } from './sqlite-appender.js';
import { SqliteReader } from './sqlite-reader.js';
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
 * transaction, and so shares its fsync (group commit). No transaction is ever open across an await.
 */
export class SqliteLedger implements Ledger {
  readonly id: string;
  private readonly reader: SqliteReader;
  private readonly ownReader: SqliteReader;
  private readonly appender: SqliteAppender;
  private readonly lockWait: number;
  private readonly control: Controls;
  private readonly beginRead: Database.Statement;
  private readonly endRead: Database.Statement;
  private queue: Task[] = [];
  private running: Promise<void> | null = null;
  private failure: StorageFailed | null = null;
  private closed = false;
  /** Whether a text that was redacted may still be legible in the write-ahead log. */
  private logToForget = false;

  private constructor(
    private readonly db: Database.Database,
    private readonly readDb: Database.Database,
    private readonly options: SqliteLedgerOptions,
  ) {
    this.id = options.ledger;
    this.lockWait = options.lockWait ?? LOCK_WAIT;
    this.reader = new SqliteReader(readDb, options.ledger, options.views, options.readEvent);
    this.ownReader = new SqliteReader(db, options.ledger, options.views, options.readEvent);
    this.appender = new SqliteAppender(db, this.ownReader, options.clock, options.views);
    this.control = controls(db);
    this.beginRead = readDb.prepare('BEGIN');
    this.endRead = readDb.prepare('COMMIT');
  }

  /**
   * Opens a ledger that exists, after bringing its views to this release's versions.
   * @throws BadConfiguration where durability can't be had or the file is no ledger of this format; LedgerBusy where
   * another process keeps it longer than `lockWait`; StorageFailed
   */
  static async open(options: SqliteLedgerOptions): Promise<SqliteLedger> {
    let db: Database.Database | null = null;
    let readDb: Database.Database | null = null;
    try {
      db = new Database(options.path, { fileMustExist: true });
      checkFormat(db, options.path, options.ledger);
      checkIndependent(db, options.path);
      configure(db, options.path);
      checkWritable(db);
      await bringViewsUpToDate(db, options);
      readDb = new Database(options.path, { readonly: true, fileMustExist: true });
      readDb.pragma('busy_timeout = 5000');
      return new SqliteLedger(db, readDb, options);
    } catch (error) {
      readDb?.close();
      db?.close();
      throw openingFault(error, options);
    }
  }

  write<Answer>(decide: (reader: LedgerReader) => Proposal<Answer>): Promise<Answer> {
    if (this.closed) return Promise.reject(new Error(`the ledger "${this.id}" is closed`));
    return new Promise<Answer>((resolve, reject) => {
      this.queue.push({ decide, resolve: resolve as (answer: unknown) => void, reject });
      this.running ??= this.run();
    });
  }

  read<Answer>(ask: (reader: LedgerReader) => Answer): Answer {
    this.beginRead.run();
    try {
      return ask(this.reader);
    } catch (error) {
      throw viewsTakenOver(error);
    } finally {
      // A fault may have ended the transaction already; it is the one to report.
      if (this.readDb.inTransaction) this.endRead.run();
    }
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
    this.readDb.close();
    this.db.close();
  }

  private async run(): Promise<void> {
    for (;;) {
      await turn();
      const group = this.queue.splice(0, GROUP);
      if (group.length === 0) {
        this.running = null;
        return;
      }
      try {
        await this.begin();
      } catch (error) {
        for (const task of group) task.reject(error);
        continue;
      }
      this.commit(group);
      if (this.logToForget) this.forgetLog();
    }
  }

  private async begin(): Promise<void> {
    if (this.failure !== null) throw this.failure;
    try {
      await beginImmediate(this.db, this.id, this.lockWait, this.control.begin);
    } catch (error) {
      throw error instanceof LedgerBusy ? error : this.failed(error);
    }
  }

  /** One transaction for the whole group. A task that fails leaves nothing behind and does not disturb its neighbours. */
  private commit(group: readonly Task[]): void {
    const accepted: { task: Task; proposal: Proposal<unknown>; first: number; last: number; root: () => string }[] = [];
    const refused: { task: Task; error: unknown }[] = [];
    let start: number;
    try {
      this.appender.refresh();
      start = this.appender.current.head.position + 1;
      for (const task of group) {
        const before = this.appender.current;
        this.control.savepoint.run();
        try {
          const proposal = task.decide(this.ownReader);
          const place = this.appender.append(proposal);
          const { frontier } = this.appender.current;
          accepted.push({ task, proposal, ...place, root: () => frontier.root().toString('hex') });
        } catch (error) {
          if (isStorageFault(error)) throw error;
          this.control.rollBackTask.run();
          this.appender.rewind(before);
          refused.push({ task, error });
        }
        this.control.release.run();
      }
      this.appender.finish();
      this.control.commit.run();
    } catch (error) {
      this.appender.forget();
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
        bytes ??= this.ownReader.bytesOf(start, this.appender.current.head.position);
        return bytes.slice(first - start, last - start + 1).map((each) => this.ownReader.parse(each));
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
      const [outcome] = this.db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      this.logToForget = outcome?.busy !== 0;
    } catch (error) {
      this.failed(error);
      this.logToForget = false;
    }
  }

  private rollBack(): void {
    try {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
    } catch {
      // The fault that led here is the one to report; SQLite rolls back by itself when the connection closes.
    }
  }

  private failed(error: unknown): StorageFailed {
    this.failure ??= new StorageFailed(
      `the store of "${this.id}" reported a fault (${codeOf(error)}); nothing more is written until it is opened again`,
      { cause: error },
    );
    return this.failure;
  }
}

type Controls = Record<'begin' | 'savepoint' | 'rollBackTask' | 'release' | 'commit', Database.Statement>;

const controls = (db: Database.Database): Controls => ({
  begin: db.prepare('BEGIN IMMEDIATE'),
  savepoint: db.prepare('SAVEPOINT task'),
  rollBackTask: db.prepare('ROLLBACK TO task'),
  release: db.prepare('RELEASE task'),
  commit: db.prepare('COMMIT'),
});
