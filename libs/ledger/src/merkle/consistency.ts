import { areHashes, splitPoint } from './inclusion.js';
import { EMPTY_ROOT, nodeHash } from './node-hash.js';
import { subtreeRoot } from './subtree-root.js';
import type { LevelHashes } from './tile.js';

const isPrefixSize = (older: number, newer: number): boolean =>
  Number.isSafeInteger(older) && Number.isSafeInteger(newer) && older >= 0 && older <= newer;

/**
 * The proof that a tree of `older` leaves is a prefix of one of `newer` (RFC 9162, 2.1.4.1). Empty where they are the
 * same size, and where the older tree is empty: every tree begins with nothing.
 * @throws RangeError where older > newer
 */
export function consistencyProof(hashes: LevelHashes, older: number, newer: number): Buffer[] {
  if (!isPrefixSize(older, newer)) throw new RangeError(`a tree of ${older} leaves is no prefix of one of ${newer}`);
  if (older === 0 || older === newer) return [];
  const proof: Buffer[] = [];
  let [start, end] = [0, newer];
  let complete = true;
  while (older !== end) {
    const middle = start + splitPoint(end - start);
    if (older <= middle) {
      proof.push(subtreeRoot(hashes, middle, end));
      end = middle;
    } else {
      proof.push(subtreeRoot(hashes, start, middle));
      start = middle;
      complete = false;
    }
  }
  if (!complete) proof.push(subtreeRoot(hashes, start, end));
  return proof.reverse();
}

/** Whether a proof shows that the older root is that of a prefix of the newer one (RFC 9162, 2.1.4.2). */
export function verifyConsistency(
  older: number,
  newer: number,
  olderRoot: Buffer,
  newerRoot: Buffer,
  proof: readonly Buffer[],
): boolean {
  if (!isPrefixSize(older, newer) || !areHashes([olderRoot, newerRoot, ...proof])) return false;
  if (older === newer) return proof.length === 0 && olderRoot.equals(newerRoot);
  if (older === 0) return proof.length === 0 && olderRoot.equals(EMPTY_ROOT);
  let node = older - 1;
  let last = newer - 1;
  while (node % 2 === 1) {
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  // A perfect older tree is a node of the newer one, so its own root starts the path.
  const path = node === 0 ? [olderRoot, ...proof] : [...proof];
  const first = path.shift();
  if (first === undefined) return false;
  let [olderHash, newerHash] = [first, first];
  for (const sibling of path) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      olderHash = nodeHash(sibling, olderHash);
      newerHash = nodeHash(sibling, newerHash);
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2);
        last = Math.floor(last / 2);
      }
    } else {
      newerHash = nodeHash(newerHash, sibling);
    }
    node = Math.floor(node / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && olderHash.equals(olderRoot) && newerHash.equals(newerRoot);
}
