import { readFileSync } from 'node:fs';
import { temporaryFolder } from '../../../../test/ledger/temporary-folder.js';
import { contractViews } from '../contract/contract-views.js';
import { StandingClock } from '../contract/ledger-adapter.js';
import { said, say, together } from '../contract/sayings.js';
import { LedgerDirectory } from './ledger-directory.js';
import type { SqliteLedger } from './sqlite-ledger.js';

const folder = temporaryFolder();
let directory: LedgerDirectory;
let ledger: SqliteLedger;

beforeEach(async () => {
  directory = new LedgerDirectory(folder.path, {
    views: contractViews,
    clock: new StandingClock(),
    readEvent: (event) => event,
  });
  await directory.create('walsall');
  ledger = await directory.open('walsall');
});

afterEach(() => ledger.close());

/** How many commits the write-ahead log holds: a frame that ends one says how large the file then is (SQLite, WAL format). */
function commitsInLog(): number {
  const log = readFileSync(`${directory.fileOf('walsall')}-wal`);
  if (log.length === 0) return 0;
  const frame = 24 + log.readUInt32BE(8);
  let commits = 0;
  for (let at = 32; at + frame <= log.length; at += frame) if (log.readUInt32BE(at + 4) !== 0) commits += 1;
  return commits;
}

const refused = (): Promise<unknown> =>
  expect(
    ledger.write(() => {
      throw new Error('refused');
    }),
  ).rejects.toThrow('refused');

it('commands that wait at once share one commit, and so one sync', async () => {
  await Promise.all(Array.from({ length: 200 }, (_, index) => say(ledger, together(said(`e${index}`)))));
  expect(commitsInLog()).toBe(1);
});

it('whatever has queued up while a group was being committed goes into the next', async () => {
  let left = 60;
  const caller = async (name: string): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await say(ledger, together(said(name)));
    }
  };
  await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(caller));
  expect(commitsInLog()).toBe(10);
});

it('commands that come one after the other are committed one by one, each before its answer', async () => {
  for (let number = 1; number <= 5; number += 1) {
    await say(ledger, together(said('a')));
    expect(commitsInLog()).toBe(number);
  }
});

it('a group is no larger than a thousand, so that nobody waits without end for their neighbours', async () => {
  await Promise.all(Array.from({ length: 1_001 }, (_, index) => say(ledger, together(said(`e${index}`)))));
  expect(commitsInLog()).toBe(2);
});

it('a group in which nothing was accepted commits nothing that must be synced', async () => {
  await say(ledger, together(said('a')));
  const before = commitsInLog();
  await Promise.all([refused(), refused(), ledger.write(() => ({ batches: [], answer: () => undefined }))]);
  expect(commitsInLog()).toBe(before);
});
