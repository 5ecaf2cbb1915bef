import { createHash } from 'node:crypto';
import { inclusionProof, verifyInclusion } from './inclusion.js';
import { leafHash, nodeHash } from './node-hash.js';
import { entries, levelsOf, publishedEntries, publishedRoots, RecursiveTree } from './recursive-tree.fixture.js';

jest.mock('./tile.js', () => jest.requireActual<object>('./remembered-tile.fixture.js'));

const hex = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));

describe('an inclusion proof', () => {
  it('is that of the definition, and is followed to the root, for every leaf of every size to 300', () => {
    const tree = RecursiveTree.of(entries(300));
    const hashes = levelsOf(tree);
    const wrong: string[] = [];
    for (let size = 1; size <= 300; size += 1) {
      const root = tree.root(size);
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(hashes, index, size);
        const defined = tree.path(index, size);
        const same = proof.length === defined.length && proof.every((hash, at) => hash.equals(defined[at] as Buffer));
        if (!same || !verifyInclusion(tree.leaves[index] as Buffer, index, size, proof, root))
          wrong.push(`leaf ${index} of ${size}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is found in trees of more than one tile, up to the last of 70,000 leaves', () => {
    const leaves = Array.from({ length: 70_000 }, (_, index) => leafHash(`event ${index + 1}`));
    const tree = new RecursiveTree(leaves);
    const hashes = levelsOf(tree);
    for (const size of [256, 257, 65_535, 65_536, 65_537, 69_999, 70_000]) {
      for (const index of [0, 1, 255, Math.floor(size / 2), size - 2, size - 1]) {
        const proof = inclusionProof(hashes, index, size);
        expect(verifyInclusion(leaves[index] as Buffer, index, size, proof, tree.root(size))).toBe(true);
      }
    }
  });

  // google/certificate-transparency, merkletree/merkle_tree_test.cc; indices from 0 here.
  it.each([
    { index: 0, size: 1, proof: [] },
    {
      index: 0,
      size: 8,
      proof: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      index: 5,
      size: 8,
      proof: [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
    { index: 2, size: 3, proof: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'] },
    {
      index: 1,
      size: 5,
      proof: [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    },
  ])('is the published one for leaf $index of $size', ({ index, size, proof }) => {
    const tree = RecursiveTree.of(publishedEntries);
    const root = Buffer.from(publishedRoots[size - 1] as string, 'hex');
    expect(hex(inclusionProof(levelsOf(tree), index, size))).toEqual(proof);
    const hashes = proof.map((hash) => Buffer.from(hash, 'hex'));
    expect(verifyInclusion(leafHash(publishedEntries[index] as Buffer), index, size, hashes, root)).toBe(true);
  });

  it.each([
    [0, 0],
    [5, 5],
    [-1, 5],
    [0.5, 5],
    [Number.NaN, 5],
    [0, Number.POSITIVE_INFINITY],
  ])('is not made for leaf %p of a tree of %p', (index, size) => {
    expect(() => inclusionProof(levelsOf(RecursiveTree.of(entries(5))), index, size)).toThrow(RangeError);
  });
});

describe('a forged inclusion proof is refused:', () => {
  const size = 11;
  const index = 4;
  const events = entries(size);
  const tree = RecursiveTree.of(events);
  const proof = inclusionProof(levelsOf(tree), index, size);
  const honest = { leaf: tree.leaves[index] as Buffer, index, size, proof, root: tree.root(size) };
  type Claim = typeof honest;
  const follows = (claim: Claim): boolean =>
    verifyInclusion(claim.leaf, claim.index, claim.size, claim.proof, claim.root);
  const flipped = (hash: Buffer): Buffer => {
    const copy = Buffer.from(hash);
    copy[17] = (copy[17] as number) ^ 0x10;
    return copy;
  };
  const [first, second, ...rest] = proof as [Buffer, Buffer, ...Buffer[]];

  it('an honest one is not', () => expect(follows(honest)).toBe(true));

  const forgeries: Record<string, Partial<Claim>> = {
    'the index of the sibling': { index: 5 },
    'the index of another leaf': { index: 7 },
    'an index in the other half of the tree': { index: 8 },
    'an index behind the last leaf': { index: size },
    'an index before the first leaf': { index: -1 },
    'an index between two leaves': { index: 4.5 },
    'a smaller tree': { size: 8 },
    'a tree without the leaf': { size: 4 },
    'a greater tree': { size: 17 },
    'a tree of no size': { size: 0 },
    'two siblings in each other’s place': { proof: [second, first, ...rest] },
    'the siblings from the root down': { proof: [...proof].reverse() },
    'a missing first sibling': { proof: proof.slice(1) },
    'a missing last sibling': { proof: proof.slice(0, -1) },
    'no siblings at all': { proof: [] },
    'an extra sibling at the end': { proof: [...proof, first] },
    'an extra sibling at the leaf': { proof: [honest.leaf, ...proof] },
    'a sibling given twice': { proof: [first, ...proof] },
    'one flipped bit in a sibling': { proof: [flipped(first), second, ...rest] },
    'a sibling cut short': { proof: [first.subarray(0, 31), second, ...rest] },
    'a sibling with a byte behind it': { proof: [Buffer.concat([first, Buffer.from([0])]), second, ...rest] },
    'one flipped bit in the leaf': { leaf: flipped(honest.leaf) },
    'another event': { leaf: leafHash('event 5 ') },
    'the event itself in place of its hash': { leaf: events[index] as Buffer },
    'an event hashed without its prefix': { leaf: createHash('sha256').update('event 5').digest() },
    'a node given as a leaf, one level up': {
      leaf: nodeHash(honest.leaf, first),
      index: Math.floor(index / 2),
      proof: proof.slice(1),
    },
    'an event made of two hashes, taken for the node above them': {
      leaf: leafHash(Buffer.concat([honest.leaf, first])),
      index: 2,
      size: 6,
      proof: proof.slice(1),
    },
    'the root of another size': { root: tree.root(size - 1) },
    'one flipped bit in the root': { root: flipped(honest.root) },
    'the leaf as the root of a tree of one': { root: honest.leaf },
    'no root': { root: Buffer.alloc(0) },
    'a root and an empty proof': { leaf: honest.root, index: 0, proof: [] },
    'the proof of another leaf': { proof: inclusionProof(levelsOf(tree), 6, size) },
    'the proof of the same leaf in another size': { proof: inclusionProof(levelsOf(tree), index, 9) },
  };
  it.each(Object.entries(forgeries))('%s', (_name, forged) => {
    expect(follows({ ...honest, ...forged })).toBe(false);
  });

  it('every single flipped bit of a proof', () => {
    const passed: string[] = [];
    proof.forEach((hash, at) => {
      for (let bit = 0; bit < 256; bit += 1) {
        const copy = Buffer.from(hash);
        copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
        if (follows({ ...honest, proof: proof.map((each, place) => (place === at ? copy : each)) }))
          passed.push(`bit ${bit} of hash ${at}`);
      }
    });
    expect(passed).toEqual([]);
  });

  it('every other place and size to 40 that the leaf can be claimed for, but sizes whose paths have one shape', () => {
    const passed: string[] = [];
    for (let other = 0; other <= 40; other += 1) {
      for (let place = 0; place < other; place += 1) {
        if (!(other === size && place === index) && follows({ ...honest, index: place, size: other }))
          passed.push(`${place} of ${other}`);
      }
    }
    // From 9 to 16 leaves the path of leaf 4 is the same but for what its last hash covers, so only a signed size tells
    // them apart: a checkpoint signs size and root as one.
    expect(passed).toEqual([9, 10, 12, 13, 14, 15, 16].map((other) => `${index} of ${other}`));
  });
});
