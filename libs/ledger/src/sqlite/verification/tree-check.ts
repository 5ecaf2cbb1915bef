import type Database from 'better-sqlite3';
import { Frontier } from '../../merkle/frontier.js';
import { HASH_BYTES } from '../../merkle/node-hash.js';
import { TILE_HEIGHT, TILE_WIDTH } from '../../merkle/tile.js';
import type { Faults } from './fault.js';

/** Builds the Merkle tree again from recomputed leaves and compares it with the stored frontier and tiles. */
export class TreeCheck {
  /** The recomputed root (hex) at each size that was asked for; null where the ledger is shorter. */
  readonly rootsAt = new Map<number, string | null>();
  private frontier = Frontier.empty;
  /** The recomputed hashes of each level above the leaves, one behind the other. */
  private readonly levels = new Map<number, Buffer[]>();
  private readonly leaves = Buffer.alloc(TILE_WIDTH * HASH_BYTES);
  private readonly keptLeaves: Database.Statement;

  constructor(
    private readonly db: Database.Database,
    sizes: readonly number[],
    private readonly faults: Faults,
  ) {
    this.keptLeaves = db.prepare('SELECT CAST(hashes AS BLOB) FROM merkle_tile WHERE level = 0 AND tile = ?').pluck();
    for (const size of sizes) this.rootsAt.set(size, size === 0 ? this.root : null);
  }

  get size(): number {
    return this.frontier.size;
  }

  /** Hex. */
  get root(): string {
    return this.frontier.root().toString('hex');
  }

  push(leaf: Buffer): void {
    leaf.copy(this.leaves, (this.frontier.size % TILE_WIDTH) * HASH_BYTES);
    this.frontier = this.frontier.push(leaf, ({ height, index, hash }) => {
      if (height === TILE_HEIGHT) this.checkLeaves(index);
      if (height === 0 || height % TILE_HEIGHT !== 0) return;
      const level = height / TILE_HEIGHT;
      const hashes = this.levels.get(level) ?? [];
      hashes.push(hash);
      this.levels.set(level, hashes);
    });
    if (this.rootsAt.has(this.frontier.size)) this.rootsAt.set(this.frontier.size, this.root);
  }

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
      const expected = Buffer.concat((this.levels.get(row.level) ?? []).slice(from, from + TILE_WIDTH));
      if (!expected.equals(row.hashes)) this.tileDiffers(row.level, row.tile);
    }
    this.checkCount(0, Math.floor(this.frontier.size / TILE_WIDTH) * TILE_WIDTH, counts);
    for (const [level, hashes] of this.levels) this.checkCount(level, hashes.length, counts);
  }

  private checkFrontier(): void {
    const kept = this.db.prepare('SELECT size, CAST(peaks AS BLOB) AS peaks FROM merkle_frontier').get() as
      { size: number; peaks: Buffer } | undefined;
    const { size } = this.frontier;
    if (kept !== undefined && kept.size !== size) {
      const what = kept.size > size ? 'are gone' : 'were not appended by the ledger';
      const detail = `${size} events are stored and the Merkle frontier counts ${kept.size}: those from here on ${what}`;
      this.faults.add(Math.min(size, kept.size) + 1, 'FrontierDiffers', detail);
    } else if (kept?.peaks.equals(this.frontier.toBytes()) !== true) {
      this.faults.add(null, 'FrontierDiffers', 'the stored Merkle frontier is not that of the stored events');
    }
  }

  private checkCount(level: number, expected: number, counts: ReadonlyMap<number, number>): void {
    const kept = counts.get(level) ?? 0;
    if (kept !== expected)
      this.faults.add(null, 'TileDiffers', `level ${level} keeps ${kept} hashes where ${expected} belong`);
  }

  private checkLeaves(tile: number): void {
    const kept = this.keptLeaves.get(tile) as Buffer | undefined;
    if (kept?.equals(this.leaves) !== true) this.tileDiffers(0, tile);
  }

  private tileDiffers(level: number, tile: number): void {
    this.faults.add(null, 'TileDiffers', `tile ${level}/${tile} is not that of the stored events`);
  }
}
