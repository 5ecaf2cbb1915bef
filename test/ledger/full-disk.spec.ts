import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LedgerDirectory, StorageFailed, type SqliteLedger } from '@outturn/ledger';
import { sealText } from '@outturn/kernel';
import { batchesOf, contractViews, replayedRows } from '../../libs/ledger/src/contract/contract-views.js';
import { StandingClock } from '../../libs/ledger/src/contract/ledger-adapter.js';
import { plainRoot } from '../../libs/ledger/src/contract/plain-merkle.js';
import { allEvents, said, say, together } from '../../libs/ledger/src/contract/sayings.js';
import { itWith } from '../faults/fault-tools.js';
import { SmallDisk, smallDisk } from '../faults/mounted-disk.js';

const onSmallDisk = itWith(smallDisk());

const open = new Set<SqliteLedger>();
let disk: SmallDisk;
let directory: LedgerDirectory;

beforeEach(async () => {
  disk = new SmallDisk('1m');
  directory = new LedgerDirectory(disk.path, {
    views: contractViews,
    clock: new StandingClock(),
    readEvent: (event) => event,
  });
  await directory.create('walsall');
});

afterEach(async () => {
  await Promise.all([...open].map((ledger) => ledger.close()));
  open.clear();
  disk.remove();
});

async function opened(): Promise<SqliteLedger> {
  const ledger = await directory.open('walsall');
  open.add(ledger);
  return ledger;
}

const enlarge = (): void => disk.enlarge('16m');

/** A command of three events and a text. */
function tell(ledger: SqliteLedger, key: string): Promise<readonly unknown[]> {
  const sealed = sealText(`The words of ${key}`);
  const events = [
    said('a', { value: key, text: sealed.digest }),
    said(key, { value: 'x'.repeat(300) }),
    said('a', { value: key }),
  ];
  return say(ledger, {
    key,
    ...together(...events),
    texts: [{ ...sealed, entity: 'a', field: 'commentary', commandId: key }],
  });
}

/** Tells until the disk is full. Gives the keys that were answered, and how many were refused with the last of them. */
async function fillUp(ledger: SqliteLedger): Promise<{ answered: string[]; refusals: unknown[] }> {
  const answered: string[] = [];
  for (let round = 1; round < 1_000; round += 1) {
    const keys = [1, 2, 3, 4].map((caller) => `${round}/${caller}`);
    const outcomes = await Promise.allSettled(keys.map((key) => tell(ledger, key)));
    answered.push(...keys.filter((_, index) => outcomes[index]?.status === 'fulfilled'));
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
    if (refusals.length > 0) return { answered, refusals };
  }
  throw new Error('the disk does not fill up');
}

function expectExactly(ledger: SqliteLedger, answered: readonly string[]): void {
  const events = allEvents(ledger);
  expect(events.filter(({ batch }) => batch.index === 1).map(({ entity }) => entity)).toEqual(answered);
  for (const batch of batchesOf(events)) expect(batch).toHaveLength(3);
  ledger.read((reader) => {
    const leaves = [...reader.records(1, events.length)].map(({ leaf }) => Buffer.from(leaf, 'hex'));
    expect(reader.rootAt(events.length)).toBe(plainRoot(leaves).toString('hex'));
    for (const view of contractViews) {
      const rows = [...reader.rows(view.name, { from: '', to: '\u{10FFFF}' }, events.length)];
      expect(rows).toEqual(replayedRows(events, view, events.length));
    }
    expect(
      reader
        .texts()
        .map(({ text }) => String(text))
        .sort(),
    ).toEqual(answered.map((key) => `The words of ${key}`).sort());
  });
}

describe('when the disk is full', () => {
  onSmallDisk(
    `the write that meets it and all that come after are refused, also when there is space again; reads go on; nothing is half there`,
    async () => {
      const ledger = await opened();
      const { answered, refusals } = await fillUp(ledger);
      expect(refusals).toHaveLength(4);
      for (const refusal of refusals) {
        expect(refusal).toBeInstanceOf(StorageFailed);
        expect(String(refusal)).toMatch(
          /the store of "walsall" reported a fault \(SQLITE_(FULL|IOERR\w*)\); nothing more is written until it is opened again/,
        );
      }
      expect(answered.length).toBeGreaterThan(4);
      expectExactly(ledger, answered);

      enlarge();
      await expect(tell(ledger, 'later')).rejects.toBe(refusals[0]);
      expectExactly(ledger, answered);
    },
    60_000,
  );

  onSmallDisk(
    `a ledger that is opened again with space goes on where it was`,
    async () => {
      const ledger = await opened();
      const { answered } = await fillUp(ledger);
      await ledger.close();
      enlarge();
      const again = await opened();
      expectExactly(again, answered);
      await tell(again, 'later');
      expectExactly(again, [...answered, 'later']);
    },
    60_000,
  );

  onSmallDisk(
    `another process that has the ledger open reads on, and writes when there is space, without being opened again`,
    async () => {
      const [ledger, other] = [await opened(), await opened()];
      const { answered } = await fillUp(ledger);
      expectExactly(other, answered);
      enlarge();
      await tell(other, 'later');
      expectExactly(other, [...answered, 'later']);
      expectExactly(ledger, [...answered, 'later']);
    },
    60_000,
  );

  onSmallDisk(`a new ledger that finds no room does not appear`, async () => {
    try {
      writeFileSync(join(disk.path, 'filler'), Buffer.alloc(2 ** 21));
    } catch (error) {
      expect(error).toMatchObject({ code: 'ENOSPC' });
    }
    await expect(directory.create('dudley')).rejects.toMatchObject({
      name: 'StorageFailed',
      message: expect.stringMatching(
        /^"dudley" was not made: the store reported a fault \(SQLITE_(FULL|IOERR\w*)\)$/,
      ) as unknown,
    });
    expect(directory.list()).toEqual(['walsall']);
  });
});
