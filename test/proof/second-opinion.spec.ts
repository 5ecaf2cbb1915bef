import { readFileSync } from 'node:fs';
import { textDigests } from '@outturn/domain';
import { verifyInclusion } from '@outturn/ledger';
import { inclusionProof } from '../../libs/ledger/src/merkle/inclusion.js';
import { entries, levelsOf, RecursiveTree } from '../../libs/ledger/src/merkle/recursive-tree.fixture.js';
import { exampleEvents } from '../documentation/example-events.js';
import { secondVerifier, secondVerifierPath } from './second-verifier.js';

describe('the second verifier', () => {
  const source = readFileSync(secondVerifierPath, 'utf8');

  it('shares no code with the product: it imports from Node alone', () => {
    const imported = [...source.matchAll(/^import .* from '(.*)';$/gm)].map(([, name]) => name);
    expect(source).not.toMatch(/\b(require|import)\(/);
    expect(imported).toEqual(['node:crypto', 'node:fs']);
  });

  it('can be read at a sitting', () => {
    expect(source.split('\n').length).toBeLessThan(950);
  });

  it('makes the same roots and follows the same paths, for every leaf of every size to 100', () => {
    const tree = RecursiveTree.of(entries(100));
    const hashes = levelsOf(tree);
    const growing = new secondVerifier.MerkleTree();
    const apart: string[] = [];
    expect(growing.root()).toEqual(tree.root(0));
    for (let size = 1; size <= 100; size += 1) {
      growing.add(tree.leaves[size - 1] as Buffer);
      const root = tree.root(size);
      if (!growing.root().equals(root)) apart.push(`root of ${size}`);
      for (let index = 0; index < size; index += 1) {
        const leaf = tree.leaves[index] as Buffer;
        const path = inclusionProof(hashes, index, size);
        const product = verifyInclusion(leaf, index, size, path, root);
        if (!product || secondVerifier.rootOfPath(leaf, index, size, path)?.equals(root) !== true)
          apart.push(`leaf ${index} of ${size}`);
      }
    }
    expect(apart).toEqual([]);
  });

  it('and the product are of one mind about every proof with a hash too few, too many or out of place', () => {
    const tree = RecursiveTree.of(entries(21));
    const apart: string[] = [];
    for (let size = 1; size <= 21; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const path = inclusionProof(levelsOf(tree), index, size);
        const leaf = tree.leaves[index] as Buffer;
        const changed = [path, path.slice(1), path.slice(0, -1), [...path, leaf], [leaf, ...path], path.toReversed()];
        for (const other of [index - 1, index, index + 1].filter((each) => each >= 0)) {
          for (const claimed of [size - 1, size, size + 1, 2 * size]) {
            changed.forEach((each, at) => {
              const product = verifyInclusion(leaf, other, claimed, each, tree.root(size));
              const second = secondVerifier.rootOfPath(leaf, other, claimed, each)?.equals(tree.root(size)) === true;
              if (product !== second) apart.push(`${other} of ${claimed}, change ${at} of ${index} of ${size}`);
            });
          }
        }
      }
    }
    expect(apart).toEqual([]);
  });

  it('takes for texts what the product takes for texts, in an example of every event', async () => {
    for (const [type, example] of await exampleEvents()) {
      let count = 0;
      const data = JSON.parse(
        example.data.replace(/sha256:…/g, () => `sha256:${String((count += 1)).padStart(64, '0')}`),
      ) as object;
      const ours = new Set(textDigests({ type, data }).map(([, digest]) => digest));
      expect({ type, texts: new Set(secondVerifier.textDigests({ type, data })) }).toEqual({ type, texts: ours });
    }
  });
});
