import { foldPeaks } from './frontier.js';
import { hashBytes, hashTexts, perfectRoot } from './node-hash.js';

// C2SP tlog-tiles: the hashes of every eighth height are kept in tiles of 256, so that a root or a proof at any
// position reads at most one tile of each level.

export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

/** Hashes `from` to `to` (exclusive) of one level: level 0 holds the leaves, level n the roots of 256^n leaves. */
export type LevelHashes = (level: number, from: number, to: number) => Buffer;

/** The root of a perfect subtree: `height` above the leaves, `index` from the left. */
export function subtreeHash(hashes: LevelHashes, height: number, index: number): Buffer {
  const level = Math.floor(height / TILE_HEIGHT);
  const count = 2 ** (height % TILE_HEIGHT);
  return hashBytes(perfectRoot(hashTexts(hashes(level, index * count, (index + 1) * count))));
}

/** The perfect subtrees that the first `size` leaves are made of, tallest first. */
export function peaksOf(size: number): { height: number; index: number }[] {
  const peaks: { height: number; index: number }[] = [];
  let start = 0;
  for (let height = 52; height >= 0; height -= 1) {
    const width = 2 ** height;
    if (size - start >= width) {
      peaks.push({ height, index: start / width });
      start += width;
    }
  }
  return peaks;
}

/** The Merkle tree hash of the first `size` leaves. */
export function rootAt(hashes: LevelHashes, size: number): Buffer {
  return foldPeaks(peaksOf(size).map(({ height, index }) => subtreeHash(hashes, height, index)));
}
