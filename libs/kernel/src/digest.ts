import { hash, randomBytes } from 'node:crypto';

/** SHA-256 in lower-case hex. Units: 64 hex digits. */
export function sha256(bytes: string | Uint8Array): string {
  return hash('sha256', bytes, 'hex');
}

/**
 * What an event holds in place of a free text: `sha256:` and the hex of SHA-256(salt ‖ text). The text and its salt lie
 * beside the events, so both can be removed and every proof stays valid.
 */
export type TextDigest = string;

export interface SealedText {
  readonly digest: TextDigest;
  readonly salt: Buffer;
  readonly text: string;
}

/**
 * How many bytes a salt has. It is part of what the digest means: nothing but this length says where the salt ends and the
 * words begin, and a longer salt could take the beginning of the words into itself under the same digest.
 */
export const SALT_BYTES = 16;

/**
 * Seals a text with a fresh salt, or with the one it was sealed with before.
 * @throws RangeError for a salt of another length than 16 bytes
 */
export function sealText(text: string, salt: Buffer = randomBytes(SALT_BYTES)): SealedText {
  if (salt.length !== SALT_BYTES) throw new RangeError(`a salt has ${SALT_BYTES} bytes, and this has ${salt.length}`);
  return { digest: `sha256:${sha256(Buffer.concat([salt, Buffer.from(text, 'utf8')]))}`, salt, text };
}

/** Whether a text is the one that a digest names: with a salt of the one length, and of whole characters. */
export const isSealed = ({ digest, salt, text }: SealedText): boolean =>
  salt.length === SALT_BYTES && text.isWellFormed() && sealText(text, salt).digest === digest;

/** A salt as exports and papers write it: 32 lower-case hex digits; null for anything else. */
export const saltFromHex = (hex: unknown): Buffer | null =>
  typeof hex === 'string' && /^[0-9a-f]{32}$/.test(hex) ? Buffer.from(hex, 'hex') : null;
