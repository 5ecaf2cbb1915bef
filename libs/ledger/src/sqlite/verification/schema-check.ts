import Database from 'better-sqlite3';
import { replicaTable } from '../independence.js';
import { tables } from '../schema.js';
import { viewTableOf } from '../view-rows.js';
import type { Faults } from './fault.js';

/** What a file says of itself: its tables, and the indexes, views and triggers over them. */
interface Made {
  readonly type: string;
  readonly name: string;
  readonly sql: string;
}

// What SQLite makes by itself has no statement.
const madeIn = (db: Database.Database): Made[] =>
  db
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'")
    .all() as Made[];

const idOf = ({ type, name }: Made): string => `${type} ${name}`;

/** What this release makes in the file of a new ledger, by type and name. */
function expected(): ReadonlyMap<string, Made> {
  const db = new Database(':memory:');
  try {
    db.exec(tables);
    return new Map(madeIn(db).map((made) => [idOf(made), made]));
  } finally {
    db.close();
  }
}

/** The statement of a table that not every ledger has: those of the views, of whatever release, and that of a replica. */
function occasional({ type, name }: Made): string | null {
  if (type !== 'table') return null;
  if (name === 'replica') return replicaTable;
  return /^view_[a-z_]+_\d+$/.test(name) ? viewTableOf(name) : null;
}

/**
 * Triggers rewrite what is written, and a view or a generated column decides what is read, so a file that has others than
 * this release makes is not what it seems, whatever its rows say. Statements are compared as SQLite keeps them, to the
 * letter: every release of this format has made them so.
 */
export function checkSchema(db: Database.Database, faults: Faults): void {
  const missing = new Map(expected());
  for (const made of madeIn(db)) {
    const id = idOf(made);
    const sql = missing.get(id)?.sql ?? occasional(made);
    missing.delete(id);
    if (sql === null) faults.add(null, 'SchemaDiffers', `the file has a ${id}, which no ledger has`);
    else if (sql !== made.sql) faults.add(null, 'SchemaDiffers', `the ${id} is another than a ledger has`);
  }
  for (const id of missing.keys()) faults.add(null, 'SchemaDiffers', `the ${id} is missing`);
}
