import Database from 'better-sqlite3';
import { openingFault } from './fault.js';
import { checkFormat } from './schema.js';

/**
 * The stored bytes of a ledger's events, oldest first, from a file that is only read.
 * @throws LedgerUnreadable where it is no ledger's, StorageFailed
 */
export function* storedBytes(path: string, ledger: string): Generator<string, void> {
  let db: Database.Database | null = null;
  try {
    db = new Database(path, { readonly: true, fileMustExist: true });
    checkFormat(db, path, ledger);
    yield* db.prepare('SELECT bytes FROM event ORDER BY position').pluck().iterate() as IterableIterator<string>;
  } catch (error) {
    throw openingFault(error, { path, ledger });
  } finally {
    db?.close();
  }
}
