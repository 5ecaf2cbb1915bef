import { hashBytes, perfectRoot, type HashText } from '../../merkle/node-hash.js';
import { peaksOf, rootAt, subtreeHash, TILE_WIDTH, type LevelHashes } from '../../merkle/tile.js';

/** What is known of a recomputed tree: plain data, so that it can come from another thread. */
export interface TreeHashes {
  /** How many leaves there are. */
  readonly size: number;
  /** The leaves behind the last full tile. */
  readonly leaves: readonly HashText[];
  /** The hashes of each level above the leaves, one behind the other: those of level 1 first. */
  readonly levels: readonly (readonly HashText[])[];
}

/** Builds the Merkle tree again from recomputed leaves. */
export class RecomputedTree implements TreeHashes {
  /** The root (hex) at each size that was asked for; null where there are not so many leaves. */
  readonly rootsAt = new Map<number, string | null>();
  size = 0;
  leaves: HashText[] = [];
  readonly levels: HashText[][] = [];

  /** @param filled hears of every full tile of leaves */
  constructor(
    sizes: readonly number[],
    private readonly filled: (tile: number, leaves: Buffer) => void,
  ) {
    for (const size of sizes) this.rootsAt.set(size, size === 0 ? rootOf(this) : null);
  }

  push(leaf: HashText): void {
    this.leaves.push(leaf);
    this.size += 1;
    if (this.leaves.length === TILE_WIDTH) this.closeTile();
    if (this.rootsAt.has(this.size)) this.rootsAt.set(this.size, rootOf(this));
  }

  private closeTile(): void {
    this.filled(this.size / TILE_WIDTH - 1, hashBytes(this.leaves.join('')));
    let full: readonly HashText[] = this.leaves;
    this.leaves = [];
    for (let level = 0; full.length === TILE_WIDTH; level += 1) {
      const above = (this.levels[level] ??= []);
      above.push(perfectRoot(full));
      full = above.length % TILE_WIDTH === 0 ? above.slice(-TILE_WIDTH) : [];
    }
  }
}

/** Hex. */
export const rootOf = (tree: TreeHashes): string => rootAt(hashesOf(tree), tree.size).toString('hex');

/** The peaks one behind the other, as the frontier keeps them. */
export const peaksIn = (tree: TreeHashes): Buffer =>
  Buffer.concat(peaksOf(tree.size).map(({ height, index }) => subtreeHash(hashesOf(tree), height, index)));

/** Of the leaves only those behind the last full tile are there: the peaks ask for no others. */
const hashesOf =
  ({ size, leaves, levels }: TreeHashes): LevelHashes =>
  (level, from, to) => {
    const [row, first] = level === 0 ? [leaves, size - leaves.length] : [levels[level - 1] ?? [], 0];
    return hashBytes(row.slice(from - first, to - first).join(''));
  };
