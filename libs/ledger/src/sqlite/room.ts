import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { StorageFailed } from '../errors.js';
import { folderFault } from './fault.js';
import { unfinishedName } from './unfinished-file.js';

/** As much as a ledger's log holds before it goes into the ledger's file (`wal_autocheckpoint`). Bytes. */
const ROOM = 1_000 * 4_096;

/**
 * Whether a folder has room for more than lies in it: it is taken, durably, and given back. A write that fits into pages
 * that a ledger has already shows nothing. Random bytes, because a file system may compress them; and only if there is
 * twice as much, so that what others write meanwhile does not fail because of this.
 * @throws StorageFailed where there is not; BadConfiguration where the folder can't be written to
 */
export function mustHaveRoom(folder: string): void {
  const path = unfinishedName(join(folder, 'room'));
  try {
    const { bavail, bsize } = statfsSync(folder);
    if (bavail * bsize < 2 * ROOM)
      throw new StorageFailed('there is no room left in the data directory', { isFull: true });
    const file = openSync(path, 'wx', 0o600);
    try {
      for (let left = ROOM, bytes = randomBytes(ROOM); left > 0;) left -= writeSync(file, bytes, ROOM - left, left);
      fsyncSync(file);
    } finally {
      closeSync(file);
      rmSync(path, { force: true });
    }
  } catch (error) {
    throw folderFault(error, folder);
  }
}
