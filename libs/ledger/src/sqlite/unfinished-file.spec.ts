import Database from 'better-sqlite3';
import { copyFileSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../../test/ledger/temporary-folder.js';
import { StandingClock } from '../contract/ledger-adapter.js';
import type { RestoredPart } from '../restored-part.js';
import { LedgerDirectory } from './ledger-directory.js';
import { unfinishedName } from './unfinished-file.js';

const folder = temporaryFolder();
const directoryHere = (): LedgerDirectory =>
  new LedgerDirectory(folder.path, { views: [], clock: new StandingClock(), readEvent: (event) => event });

/** As if nobody had touched the files here for a minute. */
function letAMinutePass(): void {
  const past = new Date(Date.now() - 60_000);
  for (const name of readdirSync(folder.path)) utimesSync(join(folder.path, name), past, past);
}

/** What somebody leaves who is killed while the ledger is being made: a database and what SQLite keeps beside it. */
async function leftByAKill(): Promise<string> {
  const directory = directoryHere();
  await directory.create('dudley');
  const path = unfinishedName(directory.fileOf('walsall'));
  copyFileSync(directory.fileOf('dudley'), path);
  for (const suffix of ['-wal', '-shm', '-journal']) writeFileSync(path + suffix, '');
  return path;
}

const unfinished = (): string[] => readdirSync(folder.path).filter((name) => name.includes('.unfinished-'));

const sweeps: Record<string, () => Promise<unknown>> = {
  'lists the ledgers': () => Promise.resolve(directoryHere().list()),
  'makes a ledger': () => directoryHere().create('sandwell'),
  'restores a ledger': () => directoryHere().restore('sandwell', partsOf()),
  'backs a ledger up beside it': () =>
    directoryHere().backup('dudley', join(folder.path, 'copy.sqlite'), () => Promise.resolve()),
};

async function* partsOf(): AsyncGenerator<RestoredPart> {
  await Promise.resolve();
  yield { kind: 'end', root: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' };
}

describe('what a maker of a ledger left who was killed', () => {
  it.each(Object.entries(sweeps))('is taken away by whoever %s next', async (_name, sweep) => {
    await leftByAKill();
    expect(unfinished()).toHaveLength(4);
    letAMinutePass();
    await sweep();
    expect(unfinished()).toEqual([]);
    expect(directoryHere().list()).toContain('dudley');
  });

  it('is taken away where it is no database yet, or only the log of one', async () => {
    writeFileSync(unfinishedName(directoryHere().fileOf('walsall')), '');
    writeFileSync(unfinishedName(directoryHere().fileOf('walsall')), 'half a page');
    writeFileSync(`${unfinishedName(directoryHere().fileOf('walsall'))}-wal`, '');
    letAMinutePass();
    directoryHere().list();
    expect(unfinished()).toEqual([]);
  });

  it('stays for some seconds: its maker may be about to lock it', async () => {
    await leftByAKill();
    directoryHere().list();
    expect(unfinished()).toHaveLength(4);
  });
});

describe('what somebody still works on stays:', () => {
  it.each(['BEGIN IMMEDIATE', 'BEGIN; SELECT count(*) FROM event', 'SELECT count(*) FROM event'])(
    'a file of which a connection has done %j',
    async (sql) => {
      const path = await leftByAKill();
      const db = new Database(path);
      db.exec(sql);
      letAMinutePass();
      directoryHere().list();
      expect(unfinished()).toContain(path.slice(folder.path.length + 1));
      db.close();
    },
  );

  it('a ledger that is being restored and one that is being checked', async () => {
    const directory = directoryHere();
    const seen: number[] = [];
    const look = (): void => {
      letAMinutePass();
      directoryHere().list();
      seen.push(unfinished().filter((name) => !/-(wal|shm|journal)$/.test(name)).length);
    };
    const parts = async function* (): AsyncGenerator<RestoredPart> {
      look();
      yield* partsOf();
    };
    await directory.restore('walsall', parts(), async (path) => {
      const db = new Database(path, { readonly: true });
      db.exec('BEGIN; SELECT count(*) FROM event');
      look();
      db.close();
      await Promise.resolve();
    });
    expect(seen).toEqual([1, 1]);
    expect(readdirSync(folder.path)).toEqual(['walsall.sqlite']);
  });

  it('a file of anybody else', () => {
    for (const name of ['walsall.unfinished-report.txt', 'walsall.sqlite.unfinished-1'])
      writeFileSync(join(folder.path, name), '');
    letAMinutePass();
    directoryHere().list();
    expect(unfinished()).toHaveLength(2);
  });
});
