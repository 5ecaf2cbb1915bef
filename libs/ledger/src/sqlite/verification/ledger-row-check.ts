import type Database from 'better-sqlite3';
import type { Faults } from './fault.js';

/** The file must say once whose ledger it is. Its key stays on this machine, and nothing can be held against it. */
export function checkLedgerRow(db: Database.Database, ledger: string, faults: Faults): void {
  const ids = db.prepare('SELECT id FROM ledger').pluck().all();
  if (ids.length !== 1 || ids[0] !== ledger)
    faults.add(null, 'WrongPlace', `the file says that it is the ledger "${ids.map(String).join(', ')}"`);
}

/** How many are named one by one. */
const NAMED = 1_000;

/**
 * A row of a file that was taken in must have led to an event that is there. Its digest is keyed, over a row that is not
 * kept, so that it can't be worked out again.
 */
export function checkSourceRows(db: Database.Database, faults: Faults): void {
  const strays = db
    .prepare(
      `SELECT entity, entity_version FROM source_row AS taken WHERE NOT EXISTS
         (SELECT 1 FROM event INDEXED BY event_by_entity
          WHERE event.entity = taken.entity AND event.entity_version = taken.entity_version) LIMIT ?`,
    )
    .raw()
    .all(NAMED) as [entity: unknown, version: unknown][];
  for (const [entity, version] of strays)
    faults.add(
      null,
      'SourceRowStray',
      `a row of a file is said to have led to version ${String(version)} of ${String(entity)}, which no event gave`,
    );
}
