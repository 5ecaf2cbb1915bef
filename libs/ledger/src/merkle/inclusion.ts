import { HASH_BYTES, nodeHash } from './node-hash.js';
import { subtreeRoot } from './subtree-root.js';
import type { LevelHashes } from './tile.js';

const isLeafOf = (index: number, size: number): boolean =>
  Number.isSafeInteger(index) && Number.isSafeInteger(size) && index >= 0 && index < size;

/** A hash of another length would shift the bytes that are hashed with it, and so let two proofs say the same. */
export const areHashes = (hashes: readonly Buffer[]): boolean => hashes.every((each) => each.length === HASH_BYTES);

/** The greatest power of two below `size` (size > 1): where RFC 9162 splits a tree in two. */
export function splitPoint(size: number): number {
  let point = 1;
  while (point * 2 < size) point *= 2;
  return point;
}

/**
 * The inclusion proof of a leaf (RFC 9162, 2.1.3.1): the hashes beside its path, from the leaf's sibling up.
 * @param index of the leaf, from 0
 * @throws RangeError where the tree has no such leaf
 */
export function inclusionProof(hashes: LevelHashes, index: number, size: number): Buffer[] {
  if (!isLeafOf(index, size)) throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`);
  const proof: Buffer[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      proof.push(subtreeRoot(hashes, middle, end));
      end = middle;
    } else {
      proof.push(subtreeRoot(hashes, start, middle));
      start = middle;
    }
  }
  return proof.reverse();
}

/** Whether a proof leads from a leaf's hash to a root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Buffer[],
  root: Buffer,
): boolean {
  if (!isLeafOf(index, size) || !areHashes([leaf, root, ...proof])) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && hash.equals(root);
}
