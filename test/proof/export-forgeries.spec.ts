import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readEvent, readHeader, restoreLedger } from '@outturn/application';
import { canonicalJson, sealText, systemClock, type EventEnvelope, type Json } from '@outturn/kernel';
import { LedgerDamaged, LedgerDirectory } from '@outturn/ledger';
import { views } from '@outturn/views';
import { bytesOf, consistent, ExportedStore, linesOf, SAID, type Export } from './exported-store.js';
import { checkLines, told } from './second-verifier.js';

const store = new ExportedStore();
beforeAll(() => store.create());
afterAll(() => store.remove());

type Forgery = (made: Export) => Export;
type Text = Record<string, unknown>;

/** Everything that is done to an event is done to the seventh. */
const EVENT = 7;
const eventLine =
  (change: (line: string) => string): Forgery =>
  (made) => ({ ...made, events: made.events.map((line, index) => (index === EVENT - 1 ? change(line) : line)) });
const event = (change: (event: EventEnvelope) => object): Forgery =>
  eventLine((line) => `{"event":${canonicalJson(change(JSON.parse(bytesOf(line)) as EventEnvelope) as Json)}}`);
const reordered =
  (change: (events: readonly string[]) => readonly string[]): Forgery =>
  (made) => ({ ...made, events: change(made.events) });
/** Changes the text that an event says; null leaves it out. */
const textOf =
  (position: number, change: (text: Text) => Text | null): Forgery =>
  (made) => {
    const digest = store.digestAt(position);
    const texts = made.texts.flatMap((line) => {
      const { text } = JSON.parse(line) as { text: Text };
      const changed = text['digest'] === digest ? change(text) : text;
      return changed === null ? [] : [JSON.stringify({ text: changed })];
    });
    return { ...made, texts };
  };
/** The same bytes in the same order, of which fewer are called words. */
const movedIntoSalt = ({ salt, text, ...rest }: Text): Text => {
  const words = String(text);
  return { ...rest, salt: `${String(salt)}${Buffer.from(words.slice(0, 6)).toString('hex')}`, text: words.slice(6) };
};
/** An event that says other words, and in the text's line words whose UTF-8 a reader of JSON turns into the same bytes. */
const sealedAnew = (made: Export, said: string, shown: string): Export => {
  const { digest, salt } = sealText(said);
  const old = store.digestAt(SAID);
  const forged = { ...made, events: made.events.map((line) => line.replace(old, digest)) };
  const texts = made.texts.map((line) => {
    const { text } = JSON.parse(line) as { text: Text };
    return text['digest'] === old
      ? JSON.stringify({ text: { ...text, digest, salt: salt.toString('hex'), text: shown } })
      : line;
  });
  return { ...forged, texts };
};
const withMore =
  (text: Text): Forgery =>
  (made) => ({ ...made, texts: [...made.texts, JSON.stringify({ text })] });

const rumour = {
  digest: `sha256:${'0'.repeat(64)}`,
  entity: 'ledger',
  commandId: '00000000-0000-5000-8000-000000000000',
  field: 'reason',
  salt: '00'.repeat(16),
  text: 'A rumour.',
  redactedAt: null,
};
const swapped = ([...events]: readonly string[]): string[] =>
  events.toSpliced(EVENT - 1, 2, events[EVENT] ?? '', events[EVENT - 1] ?? '');

// Each is made consistent again, so that nothing contradicts anything but what is named.
const forgeries: Record<string, { forge: Forgery; found: RegExp }> = {
  'a deleted event': {
    forge: reordered((events) => events.toSpliced(EVENT - 1, 1)),
    found: /^7: event 8 stands in its place/,
  },
  'a repeated event': {
    forge: reordered((events) => events.toSpliced(EVENT, 0, events[EVENT - 1] ?? '')),
    found: /^8: event 7 stands in its place/,
  },
  'two swapped events': { forge: reordered(swapped), found: /^7: event 8 stands in its place/ },
  'an event of another ledger': {
    forge: event((made) => ({ ...made, ledger: 'dudley' })),
    found: /^7: it is an event of the ledger "dudley"$/,
  },
  'an event that was recorded too early': {
    forge: event((made) => ({ ...made, recordedAt: '2020-01-01T00:00:00.000Z' })),
    found: /^7: it was recorded before the event in front of it$/,
  },
  'an event that was known too early': {
    forge: event((made) => ({ ...made, knownFrom: '0001-01-02T00:00:00.000Z' })),
    found: /^7: it was known before the event in front of it$/,
  },
  'a time that is none': {
    forge: event((made) => ({ ...made, recordedAt: 'yesterday' })),
    found: /^7: it is no event of a ledger$/,
  },
  'a version of an entity that was left out': {
    forge: event((made) => ({ ...made, entityVersion: made.entityVersion + 1 })),
    found: /^7: it is version 2 of its entity, after 0$/,
  },
  'a batch that does not begin at its beginning': {
    forge: event((made) => ({ ...made, batch: { ...made.batch, index: 1, size: 2 } })),
    found: /^7: the batch in front of it is not whole/,
  },
  'a batch that does not end': {
    forge: event((made) => ({ ...made, batch: { ...made.batch, size: 2 } })),
    found: /^8: the batch in front of it is not whole/,
  },
  'an id that is not the command’s': {
    forge: event((made) => ({ ...made, eventId: '00000000-0000-5000-8000-000000000000' })),
    found: /^7: its eventId is not that of its command$/,
  },
  'an event that lacks a member': {
    forge: event(({ entity, ...rest }) => ({ ...rest, entities: entity })),
    found: /^7: it is no event of a ledger$/,
  },
  'an event that is no JSON': { forge: eventLine(() => '{"event":{}'), found: /^7: it is no JSON object$/ },
  'an event with a space': {
    forge: eventLine((line) => line.replace('"actor":', '"actor": ')),
    found: /^7: it is not in canonical form/,
  },
  'an event with a member twice': {
    forge: eventLine((line) => line.replace('{"actor"', '{"actor":"john","actor"')),
    found: /^7: it is not in canonical form/,
  },
  'a changed text': {
    forge: textOf(SAID, (text) => ({ ...text, text: 'Bad.' })),
    found: /^4: its text was changed: it has another digest$/,
  },
  'a changed salt': {
    forge: textOf(SAID, (text) => ({ ...text, salt: '00'.repeat(16) })),
    found: /^4: its text was changed: it has another digest$/,
  },
  'a text whose beginning was moved into its salt': {
    forge: textOf(SAID, movedIntoSalt),
    found: /^4: its text has a salt of 24 bytes: one has 16, or words could hide in it$/,
  },
  'a text that was moved into its salt whole': {
    forge: textOf(SAID, ({ salt, text, ...rest }) => ({
      ...rest,
      salt: `${String(salt)}${Buffer.from(String(text)).toString('hex')}`,
      text: '',
    })),
    found: /^4: its text has a salt of \d+ bytes: one has 16, or words could hide in it$/,
  },
  'a text with half a character in the place of a replaced one': {
    forge: (made) => sealedAnew(made, '\uFFFD likely', '\uD800 likely'),
    found: /^4: its text is no Unicode text$/,
  },
  'a text without its salt': {
    forge: textOf(SAID, (text) => ({ ...text, salt: null })),
    found: /^4: its text sha256:\w+ has lost its words or its salt$/,
  },
  'a text that was left out': { forge: textOf(SAID, () => null), found: /^4: its text sha256:\w+ is missing$/ },
  'a text that no event took out': {
    forge: textOf(SAID, (text) => ({ ...text, salt: null, text: null, redactedAt: 1 })),
    found: /^4: its text sha256:\w+ is gone, and no event took it out$/,
  },
  'a text that nobody said': { forge: withMore(rumour), found: /^export: no event mentions the text sha256:0+$/ },
  'a text of another command': {
    forge: textOf(SAID, (text) => ({ ...text, commandId: '00000000-0000-5000-8000-000000000000' })),
    found: /^4: its text sha256:\w+ is kept for another command, entity or field than the event's$/,
  },
  'a text of another field': {
    forge: textOf(SAID, (text) => ({ ...text, field: 'source' })),
    found: /^4: its text sha256:\w+ is kept for another command, entity or field than the event's$/,
  },
  'a redacted text that was put back': {
    forge: (made) =>
      textOf(said(), (text) => ({
        ...text,
        salt: '00'.repeat(16),
        text: 'It names a child.',
        redactedAt: null,
      }))(made),
    found: /^\d+: its text was taken out by event \d+, and is still there$/,
  },
  'a redacted text that another event is said to have taken out': {
    forge: (made) => textOf(said(), (text) => ({ ...text, redactedAt: 1 }))(made),
    found: /^\d+: its text was taken out by event \d+$/,
  },
};

/** The event that said what was redacted. */
const said = (): number => Number(store.events.find(({ type }) => type === 'TextRedacted')?.data['position']);

describe('what was done to an export is named by its position:', () => {
  it.each(Object.entries(forgeries))('%s', async (_name, { forge, found }) => {
    const result = await checkLines(linesOf(consistent(forge(store.parts))));
    expect(result.ok).toBe(false);
    expect(told(result)).toContainEqual(expect.stringMatching(found));
  });
});

const broken: Record<string, { make: (made: Export) => readonly string[]; found: string }> = {
  'without its end': { make: (made) => linesOf(made).slice(0, -1), found: 'cut short: its end is missing' },
  'with a line behind its end': { make: (made) => [...linesOf(made), '{}'], found: 'it comes behind the end' },
  'with an event behind its texts': {
    make: ({ header, events, texts, end }) => [header, ...events.slice(0, -1), ...texts, ...events.slice(-1), end],
    found: 'it comes behind the texts',
  },
  'with an empty line': {
    make: (made) => linesOf(made).toSpliced(1, 0, ''),
    found: 'it is neither an event nor a text nor the end',
  },
  'with another root': {
    make: (made) => [...linesOf(made).slice(0, -1), made.end.replace(/"root":"../, '"root":"xx')],
    found: 'the end says the root xx',
  },
  'with fewer texts than it promises': {
    make: (made) => linesOf({ ...made, texts: made.texts.slice(0, -1) }),
    found: 'the end says',
  },
  'with fewer events than it promises': {
    make: (made) => linesOf({ ...made, events: made.events.slice(0, -1) }),
    found: 'the header says',
  },
  'with a line that is cut': {
    make: (made) => linesOf({ ...made, events: made.events.map((line, at) => (at === 6 ? line.slice(0, -1) : line)) }),
    found: '7: it is no JSON object',
  },
  'with something behind an event': {
    make: (made) => linesOf({ ...made, events: made.events.map((line, at) => (at === 6 ? `${line} ` : line)) }),
    found: '7: its line does not end in a brace',
  },
};

describe('what cannot be an export is refused:', () => {
  it.each(Object.entries(broken))('%s', async (_name, { make, found }) => {
    const result = await checkLines(make(store.parts));
    expect(result.ok).toBe(false);
    expect(told(result).join('\n')).toContain(found);
  });

  it.each([
    ['of another format', '{"outturn":"export@2","ledger":"walsall","events":1}'],
    ['of something else', '{}'],
    ['that is no JSON', 'outturn'],
  ])('with a first line %s', async (_name, header) => {
    await expect(checkLines([header, ...store.lines.slice(1)])).rejects.toThrow('no header of an Outturn export');
  });

  it('nothing at all', async () => {
    await expect(checkLines([])).rejects.toThrow('it is empty');
  });
});

/** What an export may be refused for, in the words of the second verifier and in those of whoever restores. */
const grounds: readonly { readonly second: RegExp; readonly restoring: RegExp }[] = [
  { second: /stands in its place|event of the ledger/, restoring: /where event \d+ of "walsall" belongs/ },
  { second: /(recorded|known) before the event/, restoring: /recordedAt or knownFrom is earlier/ },
  { second: /no event of a ledger/, restoring: /holds no event/ },
  { second: /no JSON object/, restoring: /is no JSON/ },
  { second: /end in a brace/, restoring: /end in a brace/ },
  { second: /version \d+ of its entity/, restoring: /the last version of its entity/ },
  { second: /the batch in front of it/, restoring: /not the next of its batch/ },
  { second: /its eventId is not/, restoring: /its eventId is not/ },
  { second: /canonical form/, restoring: /canonical form/ },
  { second: /another digest/, restoring: /another digest/ },
  { second: /one has 16, or words could hide/, restoring: /not 16 bytes in hex: words could hide/ },
  { second: /no Unicode text/, restoring: /no Unicode text/ },
  { second: /lost its words or its salt/, restoring: /neither whole nor redacted/ },
  { second: /text sha256:\w+ is missing/, restoring: /text store does not hold/ },
  { second: /no event took it out/, restoring: /no event took it out/ },
  { second: /no event mentions/, restoring: /no event mentions/ },
  { second: /taken out by event \d+/, restoring: /event \d+ took the text/ },
  { second: /another command, entity or field/, restoring: /no event of the command/ },
  { second: /behind the (texts|end)/, restoring: /behind the (texts|end)/ },
  { second: /cut short/, restoring: /cut short/ },
  { second: /the (end|header) says/, restoring: /another root|where its (first|last) line says/ },
];

describe('what the second verifier refuses, no ledger is restored from, on the same ground:', () => {
  async function* stream(lines: readonly string[]): AsyncGenerator<string, void> {
    yield* lines;
  }
  const clock = systemClock;
  const onAnotherMachine = (): LedgerDirectory =>
    new LedgerDirectory(mkdtempSync(join(store.folder, 'restored-')), { views, readEvent, clock });
  const restored = async (lines: readonly string[], directory: LedgerDirectory): Promise<void> =>
    restoreLedger(directory, readHeader(lines[0] ?? ''), stream(lines.slice(1))).then(() => undefined);

  it('an export that nobody has touched, it is', async () => {
    const directory = onAnotherMachine();
    await restored(store.lines, directory);
    expect(directory.list()).toEqual(['walsall']);
  });

  const refused: Record<string, (made: Export) => readonly string[]> = {
    ...Object.fromEntries(
      Object.entries(forgeries).map(([name, { forge }]) => [name, (made) => linesOf(consistent(forge(made)))]),
    ),
    ...Object.fromEntries(Object.entries(broken).map(([name, { make }]) => [`an export ${name}`, make])),
  };
  it.each(Object.entries(refused))('%s', async (_name, make) => {
    const directory = onAnotherMachine();
    const lines = make(store.parts);
    const refusal: unknown = await restored(lines, directory).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(LedgerDamaged);
    const { message } = refusal as LedgerDamaged;
    const second = told(await checkLines(lines)).join('\n');
    const same = grounds.filter((ground) => ground.second.test(second) && ground.restoring.test(message));
    expect({ message, second, grounds: same.length }).toMatchObject({ grounds: 1 });
    expect(readdirSync(directory.path)).toEqual([]);
  });
});
