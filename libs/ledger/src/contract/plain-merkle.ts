import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** MTH({d}) of RFC 9162, 2.1.1. */
export const plainLeaf = (data: Buffer | string): Buffer => sha256(Buffer.from([0]), data);

/** MTH of RFC 9162, 2.1.1, word for word: splits at the largest power of two below n. Takes hashes of leaves. */
export function plainRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return leaves[0] as Buffer;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return sha256(Buffer.from([1]), plainRoot(leaves.slice(0, split)), plainRoot(leaves.slice(split)));
}
