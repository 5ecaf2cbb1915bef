import { EMPTY_ROOT } from './node-hash.js';
import { entries, levelsOf, RecursiveTree } from './recursive-tree.fixture.js';
import { subtreeRoot } from './subtree-root.js';

jest.mock('./tile.js', () => jest.requireActual<object>('./remembered-tile.fixture.js'));

describe('the root of a range of leaves', () => {
  const tree = RecursiveTree.of(entries(600));
  const hashes = levelsOf(tree);

  it('is the Merkle tree hash of those leaves, wherever proofs ask for it', () => {
    const wrong: string[] = [];
    for (let start = 0; start < 600; start += 1) {
      // Proofs split at powers of two, so a range is never longer than the largest one that divides its start.
      const longest = start === 0 ? 600 : start & -start;
      for (let end = start + 1; end <= Math.min(600, start + longest); end += 1) {
        if (!subtreeRoot(hashes, start, end).equals(tree.root(end, start))) wrong.push(`${start} to ${end}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it('is the empty root where the range is empty', () => {
    expect(subtreeRoot(hashes, 0, 0)).toEqual(EMPTY_ROOT);
  });

  it('reads whole tiles as one hash', () => {
    const read: [number, number, number][] = [];
    const root = subtreeRoot(
      (...range) => {
        read.push(range);
        return hashes(...range);
      },
      0,
      600,
    );
    expect(root).toEqual(tree.root(600));
    expect(read.filter(([level]) => level === 1)).toEqual([[1, 0, 2]]);
    expect(read.filter(([level]) => level === 0).every(([, from]) => from >= 512)).toBe(true);
  });
});
