import Database from 'better-sqlite3';
import { temporaryFolder } from '../../../../test/ledger/temporary-folder.js';
import { contractViews } from '../contract/contract-views.js';
import { StandingClock } from '../contract/ledger-adapter.js';
import { allEvents, said, say, together } from '../contract/sayings.js';
import { LedgerDirectory } from './ledger-directory.js';
import type { SqliteLedger } from './sqlite-ledger.js';

const folder = temporaryFolder();
let ledger: SqliteLedger;
let intruder: Database.Database;

beforeEach(async () => {
  const directory = new LedgerDirectory(folder.path, {
    views: contractViews,
    clock: new StandingClock(),
    readEvent: (event) => event,
  });
  await directory.create('walsall');
  ledger = await directory.open('walsall');
  await say(ledger, together(said('a'), said('b'), said('a')));
  intruder = new Database(directory.fileOf('walsall'));
});

afterEach(async () => {
  intruder.close();
  await ledger.close();
});

/** The bytes of an event as whoever would slip one in might write it. */
const forged = (position: number, entity: string, entityVersion: number): string =>
  JSON.stringify({ position, entity, entityVersion, batch: { id: 'x', index: 0, size: 1 }, commandId: 'x' });

const INSERT = 'INTO event (position, bytes, leaf) VALUES (?, ?, ?)';
const leaf = Buffer.alloc(32);

describe('the file itself refuses, whoever holds the pen, to', () => {
  const change = 'an event is never changed';
  const removal = 'an event is never deleted';
  const order = 'an event follows the head of its ledger and the last version of its entity';

  it.each<[string, string, unknown[], string]>([
    ['change an event', "UPDATE event SET bytes = '{}' WHERE position = 2", [], change],
    ['change a leaf', 'UPDATE event SET leaf = ? WHERE position = 2', [leaf], change],
    ['move an event', 'UPDATE event SET position = 9 WHERE position = 3', [], change],
    [
      'change an event under another conflict rule',
      'UPDATE OR REPLACE event SET position = 1 WHERE position = 2',
      [],
      change,
    ],
    ['remove an event', 'DELETE FROM event WHERE position = 3', [], removal],
    ['remove all events', 'DELETE FROM event', [], removal],
    ['insert an event over an old one', `INSERT ${INSERT}`, [2, forged(2, 'c', 1), leaf], 'event.position'],
    ['insert an event past the head', `INSERT ${INSERT}`, [5, forged(5, 'c', 1), leaf], order],
    ['insert an event before the first', `INSERT ${INSERT}`, [0, forged(0, 'c', 1), leaf], order],
    ['insert an event that skips a version', `INSERT ${INSERT}`, [4, forged(4, 'a', 4), leaf], order],
    ['insert an event that repeats a version', `INSERT ${INSERT}`, [4, forged(4, 'a', 2), leaf], order],
    ['insert an event that begins an entity at 2', `INSERT ${INSERT}`, [4, forged(4, 'c', 2), leaf], order],
    ['insert an event of no entity', `INSERT ${INSERT}`, [4, '{}', leaf], order],
    ['insert what is no JSON', `INSERT ${INSERT}`, [4, 'not JSON', leaf], order],
    ['replace an old event', `INSERT OR REPLACE ${INSERT}`, [2, forged(2, 'c', 1), leaf], order],
    [
      'replace an old event by one of the same entity and version',
      `REPLACE ${INSERT}`,
      [2, forged(2, 'b', 1), leaf],
      order,
    ],
    ['replace the head', `INSERT OR REPLACE ${INSERT}`, [3, forged(3, 'a', 2), leaf], order],
    [
      'replace by an event at the right place with an old version',
      `INSERT OR REPLACE ${INSERT}`,
      [4, forged(4, 'a', 1), leaf],
      order,
    ],
    ['ignore what it refuses', `INSERT OR IGNORE ${INSERT}`, [5, forged(5, 'c', 1), leaf], order],
    [
      'update by an upsert',
      `INSERT ${INSERT} ON CONFLICT (position) DO UPDATE SET bytes = excluded.bytes`,
      [2, forged(2, 'c', 1), leaf],
      change,
    ],
    [
      'insert several of which one is wrong',
      `INSERT INTO event (position, bytes, leaf) VALUES (4, ?, x''), (6, ?, x'')`,
      [forged(4, 'c', 1), forged(6, 'd', 1)],
      order,
    ],
  ])('%s', (_, sql, parameters, reason) => {
    const before = allEvents(ledger);
    const records = ledger.read((reader) => [...reader.records(1, 99)]);
    expect(() => intruder.prepare(sql).run(...parameters)).toThrow(reason);
    expect(allEvents(ledger)).toEqual(before);
    expect(ledger.read((reader) => [...reader.records(1, 99)])).toEqual(records);
  });

  it('and leaves an event as it is where an insert gives way to it', () => {
    const before = allEvents(ledger);
    const { changes } = intruder.prepare(`INSERT OR IGNORE ${INSERT}`).run(2, forged(2, 'c', 1), leaf);
    expect(changes).toBe(0);
    expect(allEvents(ledger)).toEqual(before);
  });

  it.each([
    ['with its position', 4],
    ['without', null],
  ])('but takes an event that follows the head and its entity, as an append does, %s', (_, position) => {
    intruder.prepare(`INSERT ${INSERT}`).run(position, forged(4, 'a', 3), leaf);
    expect(ledger.read((reader) => [reader.position, reader.versionOf('a')])).toEqual([4, 3]);
  });
});

it('an event that was slipped in past the frontier stops the next append, which names verify', async () => {
  intruder.prepare(`INSERT ${INSERT}`).run(4, forged(4, 'a', 3), leaf);
  await expect(say(ledger, together(said('z')))).rejects.toThrow(
    'the Merkle frontier holds 3 leaves and the ledger 4 events: run outturn verify',
  );
});

it("what anyone searches by comes from the bytes that were hashed: a column can't be given a value of its own", () => {
  for (const column of ['entity', 'entity_version', 'command_id']) {
    expect(() =>
      intruder.prepare(`INSERT INTO event (position, bytes, leaf, ${column}) VALUES (4, '{}', x'', 'x')`),
    ).toThrow('generated column');
  }
  const fields = intruder.prepare('SELECT * FROM event_field WHERE position = 3').get();
  expect(fields).toMatchObject({
    position: 3,
    type: 'Said',
    entity: 'a',
    entity_version: 2,
    actor: 'tester',
    via: 'terminal',
    data: '{"value":"a"}',
  });
});

it('an event that is nested deeper than the store can search in is refused, and nothing of its command is kept', async () => {
  let deep: { readonly [key: string]: unknown } = {};
  for (let depth = 0; depth < 1_100; depth += 1) deep = { deeper: deep };
  await expect(say(ledger, together(said('c'), said('d', deep as { deeper: never })))).rejects.toThrow(
    'an event follows the head',
  );
  expect(allEvents(ledger)).toHaveLength(3);
  expect((await say(ledger, together(said('c'))))[0]?.position).toBe(4);
});
