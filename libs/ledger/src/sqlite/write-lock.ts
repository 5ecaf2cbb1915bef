import type Database from 'better-sqlite3';
import { setTimeout as pause } from 'node:timers/promises';
import { LedgerBusy } from '../errors.js';
import { isBusy } from './fault.js';

/** How long a write may wait for another process's transaction where nothing else is said, in milliseconds. */
export const LOCK_WAIT = 60_000;

/**
 * Opens a write transaction. Waits for the lock without blocking the process (another one may hold it for a whole
 * import), by a clock that nobody can set back.
 * @param wait in milliseconds
 * @throws LedgerBusy
 */
export async function beginImmediate(
  db: Database.Database,
  ledger: string,
  wait: number,
  begin = db.prepare('BEGIN IMMEDIATE'),
): Promise<void> {
  const patience = performance.now() + wait;
  for (let nap = 1; ; nap = Math.min(nap * 2, 50)) {
    try {
      begin.run();
      return;
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() > patience)
        throw new LedgerBusy(`another process has been writing to "${ledger}" for ${wait / 1000} s`, { cause: error });
      await pause(nap * (0.5 + Math.random()));
    }
  }
}
