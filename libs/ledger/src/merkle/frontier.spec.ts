import fc from 'fast-check';
import { plainLeaf, plainRoot } from '../contract/plain-merkle.js';
import { Frontier, foldPeaks, type CompletedSubtree } from './frontier.js';
import { EMPTY_ROOT, leafHash, nodeHash } from './node-hash.js';
import { peaksOf } from './tile.js';

const leaves = fc.array(
  fc.uint8Array({ minLength: 0, maxLength: 40 }).map((bytes) => leafHash(Buffer.from(bytes))),
  { maxLength: 80 },
);
const frontierOf = (hashes: readonly Buffer[]): Frontier =>
  hashes.reduce((frontier, hash) => frontier.push(hash), Frontier.empty);

describe('a Merkle tree hash (RFC 9162, 2.1.1)', () => {
  // The tree that the test suites of Certificate Transparency share since RFC 6962.
  const published: readonly (readonly [string, string])[] = [
    ['', '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'],
    ['00', 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'],
    ['10', 'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77'],
    ['2021', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7'],
    ['3031', '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4'],
    ['40414243', '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef'],
    ['5051525354555657', 'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c'],
    ['606162636465666768696a6b6c6d6e6f', '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328'],
  ];
  const inputs = published.map(([hex]) => Buffer.from(hex, 'hex'));

  it.each(published.map(([, root], index) => [index + 1, root]))(
    'of the first %p published leaves is %s',
    (size, root) =>
      expect(
        frontierOf(inputs.slice(0, size as number).map((input) => leafHash(input)))
          .root()
          .toString('hex'),
      ).toBe(root),
  );

  it('of no leaves is SHA-256 of nothing', () => {
    expect(Frontier.empty.root()).toEqual(EMPTY_ROOT);
    expect(EMPTY_ROOT.toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('tells a leaf from a node: a leaf that holds two hashes has not the hash of their node', () => {
    const [left, right] = [leafHash('left'), leafHash('right')];
    expect(leafHash(Buffer.concat([left, right]))).not.toEqual(nodeHash(left, right));
  });
});

describe('a leaf hash', () => {
  it('of a text is that of its UTF-8 bytes, and both are SHA-256 of 0x00 and the bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
        expect(leafHash(text)).toEqual(plainLeaf(Buffer.from(text, 'utf8')));
        expect(leafHash(Buffer.from(text, 'utf8'))).toEqual(leafHash(text));
      }),
      { examples: [[''], ['\u0000'], ['é😀\u2028']] },
    );
  });
});

describe('the frontier of a growing tree', () => {
  it('has the root that the whole tree has, at every size up to 600', () => {
    const hashes = Array.from({ length: 600 }, (_, index) => leafHash(`leaf ${index}`));
    let frontier = Frontier.empty;
    for (let size = 0; size <= hashes.length; size += 1) {
      expect(frontier.size).toBe(size);
      expect(frontier.root().equals(plainRoot(hashes.slice(0, size)))).toBe(true);
      frontier = frontier.push(hashes[size] ?? Buffer.alloc(32));
    }
  });

  it('is the same after it was put away and taken up again at any size', () => {
    fc.assert(
      fc.property(leaves, leaves, (before, after) => {
        const kept = frontierOf(before);
        const restored = Frontier.restore(kept.size, Buffer.from(kept.toBytes()));
        const grown = after.reduce((frontier, leaf) => frontier.push(leaf), restored);
        expect(grown.root()).toEqual(plainRoot([...before, ...after]));
      }),
    );
  });

  it('is not changed by what is pushed to it: a leaf that is taken back was never there', () => {
    fc.assert(
      fc.property(leaves, (hashes) => {
        const frontier = frontierOf(hashes);
        const bytes = Buffer.from(frontier.toBytes());
        frontier.push(leafHash('a')).push(leafHash('b'));
        expect([frontier.size, frontier.toBytes()]).toEqual([hashes.length, bytes]);
      }),
    );
  });

  it('holds one hash for each bit of the size', () => {
    let frontier = Frontier.empty;
    for (let size = 0; size < 300; size += 1) {
      expect(frontier.toBytes().length / 32).toBe(size.toString(2).replaceAll('0', '').length);
      frontier = frontier.push(leafHash(String(size)));
    }
  });

  it('names each perfect subtree once, when its last leaf comes, lowest first and with its own root', () => {
    fc.assert(
      fc.property(leaves, (hashes) => {
        const completed: CompletedSubtree[] = [];
        let frontier = Frontier.empty;
        for (const [index, leaf] of hashes.entries()) {
          const now: CompletedSubtree[] = [];
          frontier = frontier.push(leaf, (subtree) => now.push(subtree));
          expect(now.map(({ height }) => height)).toEqual(now.map((_, height) => height));
          for (const subtree of now) expect((subtree.index + 1) * 2 ** subtree.height).toBe(index + 1);
          completed.push(...now);
        }
        for (const { height, index, hash } of completed) {
          expect(hash).toEqual(plainRoot(hashes.slice(index * 2 ** height, (index + 1) * 2 ** height)));
        }
        const expected = Array.from({ length: 8 }, (_, height) => Math.floor(hashes.length / 2 ** height));
        expect(completed).toHaveLength(expected.reduce((sum, count) => sum + count, 0));
      }),
    );
  });
});

describe('the peaks of a size', () => {
  it('are the perfect subtrees that it is made of, tallest first, side by side', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat({ max: 5_000 }), fc.maxSafeInteger().map(Math.abs)), (size) => {
        let next = 0;
        let height = Infinity;
        for (const peak of peaksOf(size)) {
          expect(peak.height).toBeLessThan(height);
          expect(peak.index * 2 ** peak.height).toBe(next);
          next += 2 ** peak.height;
          height = peak.height;
        }
        expect(next).toBe(size);
      }),
    );
  });

  it('fold to the root', () => {
    fc.assert(
      fc.property(leaves, (hashes) => {
        const peaks = peaksOf(hashes.length).map(({ height, index }) =>
          plainRoot(hashes.slice(index * 2 ** height, (index + 1) * 2 ** height)),
        );
        expect(foldPeaks(peaks)).toEqual(plainRoot(hashes));
      }),
    );
  });
});
