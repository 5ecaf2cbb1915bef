import Database from 'better-sqlite3';
import { join } from 'node:path';
import { LEDGER } from './council/council.js';

/** What the raw rival writes: one narrow table without index, trigger, hash or view, with the product's own settings. */
export class RawTable {
  readonly db: Database.Database;
  private readonly insert: Database.Statement;
  private position: number;

  constructor(path: string) {
    this.db = new Database(path);
    this.db.pragma('journal_mode = WAL');
    this.db.pragma('synchronous = FULL');
    this.db.pragma('wal_autocheckpoint = 1000');
    this.db.pragma('cache_size = -16384');
    this.db.exec('CREATE TABLE IF NOT EXISTS event (position INTEGER PRIMARY KEY, bytes TEXT NOT NULL)');
    this.insert = this.db.prepare('INSERT INTO event (position, bytes) VALUES (?, ?)');
    this.position = this.db.prepare('SELECT coalesce(max(position), 0) FROM event').pluck().get() as number;
  }

  /** Fills the table with the events of a ledger. */
  copyOf(data: string): void {
    this.db.prepare('ATTACH ? AS ledger').run(join(data, `${LEDGER}.sqlite`));
    this.db.exec('INSERT INTO main.event SELECT position, bytes FROM ledger.event; DETACH ledger');
    this.position = this.db.prepare('SELECT max(position) FROM event').pluck().get() as number;
    this.db.pragma('wal_checkpoint(TRUNCATE)');
  }

  /** Writes events, so many in each transaction. */
  write(events: readonly string[], together: number): void {
    for (let from = 0; from < events.length; from += together) {
      this.db.exec('BEGIN IMMEDIATE');
      for (const bytes of events.slice(from, from + together)) this.insert.run((this.position += 1), bytes);
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
