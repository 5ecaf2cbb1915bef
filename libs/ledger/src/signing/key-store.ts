import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { BadConfiguration } from '../errors.js';
import { newSigningKey, readSigningKey, type SigningKey } from './note-key.js';

/** The private keys of the ledgers of one data directory: `keys/<ledger>.pem`, for the owner's eyes only. */
export class KeyStore {
  constructor(private readonly data: string) {}

  /** What a ledger's key, and so its log, is called. */
  static keyName(ledger: string): string {
    return `outturn/${ledger}`;
  }

  /** The signing key of a ledger; made when it is first needed. @throws BadConfiguration where others could read it */
  key(ledger: string): SigningKey {
    return this.load(this.fileOf(ledger), ledger) ?? this.create(this.fileOf(ledger), ledger);
  }

  /** The key that a rotation is about to bring in; the same one until the rotation is finished. */
  nextKey(ledger: string): SigningKey {
    const file = this.nextFileOf(ledger);
    return this.load(file, ledger) ?? this.create(file, ledger);
  }

  /** Puts the next key in the place of the one before, which is gone then. */
  finishRotation(ledger: string): void {
    renameSync(this.nextFileOf(ledger), this.fileOf(ledger));
    syncFolder(this.folder);
  }

  /** The last checkpoint that was signed here; null before the first. */
  lastCheckpoint(ledger: string): string | null {
    const file = this.checkpointFileOf(ledger);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  keepCheckpoint(ledger: string, checkpoint: string): void {
    const file = this.checkpointFileOf(ledger);
    write(`${file}.unfinished`, checkpoint, 'w');
    renameSync(`${file}.unfinished`, file);
  }

  private get folder(): string {
    return join(this.data, 'keys');
  }

  private readonly fileOf = (ledger: string): string => join(this.folder, `${ledger}.pem`);
  private readonly nextFileOf = (ledger: string): string => join(this.folder, `${ledger}.next.pem`);
  private readonly checkpointFileOf = (ledger: string): string => join(this.folder, `${ledger}.checkpoint`);

  private load(file: string, ledger: string): SigningKey | null {
    if (!existsSync(file)) return null;
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
      throw new BadConfiguration(
        `${file} can be read by others than its owner: chmod 600 it, and rotate the key if they may have`,
      );
    }
    return readSigningKey(KeyStore.keyName(ledger), readFileSync(file, 'utf8'));
  }

  private create(file: string, ledger: string): SigningKey {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const key = newSigningKey(KeyStore.keyName(ledger));
    try {
      write(file, key.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), 'wx');
    } catch (error) {
      // Another process made it first: there is one key to a ledger, and that is it.
      const made = (error as NodeJS.ErrnoException).code === 'EEXIST' ? this.load(file, ledger) : null;
      if (made === null) throw error;
      return made;
    }
    syncFolder(dirname(file));
    return key;
  }
}

function write(file: string, text: string, flags: 'w' | 'wx'): void {
  const descriptor = openSync(file, flags, 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
