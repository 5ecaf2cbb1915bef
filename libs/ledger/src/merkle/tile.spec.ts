import fc from 'fast-check';
import { plainRoot } from '../contract/plain-merkle.js';
import { Frontier } from './frontier.js';
import { leafHash } from './node-hash.js';
import { peaksOf, RememberedTile, rootAt, subtreeHash, TILE_HEIGHT, TILE_WIDTH, type LevelHashes } from './tile.js';

/** A log as an adapter keeps it: the hashes of every eighth height, in rows, and what was read of them. */
class KeptLevels {
  readonly levels: Buffer[][] = [];
  readonly reads: { level: number; from: number; to: number }[] = [];
  frontier = Frontier.empty;

  push(leaf: Buffer): void {
    this.frontier = this.frontier.push(leaf, ({ height, index, hash }) => {
      if (height % TILE_HEIGHT !== 0) return;
      const level = (this.levels[height / TILE_HEIGHT] ??= []);
      if (level.length !== index) throw new Error(`hash ${index} of level ${height / TILE_HEIGHT} comes out of turn`);
      level.push(hash);
    });
  }

  readonly hashes: LevelHashes = (level, from, to) => {
    this.reads.push({ level, from, to });
    return Buffer.concat((this.levels[level] ?? []).slice(from, to));
  };
}

const leaf = (index: number): Buffer => leafHash(`leaf ${index}`);

describe('the root at a past size, from tiles', () => {
  const log = new KeptLevels();
  const leaves = Array.from({ length: 70_000 }, (_, index) => leaf(index));
  beforeAll(() => leaves.forEach((hash) => log.push(hash)));
  const fromTiles = (size: number): string => rootAt(log.hashes, size).toString('hex');

  it('is the Merkle tree hash of the leaves up to it, at every size up to 600', () => {
    for (let size = 0; size <= 600; size += 1) {
      expect(fromTiles(size)).toBe(plainRoot(leaves.slice(0, size)).toString('hex'));
    }
  });

  it.each([65_535, 65_536, 65_537, 65_792, 66_048, 70_000])('also beyond two levels of tiles: %p', (size) =>
    expect(fromTiles(size)).toBe(plainRoot(leaves.slice(0, size)).toString('hex')),
  );

  it('is what the frontier said when the tree was of that size', () => {
    const wanted = new Set([1, 255, 256, 257, 65_535, 65_536, 65_537, 69_999]);
    let frontier = Frontier.empty;
    for (const hash of leaves) {
      frontier = frontier.push(hash);
      if (wanted.delete(frontier.size)) expect(fromTiles(frontier.size)).toBe(frontier.root().toString('hex'));
    }
    expect(wanted.size).toBe(0);
  });

  it('reads within one tile of each level, at any size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70_000 }), (size) => {
        log.reads.length = 0;
        rootAt(log.hashes, size);
        const tiles = log.reads.flatMap(({ level, from, to }) => [
          `${level}/${Math.floor(from / TILE_WIDTH)}`,
          `${level}/${Math.floor((to - 1) / TILE_WIDTH)}`,
        ]);
        expect(new Set(tiles).size).toBe(new Set(log.reads.map(({ level }) => level)).size);
        expect(log.reads.length).toBe(peaksOf(size).length);
      }),
    );
  });

  it('needs nothing that comes after that size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70_000 }), (size) => {
        log.reads.length = 0;
        rootAt(log.hashes, size);
        for (const { level, to } of log.reads) expect(to * TILE_WIDTH ** level).toBeLessThanOrEqual(size);
      }),
    );
  });

  it.each([
    [0, 69_999],
    [3, 8_000],
    [7, 500],
    [8, 200],
    [9, 100],
    [15, 1],
    [16, 0],
  ])('a perfect subtree of height %p, number %p, has the hash of its leaves', (height, index) => {
    const width = 2 ** height;
    expect(subtreeHash(log.hashes, height, index)).toEqual(plainRoot(leaves.slice(index * width, (index + 1) * width)));
  });

  it('is the same out of tiles that remember what was hashed in them, in whatever order the sizes are asked for', () => {
    const tiles = new Map<string, RememberedTile>();
    const tile = (level: number, index: number, count: number): RememberedTile => {
      const place = `${level}/${index}`;
      const known = tiles.get(place);
      if (known !== undefined && known.count >= count) return known;
      const from = index * TILE_WIDTH;
      const read = new RememberedTile(Buffer.concat((log.levels[level] ?? []).slice(from, from + count)));
      tiles.set(place, read);
      return read;
    };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70_000 }), (size) => {
        expect(rootAt({ tile }, size).toString('hex')).toBe(fromTiles(size));
      }),
      { numRuns: 300 },
    );
  });
});
