import { basename } from 'node:path';
import { BadConfiguration, LedgerBusy, LedgerDamaged, LedgerUnreadable, StorageFailed } from '../errors.js';
import type { SqliteLedgerOptions } from './options.js';

/**
 * The SQLite code of an error, else the error's name. By what it says and not by its class: the native module keeps the
 * first SqliteError class that it is given, and a second copy of the JavaScript around it (each jest file is one, with an
 * `Error` of its own) is handed errors of that class.
 */
export function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('name' in error)) return 'unknown';
  return error.name === 'SqliteError' && 'code' in error ? String(error.code) : String(error.name);
}

export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

/** Faults of the machine, as opposed to a refused row: after one of these nothing that the store says can be trusted. */
export function isStorageFault(error: unknown): boolean {
  return /^SQLITE_(IOERR|FULL|CORRUPT|NOTADB|CANTOPEN|READONLY|PROTOCOL|NOMEM)/.test(codeOf(error));
}

/** Whether there was no room for what was to be written. */
export const isFull = (error: unknown): boolean => codeOf(error) === 'SQLITE_FULL';

/**
 * What an error while a file is being opened means to whoever runs Outturn. What is told to those who ask over the
 * network (busy, failed) names the ledger and no path of this machine.
 */
export function openingFault(error: unknown, { path, ledger }: Pick<SqliteLedgerOptions, 'path' | 'ledger'>): unknown {
  const code = codeOf(error);
  if (isBusy(error)) return new LedgerBusy(`another process keeps "${ledger}" to itself (${code})`, { cause: error });
  if (code === 'SQLITE_NOTADB') return noLedger(path, error);
  if (/^SQLITE_(CANTOPEN|READONLY|PROTOCOL|IOERR_SHM|IOERR_LOCK)/.test(code)) {
    return new LedgerUnreadable(
      `${basename(path)} can't be opened for writing with its log beside it (${code}): see to it that the user who runs Outturn may read and write it, and that nothing else has the name of its log`,
      { cause: error },
    );
  }
  if (code === 'SQLITE_ERROR')
    return new LedgerDamaged(
      `the tables of "${ledger}" are not what they should be (${(error as Error).message}): put a backup in the place of ${basename(path)}`,
      { cause: error },
    );
  if (isStorageFault(error))
    return new StorageFailed(
      `the store of "${ledger}" reported a fault when it was opened (${code}): run outturn verify ${ledger}`,
      { cause: error },
    );
  return error;
}

/** A file under the name of a ledger that is none. */
export const noLedger = (path: string, cause?: unknown): LedgerUnreadable =>
  new LedgerUnreadable(
    `${basename(path)} is no Outturn ledger: move it out of the data directory, or put a backup in its place`,
    { cause },
  );

/** What an error while a ledger is being made means: the same, of a file that has no name yet. */
export function makingFault(error: unknown, ledger: string): unknown {
  if (!isStorageFault(error)) return error;
  return new StorageFailed(`"${ledger}" was not made: the store reported a fault (${codeOf(error)})`, {
    cause: error,
    isFull: isFull(error),
  });
}

/** What an error means that met a file which was only made to see whether a folder keeps what is written there. */
export function folderFault(error: unknown, folder: string): unknown {
  if (error instanceof BadConfiguration) return error;
  const code = isSystemError(error) ? error.code : codeOf(error);
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code))
    return new StorageFailed(`there is no room left in the data directory (${code})`, { cause: error, isFull: true });
  if (/^SQLITE_IOERR_(WRITE|FSYNC|DIR_FSYNC|TRUNCATE)/.test(code))
    return new StorageFailed(`the disk of the data directory reports a fault (${code})`, { cause: error });
  if (!isSystemError(error) && !isStorageFault(error)) return error;
  return new BadConfiguration(
    `${folder} can't keep what is acknowledged (${code}): put the data directory on a local disk that this user may write to`,
    { cause: error },
  );
}

const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  typeof error === 'object' &&
  error !== null &&
  'syscall' in error &&
  'code' in error &&
  typeof error.code === 'string';

/** The tables of this release's views go when another release has swapped in its own. */
export function viewsTakenOver(error: unknown): unknown {
  if (codeOf(error) !== 'SQLITE_ERROR' || !(error as Error).message.startsWith('no such table: view_')) return error;
  return new BadConfiguration(
    'the views have been taken over by another release of Outturn: start this process again',
    { cause: error },
  );
}
