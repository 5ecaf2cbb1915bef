import { hash } from 'node:crypto';

// RFC 9162, section 2.1.1: a leaf is hashed behind 0x00 and an inner node behind 0x01, so neither can pass for the other.

const LEAF = Buffer.from([0]);

/** SHA-256(0x00 ‖ bytes); a text is its UTF-8 bytes. 32 bytes. */
export function leafHash(bytes: string | Buffer): Buffer {
  return hash('sha256', typeof bytes === 'string' ? `\0${bytes}` : Buffer.concat([LEAF, bytes]), 'buffer');
}

/** SHA-256(0x01 ‖ left ‖ right). 32 bytes. */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  const node = Buffer.allocUnsafe(65);
  node[0] = 1;
  left.copy(node, 1);
  right.copy(node, 33);
  return hash('sha256', node, 'buffer');
}

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = hash('sha256', '', 'buffer');

export const HASH_BYTES = 32;
