import { foldPeaks } from './frontier.js';
import { subtreeHash, type LevelHashes } from './tile.js';

/**
 * The Merkle tree hash of leaves `start` to `end` (exclusive) for the ranges that proofs meet: `start` is a multiple of
 * the greatest perfect subtree that fits.
 */
export function subtreeRoot(hashes: LevelHashes, start: number, end: number): Buffer {
  const peaks: Buffer[] = [];
  let at = start;
  for (let height = 52; height >= 0; height -= 1) {
    const width = 2 ** height;
    if (end - at >= width) {
      peaks.push(subtreeHash(hashes, height, at / width));
      at += width;
    }
  }
  return foldPeaks(peaks);
}
