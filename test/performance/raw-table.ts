import Database from 'better-sqlite3';
import { join } from 'node:path';
import { LEDGER } from './council/council.js';

/** Thirty-two bytes in the place of a hash that the rival doesn't work out. */
const LEAF = Buffer.alloc(32, 1);

/** A table without generated columns or indexes: the least that could hold an event. */
export const NARROW = ['CREATE TABLE event (position INTEGER PRIMARY KEY, bytes TEXT NOT NULL, leaf BLOB)'];

/** The statements that make a ledger's table of events with its indexes; not its triggers, which check what follows what. */
export function tableOf(ledgerFile: string): string[] {
  const db = new Database(ledgerFile, { readonly: true });
  try {
    return db
      .prepare(
        "SELECT sql FROM sqlite_master WHERE tbl_name = 'event' AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC",
      )
      .pluck()
      .all() as string[];
  } finally {
    db.close();
  }
}

/** What the raw rival writes: rows of one table, without checks, trees, texts or views, with the product's own settings. */
export class RawTable {
  readonly db: Database.Database;
  private readonly insert: Database.Statement;
  private position: number;

  constructor(path: string, statements: readonly string[]) {
    this.db = new Database(path);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.pragma('wal_autocheckpoint = 1000');
    this.db.pragma('cache_size = -16384');
    this.db.exec(statements.join(';'));
    this.insert = this.db.prepare('INSERT INTO event (position, bytes, leaf) VALUES (?, ?, ?)');
    this.position = this.db.prepare('SELECT coalesce(max(position), 0) FROM event').pluck().get() as number;
  }

  /** Fills the table with the events of a ledger. */
  copyOf(data: string): void {
    this.db.prepare('ATTACH ? AS ledger').run(join(data, `${LEDGER}.sqlite`));
    this.db.exec(
      'INSERT INTO main.event (position, bytes, leaf) SELECT position, bytes, leaf FROM ledger.event ORDER BY position; DETACH ledger',
    );
    this.position = this.db.prepare('SELECT max(position) FROM event').pluck().get() as number;
    this.db.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** Writes events, so many in each transaction. */
  write(events: readonly string[], together: number): void {
    for (let from = 0; from < events.length; from += together) {
      this.db.exec('BEGIN IMMEDIATE');
      for (const bytes of events.slice(from, from + together)) this.insert.run((this.position += 1), bytes, LEAF);
      this.db.exec('COMMIT');
    }
  }

  /** The settings that durability rests on, as SQLite reads them back. */
  get durability(): { journal_mode: string; synchronous: string } {
    return {
      journal_mode: String(this.db.pragma('journal_mode', { simple: true })),
      synchronous: String(this.db.pragma('synchronous', { simple: true })),
    };
  }

  close(): void {
    this.db.close();
  }
}
