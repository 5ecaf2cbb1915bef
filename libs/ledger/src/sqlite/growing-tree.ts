import type Database from 'better-sqlite3';
import { Frontier } from '../merkle/frontier.js';
import { TILE_HEIGHT, TILE_WIDTH } from '../merkle/tile.js';

/** The Merkle tree as a writer grows it: full tiles as they fill, the frontier once for each transaction. */
export class GrowingTree {
  private readonly keptFrontier: Database.Statement;
  private readonly saveFrontier: Database.Statement;
  private readonly growTile: Database.Statement;
  private readonly leaves: Database.Statement;

  constructor(db: Database.Database) {
    this.keptFrontier = db.prepare('SELECT size, peaks FROM merkle_frontier');
    this.saveFrontier = db.prepare('UPDATE merkle_frontier SET size = ?, peaks = ? WHERE only_row = 1');
    this.growTile = db.prepare(
      'INSERT INTO merkle_tile (level, tile, hashes) VALUES (?, ?, ?) ON CONFLICT (level, tile) DO UPDATE SET hashes = CAST(hashes || excluded.hashes AS BLOB)',
    );
    this.leaves = db.prepare('SELECT leaf FROM event WHERE position BETWEEN ? AND ? ORDER BY position').pluck();
  }

  kept(): Frontier {
    const { size, peaks } = this.keptFrontier.get() as { size: number; peaks: Buffer };
    return Frontier.restore(size, peaks);
  }

  /** The tree with one leaf more, whose event is stored already. */
  grown(frontier: Frontier, leaf: Buffer): Frontier {
    return frontier.push(leaf, ({ height, index, hash }) => {
      if (height === TILE_HEIGHT) this.growTile.run(0, index, Buffer.concat(this.leavesOf(index)));
      if (height > 0 && height % TILE_HEIGHT === 0)
        this.growTile.run(height / TILE_HEIGHT, Math.floor(index / TILE_WIDTH), hash);
    });
  }

  save(frontier: Frontier): void {
    this.saveFrontier.run(frontier.size, frontier.toBytes());
  }

  private leavesOf(tile: number): Buffer[] {
    return this.leaves.all(tile * TILE_WIDTH + 1, (tile + 1) * TILE_WIDTH) as Buffer[];
  }
}
