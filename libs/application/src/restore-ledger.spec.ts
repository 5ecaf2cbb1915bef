import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DefineIndicator, RedactText, SubmitReturn } from '@outturn/domain';
import { systemClock } from '@outturn/kernel';
import { KeyStore, LedgerDirectory, storedBytes, type Ledger } from '@outturn/ledger';
import { views } from '@outturn/views';
import { signHead } from './checkpoint.js';
import { exportLines } from './export-ledger.js';
import { readHeader } from './exported-line.js';
import { eventsOfExport, readHeldHistory } from './held-history.js';
import { readEvent } from './read-event.js';
import { restoreLedger, type Restoring, type RestoreReport } from './restore-ledger.js';
import { temporaryLedger } from './temporary-ledger.fixture.js';
import { verify } from './verify-ledger.js';

const store = temporaryLedger();
const SECRET = 'Jordan has left';

let folder: string;
let directory: LedgerDirectory;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-restored-'));
  directory = new LedgerDirectory(folder, { views, readEvent, clock: systemClock });
  await store.accept(DefineIndicator, {
    id: 'a',
    title: 'Placement stability',
    unit: 'percent',
    polarity: 'higher',
    frequencies: ['year'],
    occurred: '2017-04-01',
  });
  await store.accept(SubmitReturn, {
    indicator: 'a',
    period: '2016-17',
    value: '77',
    commentary: SECRET,
    occurred: '2017-05-01',
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lines = (): string[] => [...exportLines(store.ledger)];

async function* stream(of: readonly string[]): AsyncGenerator<string> {
  yield* of;
  return Promise.resolve();
}

const restored = ([first = '', ...rest]: readonly string[], restoring?: Restoring): Promise<RestoreReport> =>
  restoreLedger(directory, readHeader(first), stream(rest), restoring);

const redact = (): Promise<unknown> =>
  store.accept(RedactText, { position: 3, field: 'commentary', reason: 'A name.', occurred: '2017-06-01' });

const signed = (keys: KeyStore): string => store.ledger.read((reader) => signHead(reader, keys));
const keysHere = (): KeyStore => new KeyStore(join(folder, 'elsewhere'));
const rootOf = (ledger: Ledger): string => ledger.read((reader) => reader.rootAt(reader.position));

/** The export with an event changed, and every hash that follows from it made again. */
function rewritten(of: readonly string[], root: string): string[] {
  return of.map((line) =>
    line.startsWith('{"end"')
      ? JSON.stringify({ end: { ...(JSON.parse(line) as { end: object }).end, root } })
      : line.replace('"value":"77"', '"value":"97"'),
  );
}

/** The root of a rewritten export, as whoever rewrites it works it out. */
async function rootOfRewritten(of: readonly string[]): Promise<string> {
  const events = eventsOfExport(stream(rewritten(of, '')));
  return (await readHeldHistory('walsall', events, Infinity)).root;
}

describe('a checkpoint that is held against an export', () => {
  it('fits the export that it is older than, or as old as', async () => {
    const keys = keysHere();
    const checkpoint = signed(keys);
    const key = keys.key('walsall').line;
    await redact();
    const report = await restored(lines(), { checkpoint, key });
    expect(report).toMatchObject({ checkpoint: { size: 3, state: 'fits', signedByPinnedKey: true }, redacted: 0 });
    expect(report.limits).toEqual([
      expect.stringContaining('The events after position 3 are newer than the checkpoint'),
      expect.stringContaining('What was redacted after the export was made comes back with it'),
    ]);
  });

  it('refuses one that was rewritten and all of whose hashes were made again, which nothing else shows', async () => {
    const checkpoint = signed(keysHere());
    const forged = rewritten(lines(), await rootOfRewritten(lines()));
    await expect(restored(forged, { checkpoint })).rejects.toThrow('does not hold what was signed at position 3');
    expect(directory.list()).toEqual([]);
    expect((await restored(forged)).limits[0]).toContain('No checkpoint was given, so a consistent rewrite');
  });

  it('proves nothing where another key than the pinned one signed it', async () => {
    const checkpoint = signed(keysHere());
    const key = new KeyStore(join(folder, 'another')).key('walsall').line;
    await expect(restored(lines(), { checkpoint, key })).rejects.toThrow('the pinned key did not sign the checkpoint');
    expect(directory.list()).toEqual([]);
  });

  it('that is newer shows that the export is older, and restoring says so', async () => {
    const older = lines();
    await redact();
    const { checkpoint, limits } = await restored(older, { checkpoint: signed(keysHere()) });
    expect(checkpoint).toMatchObject({ size: 4, state: 'shorter' });
    expect(limits[0]).toContain('The checkpoint is of position 4 and the export ends at 3: it is older');
  });

  it('is needed where a key is given, for there is nothing else that the key could have signed', async () => {
    const key = keysHere().key('walsall').line;
    await expect(restored(lines(), { key })).rejects.toThrow('give --checkpoint as well');
  });
});

describe('an export that was made before a redaction', () => {
  it('brings the words back where nothing shows the redaction, and restoring says so', async () => {
    const older = lines();
    await redact();
    const { limits } = await restored(older);
    expect(limits.at(-1)).toContain('comes back with it: pass --redactions-from');
    expect(readFileSync(directory.fileOf('walsall')).includes(SECRET)).toBe(true);
  });

  it.each(['an export', 'a ledger'])(
    'has its words left out where %s shows the redaction, by an event',
    async (held) => {
      const older = lines();
      await redact();
      const events =
        held === 'an export'
          ? eventsOfExport(stream(lines()))
          : storedBytes(store.directory.fileOf('walsall'), 'walsall');
      const report = await restored(older, { history: await readHeldHistory('walsall', events, 3) });
      expect(report).toMatchObject({ exported: { position: 3 }, redacted: 1 });
      expect(readFileSync(directory.fileOf('walsall')).includes(SECRET)).toBe(false);
      const ledger = await directory.open('walsall');
      const { digest, said } = ledger.read((reader) => ({
        digest: reader.eventAt(3)?.data['commentary'] as string,
        said: reader.eventAt(4),
      }));
      expect(said).toMatchObject({ type: 'TextRedacted', data: { position: 3, field: 'commentary', digest } });
      expect(ledger.read((reader) => [reader.text(digest), reader.rootAt(3)])).toEqual([
        { redactedAt: 4 },
        report.exported.root,
      ]);
      await ledger.close();
      const path = directory.fileOf('walsall');
      expect(await verify({ path, ledger: 'walsall', onProgress: () => undefined })).toMatchObject({
        ok: true,
        redactedTexts: 1,
      });
    },
  );

  it('is not made a ledger where what shows the redaction holds another past', async () => {
    const older = lines();
    const forged = rewritten(older, await rootOfRewritten(older));
    const history = await readHeldHistory('walsall', eventsOfExport(stream(forged)), 3);
    await expect(restored(older, { history })).rejects.toThrow('holds another past than the export');
    expect(directory.list()).toEqual([]);
  });

  it('is what shows redactions: one that is no newer shows none, and restoring says so', async () => {
    const older = lines();
    await redact();
    const history = await readHeldHistory('walsall', eventsOfExport(stream(older)), 4);
    const { redacted, limits } = await restored(lines(), { history });
    expect(redacted).toBe(0);
    expect(limits.at(-1)).toContain('ends at position 3 and the export at 4: it shows none that the export does not');
  });

  it('of another ledger is refused', async () => {
    const events = eventsOfExport(stream(lines()));
    await expect(readHeldHistory('dudley', events, 3)).rejects.toThrow('no event 1 of "dudley" in its place');
  });
});

it('an export and the ledger that it was made of have one root', async () => {
  const { root } = await readHeldHistory('walsall', eventsOfExport(stream(lines())), 3);
  expect(root).toBe(rootOf(store.ledger));
});
