import { RecentMap } from '@outturn/kernel';
import { LedgerDamaged } from '../errors.js';
import { HASH_BYTES } from '../merkle/node-hash.js';
import { RememberedTile, TILE_WIDTH, type Tiles } from '../merkle/tile.js';
import type { Statements } from './statements.js';

/** How many tiles are remembered with what was hashed inside them: those of 65,536 events, in some 9 MB. */
const REMEMBERED = 256;

/** The tiles of the Merkle tree as they are stored; the leaves of the tile that is not full yet lie with their events. */
export class StoredTiles implements Tiles {
  private readonly remembered = new RecentMap<string, RememberedTile>(REMEMBERED);

  constructor(private readonly statements: Statements) {}

  /** For a writer: what was appended in a transaction that was rolled back may be followed by something else. */
  forget(): void {
    this.remembered.clear();
  }

  /**
   * A tile that knows at least its first `count` hashes.
   * @throws LedgerDamaged where they are not all stored
   */
  tile(level: number, tile: number, count: number): RememberedTile {
    const place = `${level}/${tile}`;
    const known = this.remembered.get(place);
    if (known !== undefined && known.count >= count) return known;
    const read = new RememberedTile(this.stored(level, tile, count));
    this.remembered.set(place, read);
    return read;
  }

  private stored(level: number, tile: number, count: number): Buffer {
    const hashes = this.statements
      .pluck('SELECT hashes FROM merkle_tile WHERE level = ? AND tile = ?')
      .get(level, tile) as Buffer | undefined;
    if (hashes !== undefined && hashes.length >= count * HASH_BYTES) return hashes.subarray(0, TILE_WIDTH * HASH_BYTES);
    if (level > 0) throw new LedgerDamaged(`tile ${level}/${tile} is missing or too short`);
    const first = tile * TILE_WIDTH + 1;
    const last = first + count - 1;
    const leaves = this.statements
      .pluck('SELECT leaf FROM event WHERE position BETWEEN ? AND ? ORDER BY position')
      .all(first, last) as Buffer[];
    if (leaves.length !== count)
      throw new LedgerDamaged(`of the events ${first} to ${last} only ${leaves.length} are here`);
    return Buffer.concat(leaves);
  }
}
