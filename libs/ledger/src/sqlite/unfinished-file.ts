import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isBusy } from './fault.js';

// A ledger is made under a name of its own and linked to its right name when it is whole. Whoever is killed on the way
// leaves that file behind.

const UNFINISHED = /^(.+\.unfinished-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-wal|-shm|-journal)?$/;

/** A file that changed so lately may be between two locks of a process that is making it. Milliseconds. */
const QUIET = 10_000;

/** A name beside the file that is to be, which no other process will choose. */
export const unfinishedName = (path: string): string => `${path}.unfinished-${randomUUID()}`;

/** Takes a database file away with everything that SQLite keeps beside it. */
export function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(path + suffix, { force: true });
}

/** Takes away what makers that were killed have left in a folder. What a process still works on stays. */
export function sweepUnfinished(folder: string): void {
  const left = new Set(readdirSync(folder).flatMap((name) => UNFINISHED.exec(name)?.[1] ?? []));
  for (const name of left) {
    try {
      if (isAbandoned(join(folder, name))) removeDatabase(join(folder, name));
    } catch {
      // A folder that can only be read can still be listed, and somebody else may be sweeping.
    }
  }
}

function isAbandoned(path: string): boolean {
  if (!existsSync(path)) return true;
  if (Date.now() - statSync(path).mtimeMs < QUIET) return false;
  const db = new Database(path, { fileMustExist: true, timeout: 0 });
  try {
    // Only somebody who has the file to himself can have it so.
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK');
    return true;
  } catch (error) {
    return !isBusy(error);
  } finally {
    db.close();
  }
}
