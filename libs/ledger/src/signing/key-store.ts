import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { BadConfiguration, KeyElsewhere } from '../errors.js';
import { readCheckpoint } from './checkpoint.js';
import { newSigningKey, readSigningKey, type SigningKey } from './note-key.js';

/** The private keys of the ledgers of one data directory: `keys/<ledger>.pem`, for the owner's eyes only. */
export class KeyStore {
  /** @param makes whether a key that is not there is made; where several nodes share a ledger, it is on another one */
  constructor(
    private readonly data: string,
    private readonly makes = true,
  ) {}

  /** What a ledger's key, and so its log, is called. */
  static keyName(ledger: string): string {
    return `outturn/${ledger}`;
  }

  /**
   * The signing key of a ledger; made when it is first needed.
   * @throws BadConfiguration where others could read it; KeyElsewhere
   */
  key(ledger: string): SigningKey {
    const file = this.fileOf(ledger);
    const key = this.load(file, ledger);
    if (key !== null) return key;
    if (this.makes) return this.create(file, ledger);
    throw new KeyElsewhere(
      `this node doesn't sign for "${ledger}": its key is on the node that made the ledger; ask there, or bring ${file} over from it`,
    );
  }

  /** The key that a rotation is about to bring in; the same one until the rotation is finished. */
  nextKey(ledger: string): SigningKey {
    const file = this.nextFileOf(ledger);
    return this.load(file, ledger) ?? this.create(file, ledger);
  }

  /** Puts the next key in the place of the one before, which is gone then. Done already: nothing happens. */
  finishRotation(ledger: string): void {
    try {
      renameSync(this.nextFileOf(ledger), this.fileOf(ledger));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    syncFolder(this.folder);
  }

  /** The last checkpoint that was signed here; null before the first. */
  lastCheckpoint(ledger: string): string | null {
    const file = this.checkpointFileOf(ledger);
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  }

  /** Keeps what was signed. Of two processes that sign at once, the longer tree's stays: it vouches for both. */
  keepCheckpoint(ledger: string, checkpoint: string): void {
    const size = (text: string | null): number => (text === null ? -1 : (readCheckpoint(text)?.size ?? -1));
    if (size(this.lastCheckpoint(ledger)) > size(checkpoint)) return;
    this.whole(checkpoint, (unfinished) => renameSync(unfinished, this.checkpointFileOf(ledger)));
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
    const key = newSigningKey(KeyStore.keyName(ledger));
    try {
      // A link, unlike a rename, never replaces a key that another process has made in the meantime.
      this.whole(key.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(), (unfinished) =>
        linkSync(unfinished, file),
      );
    } catch (error) {
      // There is one key to a ledger: that of whoever came first.
      const made = (error as NodeJS.ErrnoException).code === 'EEXIST' ? this.load(file, ledger) : null;
      if (made === null) throw error;
      return made;
    }
    return key;
  }

  /** Writes a text beside its place first: whoever looks there meanwhile finds all of it or what was there before. */
  private whole(text: string, putInPlace: (unfinished: string) => void): void {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    const unfinished = join(this.folder, `.unfinished-${randomUUID()}`);
    try {
      write(unfinished, text);
      putInPlace(unfinished);
      syncFolder(this.folder);
    } finally {
      rmSync(unfinished, { force: true });
    }
  }
}

function write(file: string, text: string): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, text);
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
