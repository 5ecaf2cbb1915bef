import Database from 'better-sqlite3';
import { setImmediate as turn } from 'node:timers/promises';
import { startChild, type Child } from '../../../../test/ledger/child-process.js';
import { temporaryFolder } from '../../../../test/ledger/temporary-folder.js';
import { contractViews, latest } from '../contract/contract-views.js';
import { StandingClock } from '../contract/ledger-adapter.js';
import { allEvents, said, say, together } from '../contract/sayings.js';
import { LedgerBusy } from '../errors.js';
import type { ViewFold } from '../view-fold.js';
import { LedgerDirectory } from './ledger-directory.js';
import type { SqliteLedger } from './sqlite-ledger.js';

const folder = temporaryFolder();
let directory: LedgerDirectory;
let ledger: SqliteLedger;

const directoryOf = (views: readonly ViewFold[], lockWait: number): LedgerDirectory =>
  new LedgerDirectory(folder.path, { views, clock: new StandingClock(), readEvent: (event) => event, lockWait });

beforeEach(async () => {
  directory = directoryOf(contractViews, 200);
  await directory.create('walsall');
  ledger = await directory.open('walsall');
  await say(ledger, together(said('a')));
});

afterEach(() => ledger.close());

describe('while another process holds the write lock', () => {
  let holder: Child;

  beforeEach(async () => {
    holder = startChild('hold-lock', directory.fileOf('walsall'));
    expect(await holder.next()).toBe('held');
  });

  afterEach(() => {
    holder.kill();
    return holder.ended;
  });

  async function released(): Promise<void> {
    holder.say('enough');
    expect(await holder.next()).toBe('released');
  }

  it('a write that has waited as long as it may is refused as busy, which is no fault: the next one is written', async () => {
    const writing = [say(ledger, together(said('a'))), say(ledger, together(said('b')))];
    for (const write of writing) {
      await expect(write).rejects.toBeInstanceOf(LedgerBusy);
      await expect(write).rejects.toThrow('another process has been writing to "walsall" for 0.2 s');
    }
    expect(allEvents(ledger)).toHaveLength(1);
    await released();
    expect((await say(ledger, together(said('a'))))[0]?.position).toBe(2);
  });

  it('the process that waits goes on with everything else, reading included', async () => {
    let refused = false;
    const writing = say(ledger, together(said('a'))).catch((error: unknown) => {
      refused = true;
      return error;
    });
    let reads = 0;
    while (!refused) {
      expect(ledger.read((reader) => reader.row('latest', 'a', 1)?.content['times'])).toBe(1);
      reads += 1;
      await turn();
    }
    expect(await writing).toBeInstanceOf(LedgerBusy);
    expect(reads).toBeGreaterThan(10);
  });

  it('a write waits and is written when the lock is let go', async () => {
    const patient = await directoryOf(contractViews, 60_000).open('walsall');
    const writing = Promise.all([say(patient, together(said('a'))), say(patient, together(said('b')))]);
    await released();
    expect((await writing).flat().map(({ position }) => position)).toEqual([2, 3]);
    await patient.close();
  });

  it('the ledger can be opened and read at once, and closed', async () => {
    const another = await directory.open('walsall');
    expect(allEvents(another)).toHaveLength(1);
    await another.close();
  });

  it('a view that has to be rebuilt waits no longer than it may', async () => {
    const renewed = [{ ...latest, version: 2 }];
    await expect(directoryOf(renewed, 200).open('walsall')).rejects.toBeInstanceOf(LedgerBusy);
    const opening = directoryOf(renewed, 60_000).open('walsall');
    await released();
    const rebuilt = await opening;
    expect(rebuilt.read((reader) => reader.row('latest', 'a', 1)?.content['times'])).toBe(1);
    await rebuilt.close();
  });

  it('when it is killed, what it had not committed was never there, and the lock is free', async () => {
    holder.kill();
    await holder.ended;
    expect((await say(ledger, together(said('a'))))[0]?.position).toBe(2);
  });
});

describe('a writer never freezes a reader', () => {
  it('who sees what was committed before, in the middle of a transaction that changes everything', async () => {
    const writer = new Database(directory.fileOf('walsall'));
    writer.exec('BEGIN IMMEDIATE');
    writer.exec('DELETE FROM view_latest_1; DELETE FROM merkle_frontier; DELETE FROM text');
    expect(writer.prepare('SELECT count(*) FROM view_latest_1').pluck().get()).toBe(0);
    expect(ledger.read((reader) => [reader.position, reader.row('latest', 'a', 1)?.content['times']])).toEqual([1, 1]);
    writer.exec('ROLLBACK');
    writer.close();
  });

  it('and a question that is being asked sees one state, whatever is committed meanwhile', () => {
    const writer = new Database(directory.fileOf('walsall'));
    const looks = ledger.read((reader) => {
      const look = (): unknown => [reader.textsOf('a').length, reader.row('latest', 'a', 1)?.content['value']];
      const before = look();
      writer.exec(
        "INSERT INTO text (digest, entity, command_id, field, salt) VALUES ('d', 'a', 'c', 'f', zeroblob(16)); UPDATE view_latest_1 SET content = '{}'",
      );
      return [before, look()];
    });
    expect(looks).toEqual([
      [0, 'a'],
      [0, 'a'],
    ]);
    expect(ledger.read((reader) => reader.textsOf('a').length)).toBe(1);
    writer.close();
  });

  it('nor does a reader hold up a writer', async () => {
    const reader = new Database(directory.fileOf('walsall'), { readonly: true });
    reader.exec('BEGIN');
    expect(reader.prepare('SELECT count(*) FROM event').pluck().get()).toBe(1);
    expect((await say(ledger, together(said('a'))))[0]?.position).toBe(2);
    expect(reader.prepare('SELECT count(*) FROM event').pluck().get()).toBe(1);
    reader.close();
  });
});
