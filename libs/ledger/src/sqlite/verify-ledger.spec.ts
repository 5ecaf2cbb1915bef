import { join } from 'node:path';
import { LedgerDamaged } from '../errors.js';
import { LedgerDirectory } from './ledger-directory.js';
import { digestsOf, HEAD, keptLedger, LONE, REDACTION, type KeptLedger } from './verification/kept-ledger.fixture.js';
import { seeded, TamperedLedger } from './verification/tampered-ledger.fixture.js';
import { verifyLedger, type Fault, type VerifiedLedger } from './verify-ledger.js';

let kept: KeptLedger;
let ledger: TamperedLedger;
beforeAll(async () => {
  kept = await keptLedger();
});
afterAll(() => kept.remove());
beforeEach(() => {
  ledger = TamperedLedger.copyOf(kept.path, join(kept.folder, 'tampered.sqlite'));
});
afterEach(() => ledger.close());

const verified = (sizes: readonly number[] = [], path = ledger.path): Promise<VerifiedLedger> =>
  verifyLedger({ path, ledger: 'walsall', sizes, digestsOf, onProgress: () => undefined });
const faults = async (): Promise<readonly Fault[]> => (await verified()).faults;
const kinds = async (): Promise<string[]> => [
  ...new Set((await faults()).map(({ position, kind }) => `${position ?? 'ledger'}: ${kind}`)),
];
const named = (found: readonly Fault[], kind: Fault['kind']): number[] =>
  [...new Set(found.filter((fault) => fault.kind === kind).map(({ position }) => position ?? 0))].sort((a, b) => a - b);

describe('a ledger that nobody has touched', () => {
  it('has no faults, and its root is the one that it keeps', async () => {
    const directory = new LedgerDirectory(kept.folder, {
      views: [],
      readEvent: (event) => event,
      clock: { now: () => '2026-12-01T00:00:00.000Z' },
    });
    const open = await directory.open('walsall');
    const roots = open.read((reader) => [reader.rootAt(HEAD), reader.rootAt(256), reader.rootAt(1)]);
    await open.close();
    const found = await verified([HEAD, 256, 1, 0, HEAD + 1]);
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
    const directory = new LedgerDirectory(join(kept.folder, 'empty'), {
      views: [],
      readEvent: (event) => event,
      clock: { now: () => '2026-12-01T00:00:00.000Z' },
    });
    await directory.create('walsall');
    expect(await verified([], directory.fileOf('walsall'))).toMatchObject({ position: 0, faults: [] });
  });

  it('says how far it has come', async () => {
    const heard: [number, number][] = [];
    await verifyLedger({
      path: ledger.path,
      ledger: 'walsall',
      sizes: [],
      digestsOf,
      onProgress: (position, of) => heard.push([position, of]),
    });
    expect(heard.at(-1)).toEqual([HEAD, HEAD]);
  });
});

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
        const bytes = ledger.bytes(position);
        changed.set(position, Buffer.from(bytes));
        const at = below(bytes.length);
        bytes[at] = (bytes[at] as number) ^ (1 + below(255));
        ledger.write(position, bytes);
      }
      const found = named(await faults(), 'LeafDiffers');
      const expected = [...changed.keys()].sort((a, b) => a - b);
      if (found.join() !== expected.join()) unnamed.push(`${expected.join()} found as ${found.join()}`);
      for (const [position, bytes] of changed) ledger.write(position, bytes);
    }
    expect(unnamed).toEqual([]);
    expect(await faults()).toEqual([]);
  });

  it('are named where there is a byte more or less, or none at all', async () => {
    ledger.write(10, Buffer.concat([ledger.bytes(10), Buffer.from(' ')]));
    ledger.write(20, ledger.bytes(20).subarray(1));
    ledger.write(30, '');
    ledger.run("UPDATE event SET bytes = CAST(bytes AS BLOB) || x'00' WHERE position = 40");
    expect(named(await faults(), 'LeafDiffers')).toEqual([10, 20, 30, 40]);
  });

  it('are named where they are read as the same text: damaged UTF-8 is not taken for its replacement character', async () => {
    ledger.forge(LONE, ({ data }) => (data['value'] = '\uFFFD'));
    ledger.rehash();
    expect(await faults()).toEqual([]);
    const bytes = ledger.bytes(LONE).toString('latin1').replace('ï¿½', '\xff');
    ledger.write(LONE, Buffer.from(bytes, 'latin1'));
    expect(named(await faults(), 'LeafDiffers')).toEqual([LONE]);
    ledger.rehash();
    expect(await kinds()).toEqual([`${LONE}: NotCanonical`]);
  });

  it.each([
    ['no JSON', 'no event at all'],
    ['a number', '5'],
    ['nothing', 'null'],
    ['a list', '[]'],
    ['another object', '{"event":"none"}'],
    ['an event without its data', '{"batch":{"id":"a","index":0,"size":1}}'],
  ])('that are %s are named, though their leaf was made to fit', async (_name, bytes) => {
    ledger.write(LONE, bytes);
    ledger.rehash();
    const found = await faults();
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
    'with a number in another form': (text) => text.replace('"schemaVersion":1', '"schemaVersion":1.0'),
  };
  it.each(Object.entries(rewritten))('%s', async (_name, rewrite) => {
    const text = ledger.bytes(LONE).toString('utf8');
    expect(rewrite(text)).not.toBe(text);
    ledger.write(LONE, rewrite(text));
    ledger.rehash();
    expect(await kinds()).toEqual([`${LONE}: NotCanonical`]);
  });
});

describe('what stands beside the bytes is named where it was changed in the file itself:', () => {
  const row = (): { leaf: Buffer; entity: Buffer; version: number; command: Buffer } => {
    const { entity, entityVersion, commandId } = ledger.event(LONE);
    return {
      leaf: ledger.leaf(LONE),
      entity: Buffer.from(entity),
      version: entityVersion,
      command: Buffer.from(commandId),
    };
  };
  // A row of the file is its values one behind the other; the columns stand behind the leaf.
  const columns = (): Buffer => {
    const { leaf, entity, version, command } = row();
    return Buffer.concat([leaf, entity, Buffer.from([version]), command]);
  };

  it('the leaf', async () => {
    ledger.overwrite(columns(), (bytes) => bytes.fill(7, 0, 4));
    expect(await kinds()).toEqual([`${LONE}: LeafDiffers`]);
  });

  it('the entity', async () => {
    ledger.overwrite(columns(), (bytes) => bytes.write('R', 32));
    expect(await kinds()).toEqual([`${LONE}: ColumnDiffers`, 'ledger: IndexDiffers', `${LONE}: IndexDiffers`]);
  });

  it('the version of the entity', async () => {
    const { entity, version } = row();
    ledger.overwrite(columns(), (bytes) => bytes.writeUInt8(version + 1, 32 + entity.length));
    expect(await kinds()).toEqual([`${LONE}: ColumnDiffers`, 'ledger: IndexDiffers', `${LONE}: IndexDiffers`]);
  });

  it('the command', async () => {
    ledger.overwrite(columns(), (bytes) => bytes.write('0', bytes.length - 1));
    expect(await kinds()).toEqual([`${LONE}: ColumnDiffers`, 'ledger: IndexDiffers', `${LONE}: IndexDiffers`]);
  });

  it('the index of entities, by which the events of an entity are found', async () => {
    const { entity, version } = row();
    const entry = Buffer.concat([entity, Buffer.from([version, LONE])]);
    ledger.overwrite(entry, (bytes) => bytes.write('~', entity.length - 1));
    expect(await kinds()).toContain(`${LONE}: IndexDiffers`);
  });

  it('the index of commands, by which a retry is recognised', async () => {
    const entry = Buffer.concat([row().command, Buffer.from([LONE])]);
    ledger.overwrite(entry, (bytes) => bytes.write('~', 35));
    expect(await kinds()).toEqual(['ledger: IndexDiffers', `${LONE}: IndexDiffers`]);
  });

  it('the head of a page, so that the file can not be read to its end', async () => {
    ledger.breakPageOf(columns());
    await expect(verified()).rejects.toThrow(LedgerDamaged);
  });
});

describe('events that are out of their place', () => {
  it('are named where one was deleted', async () => {
    ledger.run('DELETE FROM event WHERE position = ?', LONE);
    const found = await faults();
    expect(named(found, 'PositionMissing')).toEqual([LONE]);
    expect(named(found, 'LeafDiffers')).toEqual([]);
  });

  it('are named where many were deleted, the first among them', async () => {
    ledger.run('DELETE FROM event WHERE position < 4 OR position BETWEEN 100 AND 120');
    expect(named(await faults(), 'PositionMissing')).toEqual([
      1,
      2,
      3,
      ...Array.from({ length: 21 }, (_, index) => 100 + index),
    ]);
  });

  it('are told as one gap where more are missing than anyone reads', async () => {
    ledger.run('UPDATE event SET position = 1000000 WHERE position = ?', HEAD);
    const missing = (await faults()).filter(({ kind }) => kind === 'PositionMissing');
    expect(missing).toHaveLength(1_001);
    expect(missing.at(-1)).toMatchObject({ position: 1_300, detail: 'the events up to 999999 are missing as well' });
  });

  it('are named where the last were deleted', async () => {
    ledger.run('DELETE FROM event WHERE position > 297');
    expect(await kinds()).toEqual(['298: FrontierDiffers']);
  });

  it('are named where the last batch is not whole', async () => {
    ledger.run('DELETE FROM event WHERE position > 299');
    ledger.rehash();
    expect(await kinds()).toEqual(['299: BatchBroken']);
  });

  it('are named where one was put in behind the head', async () => {
    ledger.run(
      'INSERT INTO event (position, bytes, leaf) SELECT ?, bytes, leaf FROM event WHERE position = ?',
      HEAD + 1,
      LONE,
    );
    ledger.forge(HEAD + 1, (event) => {
      const { recordedAt, knownFrom } = ledger.event(HEAD);
      Object.assign(event, { position: HEAD + 1, entity: 'return/new', entityVersion: 1, recordedAt, knownFrom });
    });
    expect(await kinds()).toEqual([`${HEAD + 1}: LeafDiffers`, `${HEAD + 1}: FrontierDiffers`]);
  });

  it('are named where one was put in between two others, which moves all behind it', async () => {
    ledger.run('UPDATE event SET position = -position WHERE position > ?', LONE);
    ledger.run('UPDATE event SET position = 1 - position WHERE position < 0');
    ledger.run(
      'INSERT INTO event (position, bytes, leaf) SELECT ?, bytes, leaf FROM event WHERE position = ?',
      LONE + 1,
      LONE,
    );
    ledger.forge(LONE + 1, (event) => {
      Object.assign(event, { position: LONE + 1, entity: 'return/new', entityVersion: 1 });
    });
    ledger.rehash();
    const found = await faults();
    expect(named(found, 'WrongPlace')).toEqual(Array.from({ length: HEAD - LONE }, (_, index) => LONE + 2 + index));
  });

  it.each([0, -1, -(2 ** 40)])('are named where one was put in at position %p', async (position) => {
    ledger.run(
      'INSERT INTO event (position, bytes, leaf) SELECT ?, bytes, leaf FROM event WHERE position = 1',
      position,
    );
    const found = await faults();
    expect(named(found, 'WrongPlace')).toEqual([position]);
    expect(named(found, 'PositionMissing')).toEqual([]);
  });

  it('are named where two were put in each other’s place', async () => {
    ledger.run('UPDATE event SET position = -1 WHERE position = 85');
    ledger.run('UPDATE event SET position = 85 WHERE position = 86');
    ledger.run('UPDATE event SET position = 86 WHERE position = -1');
    expect(named(await faults(), 'WrongPlace')).toEqual([85, 86]);
    ledger.rehash();
    expect(named(await faults(), 'WrongPlace')).toEqual([85, 86]);
  });

  it('are named where one is of another ledger', async () => {
    ledger.forge(LONE, (event) => Object.assign(event, { ledger: 'dudley' }));
    ledger.rehash();
    expect(await kinds()).toEqual([`${LONE}: WrongPlace`]);
  });

  it('are named where one was recorded before the one in front of it', async () => {
    ledger.forge(LONE, (event) => Object.assign(event, { recordedAt: '2020-01-01T00:00:00.000Z' }));
    ledger.rehash();
    expect(await kinds()).toEqual([`${LONE}: ClockFalls`]);
  });

  it('are named where one was known before the one in front of it', async () => {
    ledger.forge(LONE, (event) => Object.assign(event, { knownFrom: '2020-01-01T00:00:00.000Z' }));
    ledger.rehash();
    expect(await kinds()).toEqual([`${LONE}: ClockFalls`]);
  });

  it('are named where a version of an entity was left out or used twice', async () => {
    ledger.forge(LONE, (event) => Object.assign(event, { entityVersion: event.entityVersion + 1 }));
    ledger.rehash();
    expect(named(await faults(), 'EntityVersionBroken').length).toBeGreaterThan(0);
  });

  it('are named where a batch does not begin at its beginning', async () => {
    ledger.forge(LONE, (event) => Object.assign(event, { batch: { ...event.batch, index: 1, size: 2 } }));
    ledger.rehash();
    expect(named(await faults(), 'BatchBroken')).toEqual([LONE]);
  });
});

describe('what nothing in the ledger contradicts', () => {
  it('is not found by the ledger alone: a consistent rewrite has no faults, and another root', async () => {
    const { root } = await verified();
    ledger.forge(LONE, ({ data }) => (data['value'] = '100'));
    ledger.rehash();
    const found = await verified();
    expect(found.faults).toEqual([]);
    expect(found.root).not.toBe(root);
  });

  it('is not found by the ledger alone: a tail that was dropped with its hashes leaves an older ledger', async () => {
    const { rootsAt } = await verified([297]);
    ledger.run('DELETE FROM event WHERE position > 297');
    ledger.rehash();
    expect(await verified()).toMatchObject({ position: 297, root: rootsAt.get(297), faults: [] });
  });
});

describe('the Merkle tree beside the events is not trusted:', () => {
  const flip = (column: string): string => `CAST(x'ff' || substr(${column}, 2) AS BLOB)`;

  it.each([
    ['a changed tile of leaves', 0],
    ['a changed tile above it', 1],
  ])('%s', async (_name, level) => {
    ledger.run(`UPDATE merkle_tile SET hashes = ${flip('hashes')} WHERE level = ?`, level);
    expect(await faults()).toMatchObject([
      { position: null, kind: 'TileDiffers', detail: `tile ${level}/0 is not that of the stored events` },
    ]);
  });

  it('a tile that is missing', async () => {
    ledger.run('DELETE FROM merkle_tile WHERE level = 1');
    expect(await faults()).toMatchObject([{ kind: 'TileDiffers', detail: 'level 1 keeps 0 hashes where 1 belong' }]);
  });

  it('a tile too many', async () => {
    ledger.run('INSERT INTO merkle_tile VALUES (2, 0, ?)', Buffer.alloc(32));
    expect(await kinds()).toEqual(['ledger: TileDiffers']);
  });

  it('a tile of leaves that was begun too early', async () => {
    ledger.run('INSERT INTO merkle_tile VALUES (0, 1, ?)', Buffer.concat([ledger.leaf(257), ledger.leaf(258)]));
    expect(await kinds()).toEqual(['ledger: TileDiffers']);
  });

  it('a changed frontier', async () => {
    ledger.run(`UPDATE merkle_frontier SET peaks = ${flip('peaks')}`);
    expect(await kinds()).toEqual(['ledger: FrontierDiffers']);
  });

  it('a frontier of another size', async () => {
    ledger.run('UPDATE merkle_frontier SET size = size - 1');
    expect(await kinds()).toEqual([`${HEAD}: FrontierDiffers`]);
  });

  it('no frontier', async () => {
    ledger.run('DELETE FROM merkle_frontier');
    expect(await kinds()).toEqual(['ledger: FrontierDiffers']);
  });
});

describe('a text', () => {
  const said = (index = 3): KeptLedger['texts'][number] => kept.texts[index] as KeptLedger['texts'][number];
  const redacted = (): KeptLedger['texts'][number] => said(-1 + kept.texts.length);

  it('that was redacted is reported as redacted, not as tampering', async () => {
    expect(await verified()).toMatchObject({ faults: [], redactedTexts: 1 });
  });

  it('that was redacted counts once, however often it had been said', async () => {
    const { digest } = redacted();
    const columns = 'entity, field, salt, text, redacted_at';
    ledger.run(
      `INSERT INTO text (digest, command_id, ${columns}) SELECT digest, 'another', ${columns} FROM text WHERE digest = ?`,
      digest,
    );
    expect(await verified()).toMatchObject({ faults: [], redactedTexts: 1 });
  });

  const tampered: Record<string, { sql: string; kind: Fault['kind'] }> = {
    'that was changed': { sql: "text = text || '.'", kind: 'TextDiffers' },
    'whose salt was changed': { sql: 'salt = randomblob(16)', kind: 'TextDiffers' },
    'that was emptied': { sql: "text = ''", kind: 'TextDiffers' },
    'that was made a number': { sql: 'text = 5', kind: 'TextDiffers' },
    'that was taken out with its salt': { sql: 'salt = NULL, text = NULL', kind: 'TextMissing' },
    'that was taken out as if by an event': { sql: 'salt = NULL, text = NULL, redacted_at = 297', kind: 'TextMissing' },
    'whose words alone were taken out': { sql: 'text = NULL', kind: 'TextMissing' },
    'whose salt alone was taken out': { sql: 'salt = NULL', kind: 'TextMissing' },
  };
  it.each(Object.entries(tampered))('%s is named by the event that says it', async (_name, { sql, kind }) => {
    ledger.run(`UPDATE text SET ${sql} WHERE digest = ?`, said().digest);
    expect(await verified()).toMatchObject({ faults: [{ position: said().position, kind }], redactedTexts: 1 });
  });

  it('that was deleted is named by the event that says it', async () => {
    ledger.run('DELETE FROM text WHERE digest = ?', said().digest);
    expect(await kinds()).toEqual([`${said().position}: TextMissing`]);
  });

  it('that stands in another one’s place is named by both events', async () => {
    const [one, other] = [said(3), said(4)];
    ledger.run("UPDATE text SET digest = 'none' WHERE digest = ?", one.digest);
    ledger.run('UPDATE text SET digest = ? WHERE digest = ?', one.digest, other.digest);
    ledger.run("UPDATE text SET digest = ? WHERE digest = 'none'", other.digest);
    expect(await faults()).toHaveLength(2);
    expect((await faults()).every(({ kind }) => kind === 'TextDiffers')).toBe(true);
  });

  it('that was redacted and put back is named: it should not be there', async () => {
    const { text, salt } = kept.redacted;
    ledger.run(
      'UPDATE text SET text = ?, salt = ? WHERE digest = ?',
      text,
      Buffer.from(salt, 'hex'),
      redacted().digest,
    );
    expect(await kinds()).toEqual([`${redacted().position}: RedactedTextKept`]);
    ledger.run('UPDATE text SET salt = NULL WHERE digest = ?', redacted().digest);
    expect(await kinds()).toEqual([`${redacted().position}: RedactedTextKept`]);
  });

  it('that was redacted is named where another event is said to have done it', async () => {
    ledger.run('UPDATE text SET redacted_at = 5 WHERE digest = ?', redacted().digest);
    expect(await kinds()).toEqual([`${redacted().position}: TextDiffers`]);
  });

  it('that was redacted is named where the event that did it was rewritten to say something else', async () => {
    ledger.forge(REDACTION, ({ data }) => (data['digest'] = said().digest));
    ledger.rehash();
    expect(await kinds()).toEqual([`${redacted().position}: TextMissing`, `${said().position}: RedactedTextKept`]);
  });
});
