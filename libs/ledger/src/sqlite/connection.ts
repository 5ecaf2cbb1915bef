import Database from 'better-sqlite3';
import { statSync, type Stats } from 'node:fs';
import type { LedgerReader } from '../ledger.js';
import { noLedger, viewsTakenOver } from './fault.js';
import type { SqliteLedgerOptions } from './options.js';
import { checkFormat, configure } from './schema.js';
import { SqliteAppender } from './sqlite-appender.js';
import { SqliteReader } from './sqlite-reader.js';

/**
 * Opens a ledger's file, after looking whether it is what its name says.
 * @throws BadConfiguration; what SQLite throws
 */
export function connect({ path, ledger }: Pick<SqliteLedgerOptions, 'path' | 'ledger'>): Database.Database {
  // A folder, a pipe or a device would be opened, or waited for; a link that leads nowhere is for SQLite to name.
  if (statOf(path)?.isFile() === false) throw noLedger(path);
  const db = new Database(path, { fileMustExist: true });
  try {
    checkFormat(db, path, ledger);
    configure(db, path);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Which file has a path now; null where there is none. Another one has another identity, whatever it holds. */
export function identityOf(path: string): string | null {
  const found = statOf(path);
  return found === null ? null : `${found.dev}/${found.ino}`;
}

function statOf(path: string): Stats | null {
  try {
    return statSync(path);
  } catch {
    return null;
  }
}

/** Bounds what a connection remembers of its file. */
export function boundCacheOf(db: Database.Database, bytes: number): void {
  db.pragma(`cache_size = -${Math.floor(bytes / 1024)}`);
}

/**
 * A connection that asks. It could write, and is told not to: whoever closes a file last puts its log into it, which one
 * that can only read can't do.
 */
export class AskingConnection {
  private readonly reader: SqliteReader;
  private readonly begin: Database.Statement;
  private readonly end: Database.Statement;

  constructor(
    readonly db: Database.Database,
    { ledger, views, readEvent }: SqliteLedgerOptions,
  ) {
    db.pragma('query_only = ON');
    db.pragma('busy_timeout = 5000');
    this.reader = new SqliteReader(db, ledger, views, readEvent);
    this.begin = db.prepare('BEGIN');
    this.end = db.prepare('COMMIT');
  }

  /** Runs a question over one consistent state of the ledger. @param mayBeAsked throws where nothing of it may be told */
  read<Answer>(ask: (reader: LedgerReader) => Answer, mayBeAsked: () => void = () => undefined): Answer {
    this.begin.run();
    try {
      mayBeAsked();
      return ask(this.reader);
    } catch (error) {
      throw viewsTakenOver(error);
    } finally {
      // A fault may have ended the transaction already; it is the one to report.
      if (this.db.inTransaction) this.end.run();
    }
  }
}

/** A connection that writes, with what it remembers of the ledger between two transactions. */
export class WritingConnection {
  readonly reader: SqliteReader;
  readonly appender: SqliteAppender;
  readonly control: Record<'begin' | 'savepoint' | 'rollBackTask' | 'release' | 'commit', Database.Statement>;

  constructor(
    readonly db: Database.Database,
    { ledger, views, readEvent, clock }: SqliteLedgerOptions,
  ) {
    this.reader = new SqliteReader(db, ledger, views, readEvent);
    this.appender = new SqliteAppender(db, this.reader, clock, views);
    this.control = {
      begin: db.prepare('BEGIN IMMEDIATE'),
      savepoint: db.prepare('SAVEPOINT task'),
      rollBackTask: db.prepare('ROLLBACK TO task'),
      release: db.prepare('RELEASE task'),
      commit: db.prepare('COMMIT'),
    };
  }
}
