import { fromBase64 } from './base64.js';
import { isKeyName, signText, verifyText, type SigningKey, type VerificationKey } from './note-key.js';

/** A signature line of a note, as it stands. */
export interface NoteSignature {
  readonly name: string;
  /** 8 hex digits. */
  readonly keyId: string;
  readonly signature: Buffer;
}

/** A note taken apart. Its text must be ignored until one of its signatures has been verified with a trusted key. */
export interface SignedNote {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Signs a text (ending in a newline) with each key. */
export function signNote(text: string, ...keys: readonly SigningKey[]): string {
  const lines = keys.map((key) => {
    const signature = Buffer.concat([Buffer.from(key.id, 'hex'), signText(key, text)]);
    return `— ${key.name} ${signature.toString('base64')}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

// More signatures than any log has witnesses; a note with more is an attack on the reader's time.
const MOST_SIGNATURES = 64;

const isControl = (character: string): boolean => character < ' ' && character !== '\n';

/** Takes a note apart; null where it is none. */
export function readNote(note: string): SignedNote | null {
  if (note.split('').some(isControl) || !note.isWellFormed() || !note.endsWith('\n')) return null;
  const split = note.lastIndexOf('\n\n');
  if (split < 0) return null;
  const lines = note.slice(split + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return null;
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const [, name = '', encoded = ''] = /^— ([^ ]+) ([^ ]+)$/.exec(line) ?? [];
    const bytes = fromBase64(encoded);
    if (!isKeyName(name) || bytes === null || bytes.length <= 4) return null;
    signatures.push({ name, keyId: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) });
  }
  return { text: note.slice(0, split + 1), signatures };
}

/**
 * The key that signed a note, of those that are trusted; null where none did. A signature that claims a trusted key and
 * fails spoils the whole note; signatures of unknown keys say nothing.
 */
export function signerOf(note: SignedNote, trusted: readonly VerificationKey[]): VerificationKey | null {
  let signer: VerificationKey | null = null;
  for (const { name, keyId, signature } of note.signatures) {
    const key = trusted.find((each) => each.name === name && each.id === keyId);
    if (key === undefined) continue;
    if (!verifyText(key, note.text, signature)) return null;
    signer ??= key;
  }
  return signer;
}
