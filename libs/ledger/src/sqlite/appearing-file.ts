import { closeSync, fsyncSync, linkSync, lstatSync, openSync } from 'node:fs';
import { LedgerExists } from '../errors.js';

/** Whether something has a name, be it a link that leads nowhere. */
export const isThere = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined;

/**
 * Gives a finished file its name. A link, unlike a rename, never replaces a ledger that another process has made in the
 * meantime.
 * @throws LedgerExists
 */
export function link(from: string, to: string, ledger: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new LedgerExists(ledger);
    throw error;
  }
}

/** Without this a power cut may take away the name of a ledger whose events were acknowledged. Windows has no such call. */
export function syncFolder(path: string): void {
  if (process.platform !== 'win32') syncFile(path);
}

export function syncFile(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
