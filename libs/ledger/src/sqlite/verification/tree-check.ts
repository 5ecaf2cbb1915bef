import type Database from 'better-sqlite3';
import { HASH_BYTES, hashBytes } from '../../merkle/node-hash.js';
import { TILE_WIDTH } from '../../merkle/tile.js';
import type { Faults } from './fault.js';
import { peaksIn, type TreeHashes } from './recomputed-tree.js';

/**
 * Compares the stored frontier and tiles with the tree that was recomputed.
 * @param differing the tiles of leaves that were found to be others on the way
 */
export function checkTree(db: Database.Database, tree: TreeHashes, differing: readonly number[], faults: Faults): void {
  const tileDiffers = (level: number, tile: number): void =>
    faults.add(null, 'TileDiffers', `tile ${level}/${tile} is not that of the stored events`);
  for (const tile of differing) tileDiffers(0, tile);
  checkFrontier(db, tree, faults);
  const counts = new Map<number, number>();
  // The hashes of level 0 were compared before; of a large ledger they would fill the memory with what is looked at once.
  const tiles = db.prepare(
    `SELECT level, tile, length(CAST(hashes AS BLOB)) AS bytes, CASE WHEN level <> 0 THEN hashes END AS hashes
     FROM merkle_tile ORDER BY level, tile`,
  );
  for (const { level, tile, bytes, hashes } of tiles.iterate() as IterableIterator<StoredTile>) {
    counts.set(level, (counts.get(level) ?? 0) + bytes / HASH_BYTES);
    if (hashes === null) continue;
    const from = tile * TILE_WIDTH;
    const expected = (tree.levels[level - 1] ?? []).slice(from, from + TILE_WIDTH);
    if (!isSame(hashBytes(expected.join('')), hashes)) tileDiffers(level, tile);
  }
  [tree.size - tree.leaves.length, ...tree.levels.map(({ length }) => length)].forEach((expected, level) => {
    const kept = counts.get(level) ?? 0;
    if (kept !== expected)
      faults.add(null, 'TileDiffers', `level ${level} keeps ${kept} hashes where ${expected} belong`);
  });
}

interface StoredTile {
  readonly level: number;
  readonly tile: number;
  readonly bytes: number;
  /** Of another type where somebody changed it. */
  readonly hashes: Buffer | string | number | null;
}

const isSame = (expected: Buffer, kept: unknown): boolean => Buffer.isBuffer(kept) && expected.equals(kept);

function checkFrontier(db: Database.Database, tree: TreeHashes, faults: Faults): void {
  const kept = db.prepare('SELECT size, peaks FROM merkle_frontier').get() as
    { size: number; peaks: unknown } | undefined;
  const { size } = tree;
  if (kept !== undefined && kept.size !== size) {
    const what = kept.size > size ? 'are gone' : 'were not appended by the ledger';
    const detail = `${size} events are stored and the Merkle frontier counts ${kept.size}: those from here on ${what}`;
    faults.add(Math.min(size, kept.size) + 1, 'FrontierDiffers', detail);
  } else if (!isSame(peaksIn(tree), kept?.peaks)) {
    faults.add(null, 'FrontierDiffers', 'the stored Merkle frontier is not that of the stored events');
  }
}
