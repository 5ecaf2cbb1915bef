import type Database from 'better-sqlite3';
import { setTimeout as pause } from 'node:timers/promises';
import { LedgerBusy, StorageFailed } from '../errors.js';
import { codeOf, isStorageFault } from '../sqlite/fault.js';
import type { SqliteLedgerOptions } from '../sqlite/options.js';
import { beginImmediate, LOCK_WAIT } from '../sqlite/write-lock.js';

/** How long closing may wait for other processes' readers to let go of a log that holds redacted texts, in milliseconds. */
const FORGET_WAIT = 5_000;

/**
 * The transactions of the connection that writes to a replica, one after the other: waiting for the file's lock is
 * asynchronous, and a connection has only one. After a fault of the disk there are no more.
 */
export class ReplicaTransactions {
  private readonly control: Record<'begin' | 'commit' | 'rollBack', Database.Statement>;
  private failure: StorageFailed | null = null;
  private turn: Promise<unknown> = Promise.resolve();
  /** Whether a text that was redacted may still be legible in the write-ahead log. */
  logToForget = false;

  constructor(
    private readonly db: Database.Database,
    private readonly options: Pick<SqliteLedgerOptions, 'ledger' | 'lockWait'>,
  ) {
    this.control = {
      begin: db.prepare('BEGIN IMMEDIATE'),
      commit: db.prepare('COMMIT'),
      rollBack: db.prepare('ROLLBACK'),
    };
  }

  inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.turn.then(work);
    this.turn = result.catch(() => undefined);
    return result;
  }

  /** @throws LedgerBusy, StorageFailed */
  async begin(): Promise<void> {
    if (this.failure !== null) throw this.failure;
    try {
      await beginImmediate(this.db, this.options.ledger, this.options.lockWait ?? LOCK_WAIT, this.control.begin);
    } catch (error) {
      throw error instanceof LedgerBusy ? error : this.faultOf(error);
    }
  }

  commit(): void {
    this.control.commit.run();
  }

  rollBack(): void {
    try {
      if (this.db.inTransaction) this.control.rollBack.run();
    } catch {
      // The fault that led here is the one to report; SQLite rolls back by itself when the connection closes.
    }
  }

  /** One change in a transaction of its own. */
  async change(work: () => void): Promise<void> {
    await this.begin();
    try {
      work();
      this.commit();
    } catch (error) {
      this.rollBack();
      throw this.faultOf(error);
    }
  }

  /** What whoever asked is told of an error: a fault of the disk ends all writing. */
  faultOf(error: unknown): unknown {
    if (!isStorageFault(error)) return error;
    this.failure ??= new StorageFailed(
      `the replica of "${this.options.ledger}" reported a fault (${codeOf(error)}); nothing more is taken in until it is opened again`,
      { cause: error },
    );
    return this.failure;
  }

  /** A redacted text must not live on in the write-ahead log; a reader of another process may hold it back for a while. */
  forgetLog(): void {
    if (!this.logToForget) return;
    const [outcome] = this.db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    this.logToForget = outcome?.busy !== 0;
  }

  /** Resolves when the last is over, and nothing redacted is left in the log if others let go of it in time. */
  async end(): Promise<void> {
    await this.turn;
    const patience = performance.now() + FORGET_WAIT;
    while (this.logToForget && performance.now() < patience) {
      this.forgetLog();
      if (this.logToForget) await pause(20);
    }
  }
}
