import type Database from 'better-sqlite3';
import { BadConfiguration } from '../errors.js';

/** The table that a replica has beside those of a ledger. */
export const replicaTable = `CREATE TABLE replica (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  founded TEXT NOT NULL,
  revision INTEGER NOT NULL,
  stopped TEXT,
  rehashed_at TEXT,
  erased_to INTEGER NOT NULL
)`;

/** Whether a ledger's file is a replica: what is written there alone would be lost, or would part it from the others. */
export const isReplica = (db: Database.Database): boolean =>
  db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'replica'").get() !== undefined;

/** @throws BadConfiguration where the file is a replica */
export function checkIndependent(db: Database.Database, path: string): void {
  if (!isReplica(db)) return;
  throw new BadConfiguration(
    `${path} is a replica of a ledger in a store that nodes share: set OUTTURN_STORE to that store, or make it a ledger of its own elsewhere with outturn ledger copy`,
  );
}
