import { join } from 'node:path';
import { LedgerDirectory } from './ledger-directory.js';
import { textMembers, HEAD, LONE } from './verification/kept-ledger.fixture.js';
import { Scene } from './verification/scene.fixture.js';
import { verifyLedger } from './verify-ledger.js';

const scene = new Scene();

describe('a ledger that nobody has touched', () => {
  it('has no faults, and its root is the one that it keeps', async () => {
    const directory = new LedgerDirectory(scene.kept.folder, {
      views: [],
      readEvent: (event) => event,
      clock: { now: () => '2026-12-01T00:00:00.000Z' },
    });
    const open = await directory.open('walsall');
    const roots = open.read((reader) => [reader.rootAt(HEAD), reader.rootAt(256), reader.rootAt(1)]);
    await open.close();
    const found = await scene.verified([HEAD, 256, 1, 0, HEAD + 1]);
    expect(found).toMatchObject({ ledger: 'walsall', position: HEAD, root: roots[0], faults: [], redactedTexts: 1 });
    expect([...found.rootsAt]).toEqual([
      [HEAD, roots[0]],
      [256, roots[1]],
      [1, roots[2]],
      [0, 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
      [HEAD + 1, null],
    ]);
  });

  it('may be empty', async () => {
    const directory = new LedgerDirectory(join(scene.kept.folder, 'empty'), {
      views: [],
      readEvent: (event) => event,
      clock: { now: () => '2026-12-01T00:00:00.000Z' },
    });
    await directory.create('walsall');
    expect(await scene.verified([], directory.fileOf('walsall'))).toMatchObject({ position: 0, faults: [] });
  });

  it('says how far it has come', async () => {
    const heard: [number, number][] = [];
    await verifyLedger({
      path: scene.ledger.path,
      ledger: 'walsall',
      sizes: [],
      textMembers,
      onProgress: (position, of) => heard.push([position, of]),
    });
    expect(heard.at(-1)).toEqual([HEAD, HEAD]);
  });
});

describe('what nothing in the ledger contradicts', () => {
  it('is not found by the ledger alone: a consistent rewrite has no faults, and another root', async () => {
    const { root } = await scene.verified();
    scene.ledger.forge(LONE, ({ data }) => (data['value'] = '100'));
    scene.ledger.rehash();
    const found = await scene.verified();
    expect(found.faults).toEqual([]);
    expect(found.root).not.toBe(root);
  });

  it('is not found by the ledger alone: a tail that was dropped with its hashes leaves an older ledger', async () => {
    const { rootsAt } = await scene.verified([297]);
    scene.ledger.run('DELETE FROM event WHERE position > 297');
    scene.ledger.rehash();
    expect(await scene.verified()).toMatchObject({ position: 297, root: rootsAt.get(297), faults: [] });
  });
});
