import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, ftruncateSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemFaultWords, UnusableFile } from './failure.js';

/** A file that appears under its name only when it is whole and on the disk; its owner alone may read it. */
export class WholeFile {
  private readonly unfinished: string;
  private readonly descriptor: number;
  private isOpen = true;

  /** @throws UnusableFile if nothing can be written there */
  constructor(readonly path: string) {
    this.unfinished = join(dirname(path), `.${basename(path)}.unfinished-${randomUUID()}`);
    try {
      this.descriptor = openSync(this.unfinished, 'wx', 0o600);
    } catch (error) {
      throw unusable(path, error);
    }
  }

  write(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    // The system may take less than it is given.
    for (let from = 0; from < bytes.length;) from += writeSync(this.descriptor, bytes, from);
  }

  /** Writes something else in the place of all that was written. */
  rewrite(text: string): void {
    ftruncateSync(this.descriptor, 0);
    const bytes = Buffer.from(text, 'utf8');
    for (let from = 0; from < bytes.length;) from += writeSync(this.descriptor, bytes, from, bytes.length - from, from);
  }

  /** Puts the bytes on the disk, then the file under its name. @throws UnusableFile */
  finish(): void {
    fsyncSync(this.descriptor);
    this.close();
    try {
      renameSync(this.unfinished, this.path);
    } catch (error) {
      throw unusable(this.path, error);
    }
    syncFolder(dirname(this.path));
  }

  /** Takes away what was begun; after `finish` there is nothing to take away. */
  discard(): void {
    this.close();
    rmSync(this.unfinished, { force: true });
  }

  private close(): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    closeSync(this.descriptor);
  }
}

/** Without this a power cut may take away the name of a file that was reported. Windows has no such call. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function unusable(path: string, error: unknown): unknown {
  const words = systemFaultWords(error);
  return words === null ? error : new UnusableFile(`${path} can't be written: ${words}`, { cause: error });
}
