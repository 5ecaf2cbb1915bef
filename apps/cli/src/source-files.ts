import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { systemFaultWords, UnusableFile } from './failure.js';

/** The largest file that an import takes, in bytes: every file of a call is held in memory. */
export const LARGEST_FILE = 256 * 1024 * 1024;

const CHUNK = 1024 * 1024;

/** A file as it lies on the disk. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Buffer;
}

/**
 * Reads a whole file; `-` is stdin.
 * @throws UnusableFile if it is missing, a directory, unreadable or too large
 */
export function readSourceFile(name: string, most = LARGEST_FILE): NamedBytes {
  try {
    const descriptor = name === '-' ? 0 : openSync(name, 'r');
    try {
      if (fstatSync(descriptor).isDirectory()) throw new UnusableFile(`${name} is a directory: name the files in it`);
      return { name: name === '-' ? 'stdin' : name, bytes: bytesOf(descriptor, name, most) };
    } finally {
      if (name !== '-') closeSync(descriptor);
    }
  } catch (error) {
    const words = systemFaultWords(error);
    throw words === null ? error : new UnusableFile(`${name} can't be read: ${words}`, { cause: error });
  }
}

// Counted while it is read, because a pipe has no size that could be asked for.
function bytesOf(descriptor: number, name: string, most: number): Buffer {
  const chunks: Buffer[] = [];
  for (let total = 0; ;) {
    const chunk = Buffer.allocUnsafe(CHUNK);
    const read = readSync(descriptor, chunk);
    if (read === 0) return Buffer.concat(chunks);
    total += read;
    if (total > most) {
      throw new UnusableFile(`${name} is larger than ${most / CHUNK} MiB: split it, or compress it with gzip`);
    }
    chunks.push(chunk.subarray(0, read));
  }
}
