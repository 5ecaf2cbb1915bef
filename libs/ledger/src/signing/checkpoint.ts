import { hashFromBase64 } from './base64.js';
import { readNote, signNote, type SignedNote } from './signed-note.js';
import type { SigningKey } from './note-key.js';

/** A ledger's tree head: how many events, and the root over them (c2sp.org/tlog-checkpoint). */
export interface TreeHead {
  /** What the log is called: the name of its key. */
  readonly origin: string;
  readonly size: number;
  /** 32 bytes. */
  readonly root: Buffer;
}

/** A checkpoint taken apart, its signatures not yet looked at. */
export interface Checkpoint extends TreeHead {
  readonly note: SignedNote;
}

/** The signed text of a tree head. */
export function signCheckpoint({ origin, size, root }: TreeHead, ...keys: readonly SigningKey[]): string {
  return signNote(`${origin}\n${size}\n${root.toString('base64')}\n`, ...keys);
}

/** Takes a checkpoint apart; null where it is none. Extension lines are allowed and not read. */
export function readCheckpoint(text: string): Checkpoint | null {
  const note = readNote(text);
  if (note === null) return null;
  const [origin = '', size = '', encoded = '', ...extensions] = note.text.slice(0, -1).split('\n');
  const root = hashFromBase64(encoded);
  if (origin === '' || !/^(0|[1-9]\d{0,14})$/.test(size) || root === null || extensions.includes('')) return null;
  return { origin, size: Number(size), root, note };
}
