import { consistencyProof, verifyConsistency } from './consistency.js';
import { leafHash } from './node-hash.js';
import { entries, levelsOf, publishedEntries, publishedRoots, RecursiveTree } from './recursive-tree.fixture.js';

jest.mock('./tile.js', () => jest.requireActual<object>('./remembered-tile.fixture.js'));

describe('a consistency proof', () => {
  it('is that of the definition, and shows that the older tree is a prefix, for every pair of sizes to 300', () => {
    const tree = RecursiveTree.of(entries(300));
    const hashes = levelsOf(tree);
    const wrong: string[] = [];
    for (let newer = 1; newer <= 300; newer += 1) {
      for (let older = 1; older <= newer; older += 1) {
        const proof = consistencyProof(hashes, older, newer);
        const defined = tree.proof(older, newer);
        const same = proof.length === defined.length && proof.every((hash, at) => hash.equals(defined[at] as Buffer));
        if (!same || !verifyConsistency(older, newer, tree.root(older), tree.root(newer), proof))
          wrong.push(`${older} in ${newer}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is empty for the tree without leaves, which every tree begins with', () => {
    const tree = RecursiveTree.of(entries(300));
    for (const newer of [0, 1, 2, 7, 256, 300]) {
      expect(consistencyProof(levelsOf(tree), 0, newer)).toEqual([]);
      expect(verifyConsistency(0, newer, tree.root(0), tree.root(newer), [])).toBe(true);
    }
  });

  it('is found between trees of more than one tile, up to 70,000 leaves', () => {
    const tree = new RecursiveTree(Array.from({ length: 70_000 }, (_, index) => leafHash(`event ${index + 1}`)));
    const hashes = levelsOf(tree);
    for (const newer of [257, 65_537, 70_000]) {
      for (const older of [1, 255, 256, 257, 32_768, 65_535, 65_536, 69_999].filter((size) => size <= newer)) {
        const proof = consistencyProof(hashes, older, newer);
        expect(verifyConsistency(older, newer, tree.root(older), tree.root(newer), proof)).toBe(true);
      }
    }
  });

  // google/certificate-transparency, merkletree/merkle_tree_test.cc.
  it.each([
    { older: 1, newer: 1, proof: [] },
    {
      older: 1,
      newer: 8,
      proof: [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    },
    {
      older: 6,
      newer: 8,
      proof: [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
    {
      older: 2,
      newer: 5,
      proof: [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    },
    {
      older: 6,
      newer: 7,
      proof: [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    },
  ])('is the published one from $older to $newer', ({ older, newer, proof }) => {
    const hashes = levelsOf(RecursiveTree.of(publishedEntries));
    expect(consistencyProof(hashes, older, newer).map((hash) => hash.toString('hex'))).toEqual(proof);
    const roots = publishedRoots.map((root) => Buffer.from(root, 'hex'));
    expect(
      verifyConsistency(
        older,
        newer,
        roots[older - 1] as Buffer,
        roots[newer - 1] as Buffer,
        proof.map((hash) => Buffer.from(hash, 'hex')),
      ),
    ).toBe(true);
  });

  it.each([
    [6, 5],
    [-1, 5],
    [1.5, 3],
    [Number.NaN, 5],
    [1, Number.NaN],
    [1, Number.POSITIVE_INFINITY],
  ])('is not made from %p to %p', (older, newer) => {
    expect(() => consistencyProof(levelsOf(RecursiveTree.of(entries(5))), older, newer)).toThrow(RangeError);
  });
});

describe('a forged consistency proof is refused:', () => {
  const tree = RecursiveTree.of(entries(20));
  const rewritten = RecursiveTree.of([Buffer.from('event 1, rewritten'), ...entries(20).slice(1)]);
  const [older, newer] = [6, 13];
  const proof = consistencyProof(levelsOf(tree), older, newer);
  const honest = { older, newer, olderRoot: tree.root(older), newerRoot: tree.root(newer), proof };
  type Claim = typeof honest;
  const shows = (claim: Claim): boolean =>
    verifyConsistency(claim.older, claim.newer, claim.olderRoot, claim.newerRoot, claim.proof);
  const flipped = (hash: Buffer): Buffer => {
    const copy = Buffer.from(hash);
    copy[17] = (copy[17] as number) ^ 0x10;
    return copy;
  };
  const [first, second, ...rest] = proof as [Buffer, Buffer, ...Buffer[]];

  it('an honest one is not', () => expect(shows(honest)).toBe(true));

  const forgeries: Record<string, Partial<Claim>> = {
    'a rewritten first event in the older tree': { olderRoot: rewritten.root(older) },
    'a rewritten first event in the newer tree': { newerRoot: rewritten.root(newer) },
    'a rewritten first event, with the proof of the rewritten tree': {
      newerRoot: rewritten.root(newer),
      proof: consistencyProof(levelsOf(rewritten), older, newer),
    },
    'the older tree of another size': { older: 5 },
    'an older tree that is a perfect subtree': { older: 8 },
    'an older tree of one leaf': { older: 1 },
    'an older tree of no leaf': { older: 0 },
    'an older tree of no leaf with its own root': { older: 0, olderRoot: tree.root(0) },
    'an older tree before the first leaf': { older: -1 },
    'an older tree between two sizes': { older: 6.5 },
    'the newer tree of a smaller size': { newer: 8 },
    'the newer tree of a greater size': { newer: 17 },
    'sizes in each other’s place': { older: newer, newer: older },
    'roots in each other’s place': { olderRoot: honest.newerRoot, newerRoot: honest.olderRoot },
    'sizes and roots in each other’s place': {
      older: newer,
      newer: older,
      olderRoot: honest.newerRoot,
      newerRoot: honest.olderRoot,
    },
    'one size twice with two roots': { older: newer, proof: [] },
    'one size twice with a proof': { older: newer, olderRoot: honest.newerRoot },
    'two hashes in each other’s place': { proof: [second, first, ...rest] },
    'the hashes from the root down': { proof: [...proof].reverse() },
    'a missing first hash': { proof: proof.slice(1) },
    'a missing last hash': { proof: proof.slice(0, -1) },
    'no hashes at all': { proof: [] },
    'an extra hash at the end': { proof: [...proof, first] },
    'an extra hash at the beginning': { proof: [honest.olderRoot, ...proof] },
    'a hash given twice': { proof: [first, ...proof] },
    'one flipped bit in a hash': { proof: [flipped(first), second, ...rest] },
    'a hash cut short': { proof: [first, second.subarray(0, 31), ...rest] },
    'a hash with a byte behind it': { proof: [first, Buffer.concat([second, Buffer.from([0])]), ...rest] },
    'one flipped bit in the older root': { olderRoot: flipped(honest.olderRoot) },
    'one flipped bit in the newer root': { newerRoot: flipped(honest.newerRoot) },
    'no older root': { olderRoot: Buffer.alloc(0) },
    'the proof of another older size': { proof: consistencyProof(levelsOf(tree), 7, newer) },
    'the proof of another newer size': { proof: consistencyProof(levelsOf(tree), older, 17) },
  };
  it.each(Object.entries(forgeries))('%s', (_name, forged) => {
    expect(shows({ ...honest, ...forged })).toBe(false);
  });

  it('a perfect older tree whose root is put in front of the proof, as some implementations do', () => {
    const perfect = consistencyProof(levelsOf(tree), 8, newer);
    const claim = { older: 8, newer, olderRoot: tree.root(8), newerRoot: tree.root(newer) };
    expect(shows({ ...claim, proof: perfect })).toBe(true);
    expect(shows({ ...claim, proof: [tree.root(8), ...perfect] })).toBe(false);
  });

  it('every rewritten event of the older tree, in every pair of sizes to 20', () => {
    const passed: string[] = [];
    for (let changed = 0; changed < 20; changed += 1) {
      const other = RecursiveTree.of(
        entries(20).map((entry, at) => (at === changed ? Buffer.from('rewritten') : entry)),
      );
      for (let to = changed + 1; to <= 20; to += 1) {
        for (let from = changed + 1; from <= to; from += 1) {
          for (const made of [tree, other]) {
            const claim = { older: from, newer: to, olderRoot: tree.root(from), newerRoot: other.root(to) };
            if (shows({ ...claim, proof: consistencyProof(levelsOf(made), from, to) }))
              passed.push(`event ${changed + 1}, ${from} in ${to}`);
          }
        }
      }
    }
    expect(passed).toEqual([]);
  });
});
