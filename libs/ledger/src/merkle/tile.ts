import { foldPeaks } from './frontier.js';
import { HASH_BYTES, hashBytes, hashTexts, nodeHashText, perfectRoot, type HashText } from './node-hash.js';

// C2SP tlog-tiles: the hashes of every eighth height are kept in tiles of 256, so that a root or a proof at any
// position reads at most one tile of each level.

export const TILE_HEIGHT = 8;
export const TILE_WIDTH = 256;

/** Where the hashes of a tree come from: read every time, or out of tiles that remember what was hashed in them. */
export type LevelHashes = HashesBetween | Tiles;

/** Hashes `from` to `to` (exclusive) of one level: level 0 holds the leaves, level n the roots of 256^n leaves. */
export type HashesBetween = (level: number, from: number, to: number) => Buffer;

export interface Tiles {
  /** A tile that knows at least its first `count` hashes. */
  readonly tile: (level: number, tile: number, count: number) => RememberedTile;
}

/** The first hashes of a tile. They never change, so neither do the nodes above them: each is hashed once. */
export class RememberedTile {
  /** How many hashes it knows. */
  readonly count: number;
  /** As a heap has them: the root is 1, the children of n are 2n and 2n + 1, the hashes of the tile begin at 256. */
  private readonly nodes: (HashText | undefined)[];

  /** @param hashes one behind the other, at most 256 */
  constructor(hashes: Buffer) {
    this.count = Math.floor(hashes.length / HASH_BYTES);
    this.nodes = [...Array.from({ length: TILE_WIDTH }, () => undefined), ...hashTexts(hashes)];
  }

  /** The root of a perfect subtree: `height` above the hashes of the tile, `index` from its left. */
  root(height: number, index: number): Buffer {
    return hashBytes(this.node(2 ** (TILE_HEIGHT - height) + index));
  }

  private node(place: number): HashText {
    return (this.nodes[place] ??= nodeHashText(this.node(2 * place), this.node(2 * place + 1)));
  }
}

/** The root of a perfect subtree: `height` above the leaves, `index` from the left. */
export function subtreeHash(hashes: LevelHashes, height: number, index: number): Buffer {
  const level = Math.floor(height / TILE_HEIGHT);
  const heightInTile = height % TILE_HEIGHT;
  const width = 2 ** heightInTile;
  if (typeof hashes === 'function')
    return hashBytes(perfectRoot(hashTexts(hashes(level, index * width, (index + 1) * width))));
  const indexInTile = index % (TILE_WIDTH / width);
  const tile = hashes.tile(level, Math.floor((index * width) / TILE_WIDTH), (indexInTile + 1) * width);
  return tile.root(heightInTile, indexInTile);
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
