import { hash } from 'node:crypto';

// RFC 9162, section 2.1.1: a leaf is hashed behind 0x00 and an inner node behind 0x01, so neither can pass for the other.

const LEAF = Buffer.from([0]);

/** SHA-256(0x00 ‖ bytes); a text is its UTF-8 bytes. 32 bytes. */
export function leafHash(bytes: string | Buffer): Buffer {
  return hashBytes(leafHashText(bytes));
}

/** SHA-256(0x01 ‖ left ‖ right). 32 bytes. */
export function nodeHash(left: Buffer, right: Buffer): Buffer {
  left.copy(node, 1);
  right.copy(node, 1 + HASH_BYTES);
  return hashBytes(hash('sha256', node, 'binary'));
}

/**
 * A hash as a text of 32 Latin-1 characters, one for each byte. Whoever hashes a thousand nodes keeps them so: a Buffer
 * for each of them, above all one that Node's `hash` makes, costs as much as the hashing.
 */
export type HashText = string;

export function leafHashText(bytes: string | Buffer): HashText {
  return hash('sha256', behindZero(bytes), 'binary');
}

/** The roots of a row of perfect trees, two by two, as far as it goes: `[0,1], [2,3] …`. */
export function rowAbove(row: readonly HashText[]): HashText[] {
  const above: HashText[] = [];
  for (let at = 0; at + 1 < row.length; at += 2) above.push(nodeHashText(row[at] as HashText, row[at + 1] as HashText));
  return above;
}

/** The root of a perfect tree. @param row its leaves, 2^n of them */
export function perfectRoot(row: readonly HashText[]): HashText {
  let level = row;
  while (level.length > 1) level = rowAbove(level);
  return level[0] as HashText;
}

export function nodeHashText(left: HashText, right: HashText): HashText {
  node.write(left, 1, 'latin1');
  node.write(right, 1 + HASH_BYTES, 'latin1');
  return hash('sha256', node, 'binary');
}

/** The hashes that lie one behind the other in `bytes`. */
export function hashTexts(bytes: Buffer): HashText[] {
  const text = bytes.toString('latin1');
  const hashes: HashText[] = [];
  for (let at = 0; at < text.length; at += HASH_BYTES) hashes.push(text.slice(at, at + HASH_BYTES));
  return hashes;
}

export function hashHex(text: HashText): string {
  single.write(text, 0, 'latin1');
  return single.toString('hex');
}

/** The same bytes as `hash` makes of 'buffer', at half the cost: Node gives each of those a memory of its own. */
export const hashBytes = (text: HashText): Buffer => Buffer.from(text, 'latin1');

/** The root of a tree without leaves: SHA-256 of nothing. */
export const EMPTY_ROOT: Buffer = hash('sha256', '', 'buffer');

export const HASH_BYTES = 32;

// Where every inner node is written before it is hashed, and a hash before it is told; one place each is enough, because
// nothing waits in between.
const node = Buffer.alloc(1 + 2 * HASH_BYTES, 1);
const single = Buffer.alloc(HASH_BYTES);

const behindZero = (bytes: string | Buffer): string | Buffer =>
  typeof bytes === 'string' ? `\0${bytes}` : Buffer.concat([LEAF, bytes]);
