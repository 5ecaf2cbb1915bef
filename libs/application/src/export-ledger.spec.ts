import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenLedger, RedactText, SubmitReturn } from '@outturn/domain';
import { canonicalJson, systemClock, type Json } from '@outturn/kernel';
import { LedgerDamaged, LedgerDirectory, LedgerExists, type Ledger } from '@outturn/ledger';
import { views } from '@outturn/views';
import { execute } from './execute.js';
import { exportLines } from './export-ledger.js';
import { readHeader } from './exported-line.js';
import { readEvent } from './read-event.js';
import { restoreLedger } from './restore-ledger.js';
import { tamper } from './tampered-store.fixture.js';
import { TemporaryLedger, temporaryLedger } from './temporary-ledger.fixture.js';

async function fill(store: TemporaryLedger): Promise<void> {
  await store.import({
    'indicators.csv': ['id,title,unit,polarity,frequencies,occurred', 'a,A,percent,higher,quarter,2017-11-30'],
    'returns.csv': [
      'indicator,period,value,commentary,source,occurred',
      'a,2017-18Q2,77,Kim was pleased.,Report,2017-12-01',
    ],
  });
  await store.accept(SubmitReturn, {
    indicator: 'a',
    period: '2017-18Q2',
    value: '78',
    commentary: 'Good.',
    reason: 'Late.',
  });
  await store.accept(RedactText, { position: 3, field: 'commentary', reason: 'A name.' });
}

/** A data directory of its own for each test, as on another machine. */
class OtherMachine {
  private folder = '';

  constructor() {
    beforeEach(() => (this.folder = mkdtempSync(join(tmpdir(), 'outturn-restored-'))));
    afterEach(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  get directory(): LedgerDirectory {
    return new LedgerDirectory(this.folder, { views, readEvent, clock: systemClock });
  }

  async restore([first = '', ...rest]: readonly string[]): Promise<Ledger> {
    const header = readHeader(first);
    await restoreLedger(this.directory, header, stream(rest));
    return this.directory.open(header.ledger);
  }
}

async function* stream(of: readonly string[]): AsyncGenerator<string> {
  yield* of;
  return Promise.resolve();
}

const whole = (ledger: Ledger) =>
  ledger.read((reader) => {
    const { position } = reader;
    return {
      records: [...reader.records(1, position)],
      roots: Array.from({ length: position + 1 }, (_, at) => reader.rootAt(at)),
      texts: reader.texts(),
    };
  });

describe('an export', () => {
  const store = temporaryLedger();
  beforeEach(() => fill(store));
  const elsewhere = new OtherMachine();
  const lines = () => [...exportLines(store.ledger)];

  it('begins with the ledger that it is of and ends with what must have come', () => {
    const all = lines();
    expect(JSON.parse(all[0] ?? '')).toEqual({ outturn: 'export@1', ledger: 'walsall', events: 6 });
    expect(JSON.parse(all.at(-1) ?? '')).toMatchObject({ end: { position: 6, root: whole(store.ledger).roots[6] } });
  });

  it('holds no word that was redacted', () => {
    expect(lines().join('\n')).not.toContain('Kim');
  });

  it('ends where it began to look, whatever is appended meanwhile, and holds no text of later events', async () => {
    const [header = '', ...rest] = await (async () => {
      const begun = exportLines(store.ledger);
      const first = begun.next().value ?? '';
      await store.accept(SubmitReturn, { indicator: 'a', period: '2017-18Q3', value: '1', commentary: 'Later.' });
      return [first, ...begun];
    })();
    expect(JSON.parse(header)).toMatchObject({ events: 6 });
    expect(rest.filter((line) => line.startsWith('{"event":'))).toHaveLength(6);
    expect(rest.join('\n')).not.toContain('Later.');
  });

  it('restored gives the same positions, bytes, roots and texts, and the same answers', async () => {
    const restored = await elsewhere.restore(lines());
    expect(whole(restored)).toEqual(whole(store.ledger));
    const { differences, rows } = await elsewhere.directory.replay('walsall', undefined, () => undefined);
    expect(differences).toEqual([]);
    expect(rows).toBeGreaterThan(0);
    await restored.close();
  });

  it('restored goes on: a request that comes again is known there, texts included', async () => {
    const sent = { indicator: 'a', period: '2017-18Q3', value: '80', commentary: 'Up.' };
    const first = await store.accept(SubmitReturn, sent, { key: 'mine' });
    const restored = await elsewhere.restore(lines());
    const request = {
      actor: 'tester',
      assurance: 'asserted',
      via: 'terminal',
      key: 'mine',
      today: '2026-05-01',
    } as const;
    const outcome = await execute(restored, {
      ...request,
      name: 'SubmitReturn',
      command: Object.assign(new SubmitReturn(), sent),
    });
    expect(outcome).toEqual({ ...first, repeated: true });
    await restored.close();
  });

  it('is not restored over a ledger that is there', async () => {
    const [first = '', ...rest] = lines();
    await expect(restoreLedger(store.directory, readHeader(first), stream(rest))).rejects.toThrow(LedgerExists);
  });
});

type Parsed = { event: Record<string, Json>; text: Record<string, Json>; end: Record<string, Json> };

describe('an export of a ledger that was tampered with', () => {
  const store = temporaryLedger();
  beforeEach(() => fill(store));

  it('stops at the event that cannot be read, with its position and what to do', async () => {
    await tamper(store, (ledger) => ledger.write(3, 'no event'));
    expect(() => [...exportLines(store.ledger)]).toThrow(
      new LedgerDamaged('event 3 of "walsall" can\'t be read: run outturn verify walsall, and go on from a backup'),
    );
  });
});

describe('an export that was tampered with', () => {
  const source = new TemporaryLedger();
  let lines: string[] = [];
  beforeAll(async () => {
    await source.create('walsall');
    await source.accept(OpenLedger, { name: 'Walsall Council' });
    await fill(source);
    lines = [...exportLines(source.ledger)];
  });
  afterAll(() => source.dispose());
  const elsewhere = new OtherMachine();

  /** An event in canonical form, any other line with its members in their order. */
  const written = (line: string, made: object): string =>
    isEvent(line) ? canonicalJson(made as Json) : JSON.stringify(made);

  const isEvent = (line: string) => line.startsWith('{"event":');
  const isText = (line: string) => line.startsWith('{"text":');
  const at = (all: readonly string[], which: (line: string) => boolean) => all.findIndex(which);
  const replace = (all: readonly string[], index: number, change: (parsed: Parsed) => object) =>
    all.map((line, each) => (each === index ? written(line, change(JSON.parse(line) as Parsed)) : line));
  const event = (members: Record<string, Json>) => (all: string[]) =>
    replace(all, 3, (parsed) => ({ event: { ...parsed.event, ...members } }));
  const text =
    (members: Record<string, Json>, which = 'Report') =>
    (all: string[]) =>
      replace(
        all,
        at(all, (line) => isText(line) && line.includes(which)),
        (parsed) => ({ text: { ...parsed.text, ...members } }),
      );
  const end = (members: Record<string, Json>) => (all: string[]) =>
    replace(all, all.length - 1, (parsed) => ({ end: { ...parsed.end, ...members } }));
  const without = (index: number) => (all: string[]) => all.toSpliced(index, 1);
  const instead = (index: number, line: string) => (all: string[]) => all.with(index, line);

  /** With an end that counts it. */
  const twice = (all: string[]) =>
    end({ position: 6, root: (JSON.parse(all.at(-1) ?? '') as Parsed).end['root'] ?? '', texts: 6 })(
      all.toSpliced(at(all, isText), 0, all[at(all, isText)] ?? ''),
    );

  const faults: readonly (readonly [string, (all: string[]) => string[], string | RegExp])[] = [
    ['nothing', () => [], 'line 1 is no JSON'],
    ['a header that is no JSON', instead(0, '{'), 'line 1 is no JSON'],
    ['a header that is no object', instead(0, 'null'), 'line 1 is no header of an Outturn export'],
    [
      'a header of another format',
      instead(0, '{"outturn":"export@2","ledger":"walsall"}'),
      'line 1 is no header of an Outturn export',
    ],
    ['no header', without(0), 'line 1 is no header of an Outturn export'],
    [
      'the ledger of another council',
      instead(0, '{"outturn":"export@1","ledger":"dudley","events":6}'),
      'line 2 holds event 1 of "walsall" where event 1 of "dudley" belongs',
    ],
    ['a line that is no JSON', instead(3, '{"event":{'), 'line 4 is no JSON'],
    ['an event that is none', instead(3, '{"event":null}'), 'line 4 holds no event'],
    [
      'an event without a batch',
      (all) => replace(all, 3, ({ event: { batch: _batch, ...rest } }) => ({ event: rest })),
      'line 4 holds no event',
    ],
    ['a line of another kind', instead(3, '{"other":1}'), 'line 4 is neither an event nor a text'],
    ['a line that is no object', instead(3, 'null'), 'line 4 is neither an event nor a text'],
    ['a missing event', without(3), 'line 4 holds event 4 of "walsall" where event 3 of "walsall" belongs'],
    [
      'a repeated event',
      (all) => all.toSpliced(3, 0, all[2] ?? ''),
      'line 4 holds event 2 of "walsall" where event 3 of "walsall" belongs',
    ],
    ['two events in the wrong order', (all) => all.with(2, all[3] ?? '').with(3, all[2] ?? ''), 'line 3 holds event 3'],
    [
      'an event in other bytes',
      (all) => all.with(3, (all[3] ?? '').replace('{"event":{', '{"event":{ ')),
      'line 4: event 3 is not in canonical form',
    ],
    [
      'a figure that is a number',
      (all) => all.with(3, (all[3] ?? '').replace('"77"', '7.7')),
      'line 4: event 3 is not in canonical form',
    ],
    ['something behind an event', (all) => all.with(3, `${all[3] ?? ''} `), 'line 4 does not end in a brace'],
    [
      'an event behind the texts',
      (all) => all.toSpliced(-1, 0, ...all.splice(6, 1)),
      'line 12 holds an event behind the texts',
    ],
    [
      'a version of an entity that was left out',
      event({ entityVersion: 2 }),
      'an event behind position 2 does not follow those before it: an event follows the head of its ledger and the last version of its entity',
    ],
    ['a text that is there twice', twice, 'is there twice'],
    [
      'a header that counts otherwise',
      instead(0, '{"outturn":"export@1","ledger":"walsall","events":7}'),
      'the export holds 6 events where its first line says 7',
    ],
    ['an event that says something else', event({ data: { value: '99' } }), 'another root'],
    ['an event by another actor', event({ actor: 'mallory' }), 'another root'],
    [
      'a batch that never ends',
      event({ batch: { id: 'x', index: 0, size: 9 } }),
      'line 5: event 4 is not the next of its batch',
    ],
    [
      'a batch that is counted wrongly',
      event({ batch: { id: 'x', index: -1, size: 1 } }),
      'line 4: event 3 is not the next of its batch',
    ],
    [
      'another text',
      text({ text: 'Reports' }),
      /no ledger was made of it: event 3: the text kept as sha256:\w+ has another digest$/,
    ],
    ['a salt that is none', text({ salt: 'salt' }), 'is not 16 bytes in hex'],
    ['a salt of 17 bytes', text({ salt: '00'.repeat(17) }), 'is not 16 bytes in hex'],
    ['a text without its salt', text({ text: 'Forged.', salt: null }), 'is neither whole nor redacted'],
    ['a salt without its text', text({ text: null }), 'is neither whole nor redacted'],
    ['a text that is gone and was never redacted', text({ text: null, salt: null }), 'is neither whole nor redacted'],
    ['a text that is no text', text({ text: 1 }), 'is neither whole nor redacted'],
    ['a text that belongs nowhere', text({ digest: 5 }), 'is neither whole nor redacted'],
    ['a text of no event', text({ entity: null }), 'is neither whole nor redacted'],
    [
      'a missing text',
      (all) => without(at(all, isText))(all),
      'the export ends with 6 events and 4 texts where its last line says 6 and 5',
    ],
    [
      'a last batch that is longer than what came',
      (all) => replace(all, 6, (parsed) => ({ event: { ...parsed.event, batch: { id: 'x', index: 0, size: 2 } } })),
      'the export ends in the middle of a batch',
    ],
    [
      'a missing last event',
      (all) => without(all.findLastIndex(isEvent))(all),
      'the export ends with 5 events and 5 texts where its last line says 6 and 5',
    ],
    ['another root', end({ root: '0'.repeat(64) }), 'another root'],
    ['no end', (all) => all.slice(0, -1), 'the export is cut short: its last line is missing'],
    ['lines behind the end', (all) => [...all, all[1] ?? ''], 'stands behind the end'],
  ];

  it.each(faults)('by %s is refused, and no ledger appears', async (_what, tamper, message) => {
    const error: unknown = await elsewhere.restore(tamper([...lines])).catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(LedgerDamaged);
    expect((error as Error).message).toMatch(message);
    expect(elsewhere.directory.list()).toEqual([]);
  });
});
