import Database from 'better-sqlite3';
import { hashHex, leafHashText } from '../../merkle/node-hash.js';
import { eventPages, exactBytes } from './event-page.js';
import { RecomputedTree, type TreeHashes } from './recomputed-tree.js';

/** What is hashed; plain data, so that another thread can be asked for it. */
export interface ToHash {
  /** The file of the ledger. */
  readonly path: string;
  /** The last position that is looked at. */
  readonly head: number;
  /** Tree sizes whose roots are wanted. */
  readonly sizes: readonly number[];
}

/** Comes now and then. */
export interface HashedPage {
  /** Every event up to this position has been hashed. */
  readonly until: number;
  /** Those since the page before whose stored leaf is not the hash of their bytes. */
  readonly differing: readonly number[];
}

export interface Hashed {
  readonly tree: TreeHashes;
  /** The recomputed root (hex) at each size that was asked for; null where the ledger is shorter. */
  readonly rootsAt: ReadonlyMap<number, string | null>;
  /** The stored tiles of leaves that are not those of the events. */
  readonly differingTiles: readonly number[];
}

/** Hashes the bytes of every event and compares them with the stored leaves and the tiles of leaves. */
export function* hashing({ path, head, sizes }: ToHash): Generator<HashedPage, Hashed> {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    // Every page of the file is read once: there is nothing to keep.
    db.pragma('cache_size = -2048');
    db.exec('BEGIN');
    const bytesOf = exactBytes(db);
    const keptTile = db
      .prepare("SELECT hashes FROM merkle_tile WHERE level = 0 AND tile = ? AND typeof(hashes) = 'blob'")
      .pluck();
    const differingTiles: number[] = [];
    const tree = new RecomputedTree(sizes, (tile, leaves) => {
      if ((keptTile.get(tile) as Buffer | undefined)?.equals(leaves) !== true) differingTiles.push(tile);
    });
    for (const rows of eventPages<[position: number, bytes: unknown, leaf: string | null]>(
      db,
      "bytes, CASE typeof(leaf) WHEN 'blob' THEN lower(hex(leaf)) END",
      head,
    )) {
      const differing: number[] = [];
      let until = 0;
      for (const [position, bytes, kept] of rows) {
        until = position;
        if (position < 1) continue;
        const leaf = leafHashText(bytesOf(position, bytes));
        if (hashHex(leaf) !== kept) differing.push(position);
        tree.push(leaf);
      }
      yield { until, differing };
    }
    const { size, leaves, levels, rootsAt } = tree;
    return { tree: { size, leaves, levels }, rootsAt, differingTiles };
  } finally {
    db.close();
  }
}
