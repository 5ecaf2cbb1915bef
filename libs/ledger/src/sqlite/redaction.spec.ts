import Database from 'better-sqlite3';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealText } from '@outturn/kernel';
import { temporaryFolder } from '../../../../test/ledger/temporary-folder.js';
import { contractViews } from '../contract/contract-views.js';
import { StandingClock } from '../contract/ledger-adapter.js';
import { said, say, together } from '../contract/sayings.js';
import { LedgerDirectory } from './ledger-directory.js';
import type { SqliteLedger } from './sqlite-ledger.js';

const folder = temporaryFolder();
let ledger: SqliteLedger;

beforeEach(async () => {
  const directory = new LedgerDirectory(folder.path, {
    views: contractViews,
    clock: new StandingClock(),
    readEvent: (event) => event,
  });
  await directory.create('walsall');
  ledger = await directory.open('walsall');
});

afterEach(() => ledger.close());

const SECRET = 'A name that should never have been typed here';
const long = `${SECRET}. ${'It goes on for longer than one page of the store. '.repeat(300)}`;

async function keep(words: string): Promise<{ digest: string; salt: Buffer }> {
  const sealed = sealText(words);
  const text = { ...sealed, entity: 'a', field: 'commentary', commandId: 'c' };
  await say(ledger, { ...together(said('a', { commentary: sealed.digest })), texts: [text] });
  return sealed;
}

const redact = (digest: string): Promise<unknown> =>
  say(ledger, { ...together(said('a', { redacted: digest })), redact: [digest] });

/** The files of the ledger in which some bytes can be found. */
const filesWith = (bytes: Buffer | string): string[] =>
  readdirSync(folder.path).filter((name) => readFileSync(join(folder.path, name)).includes(bytes));

/** Writing goes on for a while, so that pages move and the log is used again. */
async function muchMore(): Promise<void> {
  await Promise.all(
    Array.from({ length: 300 }, (_, index) => say(ledger, together(said(`e${index}`, { value: 'x'.repeat(400) })))),
  );
}

it.each([
  ['short', SECRET],
  ['longer than a page', long],
])('after a redaction neither the words of a %s text nor its salt are in any file', async (_, words) => {
  await keep('A text that stays');
  const { digest, salt } = await keep(words);
  await muchMore();
  expect(filesWith(SECRET)).not.toEqual([]);
  expect(filesWith(salt)).not.toEqual([]);
  await redact(digest);
  expect([filesWith(SECRET), filesWith(salt)]).toEqual([[], []]);
  expect(filesWith('A text that stays')).not.toEqual([]);
  await muchMore();
  expect([filesWith(SECRET), filesWith(salt)]).toEqual([[], []]);
});

it('a reader elsewhere that holds the log back is waited for: the words are gone after a later commit', async () => {
  const { digest } = await keep(SECRET);
  const elsewhere = new Database(join(folder.path, 'walsall.sqlite'), { readonly: true });
  elsewhere.exec('BEGIN');
  expect(elsewhere.prepare('SELECT text FROM text').pluck().all()).toEqual([SECRET]);
  await redact(digest);
  await say(ledger, together(said('b')));
  // What the other reader began to look at stays there for it, and for nobody else.
  expect(elsewhere.prepare('SELECT text FROM text').pluck().all()).toEqual([SECRET]);
  expect(ledger.read((reader) => reader.text(digest))).toEqual({ redactedAt: 2 });
  elsewhere.exec('COMMIT');
  await say(ledger, together(said('b')));
  await say(ledger, together(said('b')));
  expect(filesWith(SECRET)).toEqual([]);
  elsewhere.close();
});

it('a reader elsewhere that lets go while the ledger is being closed is waited for as well', async () => {
  const { digest } = await keep(SECRET);
  const elsewhere = new Database(join(folder.path, 'walsall.sqlite'), { readonly: true });
  elsewhere.exec('BEGIN');
  elsewhere.prepare('SELECT 1 FROM text').get();
  await redact(digest);
  const closing = ledger.close();
  elsewhere.exec('COMMIT');
  await closing;
  expect(filesWith(SECRET)).toEqual([]);
  elsewhere.close();
});

it('a ledger in which nothing was redacted keeps its log: emptying it costs every commit a sync of the file', async () => {
  await keep('A text that stays');
  await say(ledger, together(said('b')));
  expect(readFileSync(join(folder.path, 'walsall.sqlite-wal')).length).toBeGreaterThan(0);
});
