import { KeyStore, signCheckpoint } from '@outturn/ledger';
import { signHead } from '@outturn/application';
import { seeded } from '../../libs/ledger/src/sqlite/verification/tampered-ledger.fixture.js';
import { consistent, ExportedStore, linesOf, type Export } from './exported-store.js';
import { checkLines, told } from './second-verifier.js';

const store = new ExportedStore();
beforeAll(() => store.create());
afterAll(() => store.remove());

describe('an export that nobody has touched', () => {
  it('holds by the second verifier, with the root that the product names', async () => {
    const { position, root } = store.ledger.read((reader) => {
      const head = reader.position;
      return { position: head, root: reader.rootAt(head) };
    });
    const result = await checkLines(store.lines, { 'held.txt': store.checkpoint }, store.key);
    const signedBy = [store.key.split('+').slice(0, 2).join('+')];
    expect(result).toMatchObject({
      ok: true,
      ledger: 'walsall',
      position,
      root,
      faults: [],
      checkpoints: [{ file: 'held.txt', size: position, state: 'fits', signedBy }],
      limits: [expect.stringContaining('not that what was recorded is true')],
    });
  });

  it('counts a redacted text as redacted, not as a fault', async () => {
    expect((await checkLines(store.lines)).texts).toEqual({ kept: store.parts.texts.length - 1, redacted: 1 });
  });

  it('says what it could not show where nothing was held against it', async () => {
    const { ok, limits } = await checkLines(store.lines);
    expect(ok).toBe(true);
    expect(limits[0]).toContain('No checkpoint was held against it');
    expect(limits[1]).toContain('No key was pinned');
  });

  it('says which events are newer than the checkpoints', async () => {
    const { ok, limits } = await checkLines(store.lines, { 'old.txt': store.checkpointAt(5) }, store.key);
    expect(ok).toBe(true);
    expect(limits[0]).toContain('The events after position 5 are newer');
  });

  it('shows that two checkpoints are of one history', async () => {
    const held = { 'old.txt': store.checkpointAt(5), 'new.txt': store.checkpoint };
    expect(await checkLines(store.lines, held, store.key)).toMatchObject({
      ok: true,
      checkpoints: [{ state: 'fits' }, { state: 'fits' }],
    });
  });
});

it('each of 500 random changed bytes of the events is found, by the end of the export and by a held checkpoint', async () => {
  const random = seeded(500);
  const { lines, checkpoint, parts } = store;
  const unseen: string[] = [];
  for (let turn = 0; turn < 500; turn += 1) {
    const index = Math.floor(random() * parts.events.length);
    const line = Buffer.from(parts.events[index] ?? '');
    const at = '{"event":'.length + Math.floor(random() * (line.length - '{"event":}'.length));
    line[at] = (line[at] as number) ^ (1 + Math.floor(random() * 255));
    const changed = lines.map((each, place) => (place === index + 1 ? line : each));
    const result = await checkLines(changed, { 'held.txt': checkpoint });
    if (result.ok || result.checkpoints[0]?.state === 'fits') unseen.push(`byte ${at} of event ${index + 1}`);
  }
  expect(unseen).toEqual([]);
});

describe('a consistent rewrite with the real key', () => {
  const rewritten = (): string[] => {
    const made = store.parts;
    return linesOf(
      consistent({ ...made, events: made.events.map((line) => line.replace('"value":"77"', '"value":"99"')) }),
    );
  };

  it('is not seen by the export alone, and the result says so', async () => {
    const result = await checkLines(rewritten());
    expect(result).toMatchObject({ ok: true, faults: [] });
    expect(result.limits[0]).toContain('that everything was rewritten, or the last events left out, cannot be seen');
  });

  it('is found by a held checkpoint', async () => {
    const result = await checkLines(rewritten(), { 'held.txt': store.checkpoint }, store.key);
    expect(result).toMatchObject({ ok: false, checkpoints: [{ state: 'rewritten' }] });
    expect(told(result)[0]).toContain('the past was rewritten');
  });
});

describe('a dropped tail', () => {
  const cut = (): string[] => {
    const made = store.parts;
    const dropped: Export = {
      ...made,
      events: made.events.slice(0, -1),
      texts: made.texts.filter((line) => !line.includes('"Better."')),
    };
    return linesOf(consistent(dropped));
  };

  it('is not seen by the export alone', async () => {
    expect(await checkLines(cut())).toMatchObject({ ok: true, position: store.events.length - 1 });
  });

  it('is found by a held checkpoint', async () => {
    const result = await checkLines(cut(), { 'held.txt': store.checkpoint }, store.key);
    expect(result).toMatchObject({ ok: false, checkpoints: [{ state: 'shorter' }] });
    expect(told(result)[0]).toContain('the tail was dropped');
  });
});

describe('a checkpoint that is held against an export', () => {
  it('must be one', async () => {
    await expect(checkLines(store.lines, { 'held.txt': 'none' })).rejects.toThrow('held.txt: it is no signed note');
  });

  it('must be of the same ledger', async () => {
    const key = store.keys.key('dudley');
    const other = signCheckpoint({ origin: key.name, size: 0, root: Buffer.alloc(32) }, key);
    expect(await checkLines(store.lines, { 'held.txt': other })).toMatchObject({
      ok: false,
      checkpoints: [{ state: 'another log' }],
    });
  });

  it('must be signed by a pinned key, where one was pinned', async () => {
    const other = new KeyStore(`${store.folder}/elsewhere`).key('walsall').line;
    const result = await checkLines(store.lines, { 'held.txt': store.checkpoint }, other);
    expect(result).toMatchObject({ ok: false, checkpoints: [{ state: 'fits', signedBy: [] }] });
    expect(told(result)).toEqual([
      'export: held.txt: no key that you pinned signed it as outturn/walsall: it proves nothing',
    ]);
  });

  it('of a handover is signed by the key before and by the key after', async () => {
    const next = store.keys.nextKey('walsall');
    const held = { 'handover.txt': store.ledger.read((reader) => signHead(reader, store.keys, next)) };
    const both = await checkLines(store.lines, held, store.key, next.line);
    expect(both.checkpoints[0]?.signedBy).toHaveLength(2);
    expect(await checkLines(store.lines, held, next.line)).toMatchObject({ ok: true });
  });
});
