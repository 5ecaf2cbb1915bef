import { BadConfiguration, LedgerBusy, StorageFailed } from '../errors.js';
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

/**
 * What an error while a file is being opened means to whoever runs Outturn. What is told to those who ask over the
 * network (busy, failed) names the ledger and no path of this machine.
 */
export function openingFault(error: unknown, { path, ledger }: Pick<SqliteLedgerOptions, 'path' | 'ledger'>): unknown {
  const code = codeOf(error);
  if (isBusy(error)) return new LedgerBusy(`another process keeps "${ledger}" to itself (${code})`, { cause: error });
  if (code === 'SQLITE_NOTADB') return new BadConfiguration(`${path} is no Outturn ledger`, { cause: error });
  if (/^SQLITE_(CANTOPEN|READONLY|PROTOCOL|IOERR_SHM|IOERR_LOCK)/.test(code)) {
    return new BadConfiguration(
      `${path} can't be opened for writing with its log beside it (${code}); put the data directory on a local disk that this user may write to`,
      { cause: error },
    );
  }
  if (isStorageFault(error))
    return new StorageFailed(
      `the store of "${ledger}" reported a fault when it was opened (${code}): run outturn verify ${ledger}`,
      { cause: error },
    );
  return error;
}

/** What an error while a ledger is being made means: the same, of a file that has no name yet. */
export function makingFault(error: unknown, ledger: string): unknown {
  if (!isStorageFault(error)) return error;
  return new StorageFailed(`"${ledger}" was not made: the store reported a fault (${codeOf(error)})`, { cause: error });
}

/** The tables of this release's views go when another release has swapped in its own. */
export function viewsTakenOver(error: unknown): unknown {
  if (codeOf(error) !== 'SQLITE_ERROR' || !(error as Error).message.startsWith('no such table: view_')) return error;
  return new BadConfiguration(
    'the views have been taken over by another release of Outturn: start this process again',
    { cause: error },
  );
}
