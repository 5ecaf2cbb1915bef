import { inclusionProof, verifyInclusion } from '../merkle/inclusion.js';
import { leafHash } from '../merkle/node-hash.js';
import { entries, levelsOf, RecursiveTree } from '../merkle/recursive-tree.fixture.js';
import { signCheckpoint } from './checkpoint.js';
import { newSigningKey } from './note-key.js';
import { readTlogProof, writeTlogProof } from './tlog-proof.js';

const key = newSigningKey('outturn/walsall');
const tree = RecursiveTree.of(entries(13));
const checkpoint = signCheckpoint({ origin: key.name, size: 13, root: tree.root(13) }, key);
const written = (index: number): string =>
  writeTlogProof({
    extra: entries(13)[index] as Buffer,
    index,
    hashes: inclusionProof(levelsOf(tree), index, 13),
    checkpoint,
  });

describe('a proof as text', () => {
  it('comes out as it went in, and leads to the signed root, for every event', () => {
    for (let index = 0; index < 13; index += 1) {
      const read = readTlogProof(written(index));
      expect(read).toMatchObject({ index, extra: entries(13)[index], checkpoint });
      expect(
        read !== null && verifyInclusion(leafHash(read.extra), index, read.head.size, read.hashes, read.head.root),
      ).toBe(true);
    }
  });

  it('has the lines that others read: format, event, index, hashes, an empty line and the checkpoint', () => {
    const [head = '', ...rest] = written(12).split('\n\n');
    expect(head.split('\n')).toEqual([
      'c2sp.org/tlog-proof@v1',
      `extra ${Buffer.from('event 13').toString('base64')}`,
      'index 12',
      tree.root(12, 8).toString('base64'),
      tree.root(8).toString('base64'),
    ]);
    expect(rest.join('\n\n')).toBe(checkpoint);
  });

  it('of the only event has no hashes', () => {
    const single = signCheckpoint({ origin: key.name, size: 1, root: tree.root(1) }, key);
    const text = writeTlogProof({ extra: Buffer.from('event 1'), index: 0, hashes: [], checkpoint: single });
    expect(readTlogProof(text)).toMatchObject({ index: 0, hashes: [], head: { size: 1 } });
  });

  const good = written(12);
  const hash = tree.root(8).toString('base64');
  const malformed: Record<string, string> = {
    'nothing at all': '',
    'a checkpoint alone': checkpoint,
    'another format': good.replace('@v1', '@v2'),
    'no event': good.replace(/^extra .*\n/m, ''),
    'an event that is no base64': good.replace(/^extra .*$/m, 'extra {}'),
    'an event with stray bits at its end': good.replace(/^extra .*$/m, 'extra YR=='),
    'no index': good.replace(/^index .*\n/m, ''),
    'a leading zero in its index': good.replace('index 12', 'index 012'),
    'a negative index': good.replace('index 12', 'index -12'),
    'index and event in each other’s place': good.replace(/^(extra .*)\n(index .*)$/m, '$2\n$1'),
    'a hash that is no base64': good.replace(hash, 'no hash'),
    'a hash of another length': good.replace(hash, Buffer.alloc(31).toString('base64')),
    'a hash with stray bits': good.replace(hash, `${'A'.repeat(42)}B=`),
    'more hashes than any tree is high': good.replace(hash, Array.from({ length: 60 }, () => hash).join('\n')),
    'no checkpoint': good.slice(0, good.indexOf('\n\n') + 2),
    'a checkpoint that is none': good.replace('\n13\n', '\n013\n'),
    'Windows line ends': good.replaceAll('\n', '\r\n'),
  };
  it.each(Object.entries(malformed))('is none with %s', (_name, text) => {
    expect(text).not.toBe(good);
    expect(readTlogProof(text)).toBeNull();
  });
});
