import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';

// A ledger holds what nobody else on the machine is to read. Windows has no such modes: its folders inherit who may.

const OTHERS = 0o077;
const STICKY = 0o1000;
const hasModes = process.platform !== 'win32';

/** Makes a folder that only its owner may enter; one that is there stays as it is. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

/** Makes an empty file that only its owner may read. @throws EEXIST */
export function makePrivateFile(path: string): void {
  closeSync(openSync(path, 'wx', 0o600));
}

/**
 * Takes from others what they may do with a ledger's file, with what lies beside it, and with its folder. A folder that is
 * everybody's by design (a sticky one, such as /tmp) and what belongs to somebody else stay as they are.
 * @returns those whose modes were wider
 */
export function tightened(file: string, folder: string): string[] {
  if (!hasModes) return [];
  return [
    ...['', '-wal', '-shm', '-journal'].flatMap((suffix) => (tighten(file + suffix, 0o600) ? [file + suffix] : [])),
    ...(tighten(folder, 0o700) ? [folder] : []),
  ];
}

function tighten(path: string, mode: number): boolean {
  try {
    const found = statSync(path);
    const isOurs = found.uid === process.getuid?.() && (mode === 0o700 ? found.isDirectory() : found.isFile());
    if (!isOurs || (found.mode & OTHERS) === 0 || (found.mode & STICKY) !== 0) return false;
    chmodSync(path, mode);
    return true;
  } catch {
    // What is not there, or can't be looked at, is for whoever opens it to name.
    return false;
  }
}
