import { HEAD, LONE } from './kept-ledger.fixture.js';
import { named, Scene } from './scene.fixture.js';
import { seeded } from './tampered-ledger.fixture.js';

const scene = new Scene();

describe('changed bytes', () => {
  it('are named, each of 500 random ones, whether alone or among others', async () => {
    const random = seeded(500);
    const below = (limit: number): number => Math.floor(random() * limit);
    const unnamed: string[] = [];
    for (let left = 500, round = 1; left > 0; round += 1) {
      const count = Math.min(left, round % 2 === 0 ? 1 : 2 * round);
      left -= count;
      const changed = new Map<number, Buffer>();
      while (changed.size < count) {
        const position = 1 + below(HEAD);
        if (changed.has(position)) continue;
        const bytes = scene.ledger.bytes(position);
        changed.set(position, Buffer.from(bytes));
        const at = below(bytes.length);
        bytes[at] = (bytes[at] as number) ^ (1 + below(255));
        scene.ledger.write(position, bytes);
      }
      const found = named(await scene.faults(), 'LeafDiffers');
      const expected = [...changed.keys()].sort((a, b) => a - b);
      if (found.join() !== expected.join()) unnamed.push(`${expected.join()} found as ${found.join()}`);
      for (const [position, bytes] of changed) scene.ledger.write(position, bytes);
    }
    expect(unnamed).toEqual([]);
    expect(await scene.faults()).toEqual([]);
  });

  it('are named where there is a byte more or less, or none at all', async () => {
    scene.ledger.write(10, Buffer.concat([scene.ledger.bytes(10), Buffer.from(' ')]));
    scene.ledger.write(20, scene.ledger.bytes(20).subarray(1));
    scene.ledger.write(30, '');
    scene.ledger.run("UPDATE event SET bytes = CAST(bytes AS BLOB) || x'00' WHERE position = 40");
    expect(named(await scene.faults(), 'LeafDiffers')).toEqual([10, 20, 30, 40]);
  });

  it('are named where they are read as the same text: damaged UTF-8 is not taken for its replacement character', async () => {
    scene.ledger.forge(LONE, ({ data }) => (data['value'] = '\uFFFD'));
    scene.ledger.rehash();
    expect(await scene.faults()).toEqual([]);
    const bytes = scene.ledger.bytes(LONE).toString('latin1').replace('ï¿½', '\xff');
    scene.ledger.write(LONE, Buffer.from(bytes, 'latin1'));
    expect(named(await scene.faults(), 'LeafDiffers')).toEqual([LONE]);
    scene.ledger.rehash();
    expect(await scene.kinds()).toEqual([`${LONE}: NotCanonical`]);
  });

  it.each([
    ['no JSON', 'no event at all'],
    ['a number', '5'],
    ['nothing', 'null'],
    ['a list', '[]'],
    ['another object', '{"event":"none"}'],
    ['an event without its data', '{"batch":{"id":"a","index":0,"size":1}}'],
    ['an event of no time', (text: string) => text.replace(/"recordedAt":"[^"]*"/, '"recordedAt":"yesterday"')],
  ])('that are %s are named, though their leaf was made to fit', async (_name, bytes) => {
    scene.ledger.write(LONE, typeof bytes === 'string' ? bytes : bytes(scene.ledger.bytes(LONE).toString('utf8')));
    scene.ledger.rehash();
    const found = await scene.faults();
    expect(named(found, 'BytesUnreadable')).toEqual([LONE]);
    expect(found.every(({ kind }) => ['BytesUnreadable', 'EntityVersionBroken'].includes(kind))).toBe(true);
  });
});

describe('bytes that say what they said in another way are named, though their leaf was made to fit:', () => {
  const rewritten: Record<string, (text: string) => string> = {
    'with a space': (text) => text.replace('":', '": '),
    'with a member in another place': (text) => text.replace(/^\{("actor":"mary"),(.*)\}$/, '{$2,$1}'),
    'with a member twice': (text) => text.replace('{"actor"', '{"actor":"john","actor"'),
    'with an escape that is not needed': (text) => text.replace('mary', '\\u006dary'),
    'with a figure that is a number': (text) => text.replace('"schemaVersion":1', '"schemaVersion":1,"seen":0.5'),
    'with a member that looks like an integer': (text) => text.replace('{"actor"', '{"7":"john","actor"'),
    'with half a character': (text) => text.replace('mary', '\\ud800'),
    'with a number in another form': (text) => text.replace('"schemaVersion":1', '"schemaVersion":1.0'),
  };
  it.each(Object.entries(rewritten))('%s', async (_name, rewrite) => {
    const text = scene.ledger.bytes(LONE).toString('utf8');
    expect(rewrite(text)).not.toBe(text);
    scene.ledger.write(LONE, rewrite(text));
    scene.ledger.rehash();
    expect(await scene.kinds()).toEqual([`${LONE}: NotCanonical`]);
  });
});
