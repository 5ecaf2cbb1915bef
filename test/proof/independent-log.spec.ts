import { signCheckpoint } from '@outturn/ledger';
import { newSigningKey, type SigningKey } from '../../libs/ledger/src/signing/note-key.js';
import { inclusionProof } from '../../libs/ledger/src/merkle/inclusion.js';
import { entries, levelsOf, RecursiveTree } from '../../libs/ledger/src/merkle/recursive-tree.fixture.js';

// The verifier that npm itself uses for its transparency log, sigstore, by other hands than ours.

interface Sigstore {
  readonly verifyMerkleInclusion: (
    entry: {
      readonly canonicalizedBody: Buffer;
      readonly inclusionProof: { readonly logIndex: string; readonly hashes: readonly Buffer[] };
    },
    checkpoint: { readonly logSize: bigint; readonly logHash: Buffer },
  ) => void;
  readonly verifyCheckpoint: (
    entry: { readonly inclusionProof: { readonly checkpoint: { readonly envelope: string } } },
    logs: readonly { readonly logID: Buffer; readonly baseURL: string; readonly publicKey: SigningKey['publicKey'] }[],
  ) => { readonly origin: string; readonly logSize: bigint; readonly logHash: Buffer };
}

const independent: Sigstore = {
  ...jest.requireActual<Pick<Sigstore, 'verifyMerkleInclusion'>>('@sigstore/verify/dist/tlog/merkle'),
  ...jest.requireActual<Pick<Sigstore, 'verifyCheckpoint'>>('@sigstore/verify/dist/tlog/checkpoint'),
};

describe('an independent implementation', () => {
  it('follows every inclusion proof of every size to 100, and no other', () => {
    const tree = RecursiveTree.of(entries(100));
    const follows = (index: number, size: number, hashes: readonly Buffer[]): boolean => {
      const canonicalizedBody = entries(100)[index] as Buffer;
      try {
        independent.verifyMerkleInclusion(
          { canonicalizedBody, inclusionProof: { logIndex: String(index), hashes } },
          { logSize: BigInt(size), logHash: tree.root(size) },
        );
        return true;
      } catch {
        return false;
      }
    };
    const apart: string[] = [];
    for (let size = 1; size <= 100; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(levelsOf(tree), index, size);
        if (!follows(index, size, proof) || follows(index, size, [...proof, tree.root(1)]))
          apart.push(`leaf ${index} of ${size}`);
      }
    }
    expect(apart).toEqual([]);
  });

  it('reads and verifies a checkpoint that was signed here', () => {
    const key = newSigningKey('outturn/walsall');
    const root = RecursiveTree.of(entries(77)).root(77);
    const envelope = signCheckpoint({ origin: key.name, size: 77, root }, key);
    const log = { logID: Buffer.from(key.id, 'hex'), baseURL: `https://${key.name}`, publicKey: key.publicKey };
    const entry = (text: string) => ({ inclusionProof: { checkpoint: { envelope: text } } });
    expect(independent.verifyCheckpoint(entry(envelope), [log])).toMatchObject({
      origin: 'outturn/walsall',
      logSize: 77n,
      logHash: root,
    });
    expect(() => independent.verifyCheckpoint(entry(envelope.replace('\n77\n', '\n78\n')), [log])).toThrow();
  });
});
