import Database from 'better-sqlite3';
import { mkdirSync, symlinkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealText } from '@outturn/kernel';
import { temporaryFolder } from '../../../../test/ledger/temporary-folder.js';
import { contractViews } from '../contract/contract-views.js';
import { StandingClock } from '../contract/ledger-adapter.js';
import { allEvents, said, say, together } from '../contract/sayings.js';
import { BadConfiguration, LedgerExists, LedgerNotFound, LedgerUnreadable, StorageFailed } from '../errors.js';
import type { RestoredPart } from '../restored-part.js';
import type { TextToKeep } from '../ledger.js';
import { LedgerDirectory } from './ledger-directory.js';
import { configure } from './schema.js';

const folder = temporaryFolder();
const directoryHere = (path = folder.path): LedgerDirectory =>
  new LedgerDirectory(path, { views: contractViews, clock: new StandingClock(), readEvent: (event) => event });

/** Makes a ledger of two events and puts it away. */
async function madeLedger(name = 'walsall'): Promise<LedgerDirectory> {
  const directory = directoryHere();
  await directory.create(name);
  const ledger = await directory.open(name);
  await say(ledger, together(said('a'), said('b')));
  await ledger.close();
  return directory;
}

async function alter(path: string, sql: string): Promise<void> {
  const db = new Database(path);
  db.exec(sql);
  db.close();
}

describe('a file is opened only where it is a ledger and can be one', () => {
  it("commits are durable: the log is a write-ahead log and every commit is synced, on the ledger's own connection", async () => {
    const db = new Database(join(folder.path, 'settings.sqlite'));
    configure(db, 'settings.sqlite');
    const settings = ['journal_mode', 'synchronous', 'busy_timeout', 'secure_delete', 'trusted_schema'];
    expect(settings.map((setting) => db.pragma(setting, { simple: true }))).toEqual(['wal', 2, 0, 1, 0]);
    db.close();
  });

  it("a store that can't do a write-ahead log is refused with what it answered", () => {
    // A database in memory is the one place where SQLite itself answers that it can't.
    const db = new Database(':memory:');
    expect(() => configure(db, '/data/walsall.sqlite')).toThrow(
      new BadConfiguration(
        '/data/walsall.sqlite: durable commits need journal_mode WAL and synchronous FULL, but the store answers memory and 2; put the data directory on a local disk',
      ),
    );
    db.close();
  });

  it("a store that can't write the log's index beside the file is refused at once, not at the first command", async () => {
    const directory = await madeLedger();
    // A real obstacle: SQLite can't map and write its shared memory where a folder has that name.
    mkdirSync(`${directory.fileOf('walsall')}-shm`);
    const opening = directory.open('walsall');
    await expect(opening).rejects.toBeInstanceOf(BadConfiguration);
    await expect(opening).rejects.toThrow(
      /walsall\.sqlite can't be opened for writing with its log beside it \(SQLITE_(READONLY|CANTOPEN|IOERR_SHM)/,
    );
  });

  it.each([
    ['a text', 'Walsall, long-term stability, 2012\n'.repeat(200)],
    ['an empty file', ''],
    ['a few bytes', 'SQLite'],
  ])('%s is no ledger, and stays as it is', async (_, content) => {
    const directory = directoryHere();
    writeFileSync(directory.fileOf('walsall'), content);
    const opening = directory.open('walsall');
    await expect(opening).rejects.toBeInstanceOf(BadConfiguration);
    await expect(opening).rejects.toThrow('walsall.sqlite is no Outturn ledger: move it out of the data directory');
    expect(readdirSync(folder.path)).toEqual(['walsall.sqlite']);
  });

  it("another program's database is no ledger", async () => {
    const directory = directoryHere();
    await alter(directory.fileOf('walsall'), 'CREATE TABLE event (position INTEGER PRIMARY KEY)');
    await expect(directory.open('walsall')).rejects.toThrow(
      new LedgerUnreadable(
        'walsall.sqlite is no Outturn ledger: move it out of the data directory, or put a backup in its place',
      ),
    );
  });

  it.each([0, 2, 99])('a ledger of format %p is not guessed at', async (format) => {
    const directory = await madeLedger();
    await alter(directory.fileOf('walsall'), `PRAGMA user_version = ${format}`);
    await expect(directory.open('walsall')).rejects.toThrow(
      new LedgerUnreadable(
        `walsall.sqlite has format ${format}, and this release reads format 1: use the release of Outturn that wrote it`,
      ),
    );
  });

  it("a file that was given another ledger's name is not taken for that ledger", async () => {
    const directory = await madeLedger();
    renameSync(directory.fileOf('walsall'), directory.fileOf('dudley'));
    await expect(directory.open('dudley')).rejects.toThrow(
      new LedgerUnreadable(
        'dudley.sqlite holds the ledger "walsall", not "dudley": give it the name walsall.sqlite, or move it out of the data directory',
      ),
    );
  });

  it('a ledger whose tables are damaged is refused without a crash, and the file is let go', async () => {
    const directory = await madeLedger();
    await alter(directory.fileOf('walsall'), 'DROP TABLE merkle_frontier');
    await expect(directory.open('walsall')).rejects.toThrow('merkle_frontier');
    await alter(directory.fileOf('walsall'), 'PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT');
  });

  it('what is told over the network (busy, failed) names the ledger and no path of the machine', async () => {
    const directory = await madeLedger();
    const keeper = new Database(directory.fileOf('walsall'));
    keeper.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    await expect(directory.open('walsall')).rejects.toMatchObject({
      name: 'LedgerBusy',
      message: 'another process keeps "walsall" to itself (SQLITE_BUSY)',
    });
    keeper.close();
    // The root page of the events, where opening looks for the head.
    await alter(directory.fileOf('walsall'), 'PRAGMA journal_mode = DELETE');
    const file = readFileSync(directory.fileOf('walsall'));
    file.fill(0xff, file.readUInt16BE(16));
    writeFileSync(directory.fileOf('walsall'), file);
    await expect(directory.open('walsall')).rejects.toMatchObject({
      name: 'StorageFailed',
      message:
        'the store of "walsall" reported a fault when it was opened (SQLITE_CORRUPT): run outturn verify walsall',
    });
  });

  it.each<[string, (path: string) => void]>([
    ['a folder', (path) => mkdirSync(path)],
    ['a link to itself', (path) => symlinkSync(path, path)],
    ['a link to nothing', (path) => symlinkSync(`${path}-gone`, path)],
  ])('%s in the place of a ledger is one file that cannot be read, and is on the list', async (_, put) => {
    const directory = await madeLedger('dudley');
    put(directory.fileOf('walsall'));
    expect(directory.list()).toEqual(['dudley', 'walsall']);
    await expect(directory.open('walsall')).rejects.toBeInstanceOf(LedgerUnreadable);
    await expect(directory.create('walsall')).rejects.toBeInstanceOf(LedgerExists);
    await (await directory.open('dudley')).close();
  });

  it('a file that can be no ledger is told apart from those that can, and left alone', async () => {
    const directory = await madeLedger();
    const strays = ['Walsall.sqlite', 'walsall copy.sqlite', 'walsall.sqlite.sqlite', '-.sqlite'];
    for (const name of [...strays, 'walsall.txt', '.sqlite']) writeFileSync(join(folder.path, name), '');
    expect(directory.list()).toEqual(['walsall']);
    expect(directory.strays()).toEqual(strays.map((name) => name.slice(0, -'.sqlite'.length)).sort());
    expect(readdirSync(folder.path)).toEqual(expect.arrayContaining(strays));
  });

  it('a data directory keeps what is written there, and nothing of the trial stays', () => {
    const directory = directoryHere(join(folder.path, 'data'));
    directory.mustKeepItsWord();
    expect(readdirSync(directory.path)).toEqual([]);
  });

  it('a data directory that cannot be one is refused before anything is acknowledged', () => {
    writeFileSync(join(folder.path, 'file'), '');
    const refused = (): void => directoryHere(join(folder.path, 'file', 'data')).mustKeepItsWord();
    expect(refused).toThrow(BadConfiguration);
    expect(refused).toThrow("can't keep what is acknowledged (ENOTDIR)");
    expect(refused).not.toThrow(StorageFailed);
  });

  it.each(['dudley', '', '../walsall', 'walsall.sqlite', 'Walsall'])('there is no ledger %j here', async (name) => {
    const directory = await madeLedger();
    await expect(directory.open(name)).rejects.toBeInstanceOf(LedgerNotFound);
  });
});

describe('a ledger is made whole or not at all', () => {
  it('and then is one file that is listed under its name', async () => {
    const directory = await madeLedger();
    await directory.create('dudley');
    writeFileSync(join(folder.path, 'notes.txt'), '');
    writeFileSync(join(folder.path, 'Not A Ledger.sqlite'), '');
    expect(directory.list()).toEqual(['dudley', 'walsall']);
    expect(readdirSync(folder.path).sort()).toEqual([
      'Not A Ledger.sqlite',
      'dudley.sqlite',
      'notes.txt',
      'walsall.sqlite',
    ]);
  });

  it("also in a folder that isn't there yet", async () => {
    const directory = directoryHere(join(folder.path, 'data', 'ledgers'));
    expect(directory.list()).toEqual([]);
    await directory.create('walsall');
    expect(directory.list()).toEqual(['walsall']);
  });

  it('a name is taken once, however many try at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => directoryHere().create('walsall')));
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    expect(refused).toHaveLength(4);
    expect(refused.every((reason) => reason instanceof LedgerExists)).toBe(true);
    expect(readdirSync(folder.path)).toEqual(['walsall.sqlite']);
  });

  it('a name that is taken is never taken over', async () => {
    const directory = await madeLedger();
    await expect(directory.create('walsall')).rejects.toBeInstanceOf(LedgerExists);
    await expect(directory.restore('walsall', partsOf([]))).rejects.toBeInstanceOf(LedgerExists);
    const ledger = await directory.open('walsall');
    expect(allEvents(ledger)).toHaveLength(2);
    await ledger.close();
  });

  it.each(['', '../walsall', 'a/b', 'Walsall', 'a.b'])("%j can't name a ledger", async (name) => {
    await expect(directoryHere().create(name)).rejects.toThrow(TypeError);
    await expect(directoryHere().restore(name, partsOf([]))).rejects.toThrow(TypeError);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});

async function* partsOf(parts: readonly RestoredPart[], end?: Error): AsyncGenerator<RestoredPart> {
  yield* parts;
  await Promise.resolve();
  if (end !== undefined) throw end;
}

/** What an export of a ledger holds. */
async function exported(directory: LedgerDirectory, name: string): Promise<RestoredPart[]> {
  const ledger = await directory.open(name);
  const parts = ledger.read((reader): RestoredPart[] => {
    const events = [...reader.events(1, reader.position)];
    const records = [...reader.records(1, reader.position)];
    const lines = events.map((event, index) => ({ event, bytes: records[index]?.bytes ?? '' }));
    const batches = [...new Set(events.map(({ batch }) => batch.id))].map((id) =>
      lines.filter(({ event }) => event.batch.id === id),
    );
    return [
      ...batches.map((batch) => ({ kind: 'batch' as const, batch })),
      ...reader.texts().map((text) => ({ kind: 'text' as const, text })),
      { kind: 'end', root: reader.rootAt(events.length) },
    ];
  });
  await ledger.close();
  return parts;
}

describe('a restored ledger', () => {
  const [text, other] = ['words', 'other words'].map((words) => ({
    ...sealText(words),
    entity: 'a',
    field: 'commentary',
    commandId: 'c',
  })) as [TextToKeep, TextToKeep];

  async function original(): Promise<LedgerDirectory> {
    const directory = directoryHere();
    await directory.create('walsall');
    const ledger = await directory.open('walsall');
    await say(ledger, {
      ...together(said('a', { value: '1' }), said('b')),
      texts: [text, other],
    });
    await say(ledger, { ...together(said('a', { value: '2' })), redact: [other.digest] });
    await ledger.close();
    return directory;
  }

  it('has the same positions, bytes, root, texts and rows, and goes on from there', async () => {
    const directory = await original();
    const parts = await exported(directory, 'walsall');
    const there = directoryHere(join(folder.path, 'elsewhere'));
    await there.restore('walsall', partsOf(parts));
    expect(await exported(there, 'walsall')).toEqual(parts);
    const [before, after] = [await directory.open('walsall'), await there.open('walsall')];
    for (const view of contractViews) {
      for (const position of [0, 1, 2, 3]) {
        const rows = (ledger: typeof before): unknown =>
          ledger.read((reader) => [...reader.rows(view.name, { from: '', to: '~' }, position)]);
        expect(rows(after)).toEqual(rows(before));
      }
    }
    expect((await say(after, together(said('a'))))[0]).toMatchObject({ position: 4, entityVersion: 3 });
    await Promise.all([before.close(), after.close()]);
  });

  it('is folded from the events as this release reads them, like a rebuild', async () => {
    const directory = await original();
    const parts = await exported(directory, 'walsall');
    const lifting = new LedgerDirectory(join(folder.path, 'elsewhere'), {
      views: contractViews,
      clock: new StandingClock(),
      readEvent: (event) => ({ ...event, data: { ...event.data, value: 'lifted' } }),
    });
    await lifting.restore('walsall', partsOf(parts));
    const ledger = await lifting.open('walsall');
    expect(ledger.read((reader) => reader.row('latest', 'a', 3)?.content['value'])).toBe('lifted');
    await ledger.close();
  });

  it.each<[string, (parts: RestoredPart[]) => RestoredPart[]]>([
    ['a batch is missing', (parts) => parts.filter((_, index) => index !== 0)],
    ['a batch comes twice', ([first, ...rest]) => (first === undefined ? [] : [first, first, ...rest])],
    [
      'the batches are out of order',
      ([first, second, ...rest]) => (first === undefined || second === undefined ? [] : [second, first, ...rest]),
    ],
    [
      'a text comes twice',
      (parts) => parts.flatMap((part): RestoredPart[] => (part.kind === 'text' ? [part, part] : [part])),
    ],
    [
      'the root is another',
      (parts) =>
        parts.map((part): RestoredPart => (part.kind === 'end' ? { kind: 'end', root: '00'.repeat(32) } : part)),
    ],
  ])('does not appear where %s', async (_, spoil) => {
    const directory = await original();
    const parts = await exported(directory, 'walsall');
    const there = directoryHere(join(folder.path, 'elsewhere'));
    await expect(there.restore('walsall', partsOf(spoil(parts)))).rejects.toThrow();
    expect(readdirSync(there.path)).toEqual([]);
  });

  it('does not appear where the export ends early, and its name is free again', async () => {
    const directory = await original();
    const parts = await exported(directory, 'walsall');
    rmSync(directory.fileOf('walsall'));
    await expect(directory.restore('walsall', partsOf(parts.slice(0, 1), new Error('cut short')))).rejects.toThrow(
      'cut short',
    );
    expect(readdirSync(folder.path)).toEqual([]);
    await directory.restore('walsall', partsOf(parts));
    expect(directory.list()).toEqual(['walsall']);
  });
});
