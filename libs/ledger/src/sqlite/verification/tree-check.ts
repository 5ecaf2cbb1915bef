import type Database from 'better-sqlite3';
import { HASH_BYTES, hashBytes, perfectRoot, type HashText } from '../../merkle/node-hash.js';
import { peaksOf, rootAt, subtreeHash, TILE_WIDTH, type LevelHashes } from '../../merkle/tile.js';
import type { Faults } from './fault.js';

/** Builds the Merkle tree again from recomputed leaves and compares it with the stored frontier and tiles. */
export class TreeCheck {
  /** The recomputed root (hex) at each size that was asked for; null where the ledger is shorter. */
  readonly rootsAt = new Map<number, string | null>();
  /** How many leaves have been pushed. */
  size = 0;
  /** The leaves behind the last full tile. */
  private leaves: HashText[] = [];
  /** The recomputed hashes of each level above the leaves, one behind the other: those of level 1 first. */
  private readonly levels: HashText[][] = [];
  private readonly keptLeaves: Database.Statement;

  constructor(
    private readonly db: Database.Database,
    sizes: readonly number[],
    private readonly faults: Faults,
  ) {
    this.keptLeaves = db.prepare('SELECT CAST(hashes AS BLOB) FROM merkle_tile WHERE level = 0 AND tile = ?').pluck();
    for (const size of sizes) this.rootsAt.set(size, size === 0 ? this.root : null);
  }

  /** Hex. */
  get root(): string {
    return rootAt(this.hashes, this.size).toString('hex');
  }

  push(leaf: HashText): void {
    this.leaves.push(leaf);
    this.size += 1;
    if (this.leaves.length === TILE_WIDTH) this.closeTile();
    if (this.rootsAt.has(this.size)) this.rootsAt.set(this.size, this.root);
  }

  private closeTile(): void {
    const tile = this.size / TILE_WIDTH - 1;
    const kept = this.keptLeaves.get(tile) as Buffer | undefined;
    if (kept?.equals(hashBytes(this.leaves.join(''))) !== true) this.tileDiffers(0, tile);
    let full = this.leaves;
    this.leaves = [];
    for (let level = 0; full.length === TILE_WIDTH; level += 1) {
      const above = (this.levels[level] ??= []);
      above.push(perfectRoot(full));
      full = above.length % TILE_WIDTH === 0 ? above.slice(-TILE_WIDTH) : [];
    }
  }

  /** What the peaks of the tree as it now stands are made of. */
  private readonly hashes: LevelHashes = (level, from, to) => {
    const [row, first] =
      level === 0 ? [this.leaves, this.size - this.leaves.length] : [this.levels[level - 1] ?? [], 0];
    return hashBytes(row.slice(from - first, to - first).join(''));
  };

  /** Call it when every leaf has been pushed. */
  finish(): void {
    this.checkFrontier();
    const counts = new Map<number, number>();
    const tiles = this.db.prepare(
      'SELECT level, tile, CAST(hashes AS BLOB) AS hashes FROM merkle_tile ORDER BY level, tile',
    );
    for (const row of tiles.iterate() as IterableIterator<{ level: number; tile: number; hashes: Buffer }>) {
      counts.set(row.level, (counts.get(row.level) ?? 0) + row.hashes.length / HASH_BYTES);
      // The tiles of the leaves were compared on the way.
      if (row.level === 0) continue;
      const from = row.tile * TILE_WIDTH;
      const expected = (this.levels[row.level - 1] ?? []).slice(from, from + TILE_WIDTH);
      if (!hashBytes(expected.join('')).equals(row.hashes)) this.tileDiffers(row.level, row.tile);
    }
    this.checkCount(0, this.size - this.leaves.length, counts);
    this.levels.forEach((hashes, index) => this.checkCount(index + 1, hashes.length, counts));
  }

  private checkFrontier(): void {
    const kept = this.db.prepare('SELECT size, CAST(peaks AS BLOB) AS peaks FROM merkle_frontier').get() as
      { size: number; peaks: Buffer } | undefined;
    const { size } = this;
    if (kept !== undefined && kept.size !== size) {
      const what = kept.size > size ? 'are gone' : 'were not appended by the ledger';
      const detail = `${size} events are stored and the Merkle frontier counts ${kept.size}: those from here on ${what}`;
      this.faults.add(Math.min(size, kept.size) + 1, 'FrontierDiffers', detail);
      return;
    }
    const peaks = peaksOf(size).map(({ height, index }) => subtreeHash(this.hashes, height, index));
    if (kept?.peaks.equals(Buffer.concat(peaks)) !== true)
      this.faults.add(null, 'FrontierDiffers', 'the stored Merkle frontier is not that of the stored events');
  }

  private checkCount(level: number, expected: number, counts: ReadonlyMap<number, number>): void {
    const kept = counts.get(level) ?? 0;
    if (kept !== expected)
      this.faults.add(null, 'TileDiffers', `level ${level} keeps ${kept} hashes where ${expected} belong`);
  }

  private tileDiffers(level: number, tile: number): void {
    this.faults.add(null, 'TileDiffers', `tile ${level}/${tile} is not that of the stored events`);
  }
}
