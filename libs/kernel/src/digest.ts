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

/** Seals a text with a fresh 16-byte salt, or with the one it was sealed with before. */
export function sealText(text: string, salt: Buffer = randomBytes(16)): SealedText {
  return { digest: `sha256:${sha256(Buffer.concat([salt, Buffer.from(text, 'utf8')]))}`, salt, text };
}
