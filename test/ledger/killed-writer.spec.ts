import type { EventEnvelope } from '@outturn/kernel';
import { LedgerDirectory, type SqliteLedger, type ViewFold } from '@outturn/ledger';
import { batchesOf, contractViews, latest, replayedRows } from '../../libs/ledger/src/contract/contract-views.js';
import { StandingClock } from '../../libs/ledger/src/contract/ledger-adapter.js';
import { plainRoot } from '../../libs/ledger/src/contract/plain-merkle.js';
import { allEvents, commandOf, said, say, together } from '../../libs/ledger/src/contract/sayings.js';
import { startChild } from './child-process.js';
import { temporaryFolder } from './temporary-folder.js';

const views: readonly ViewFold[] = [...contractViews, { ...latest, name: 'mortal' }];
const folder = temporaryFolder();
let directory: LedgerDirectory;

beforeEach(async () => {
  directory = new LedgerDirectory(folder.path, { views, clock: new StandingClock(), readEvent: (event) => event });
  await directory.create('walsall');
});

async function onLedger<Result>(look: (ledger: SqliteLedger) => Result | Promise<Result>): Promise<Result> {
  const ledger = await directory.open('walsall');
  try {
    return await look(ledger);
  } finally {
    await ledger.close();
  }
}

const keysIn = (events: readonly EventEnvelope[]): string[] =>
  events.filter(({ batch }) => batch.index === 1).map(({ entity }) => entity);

/** Nothing is half there: batches are whole, and root, rows and texts are those of the events. */
function expectWholeness(ledger: SqliteLedger): void {
  const events = allEvents(ledger);
  const head = events.length;
  expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
  for (const batch of batchesOf(events)) expect(batch).toHaveLength(batch[0]?.batch.size ?? 0);
  ledger.read((reader) => {
    const leaves = [...reader.records(1, head)].map(({ leaf }) => Buffer.from(leaf, 'hex'));
    expect(reader.rootAt(head)).toBe(plainRoot(leaves).toString('hex'));
    for (const view of views) {
      expect([...reader.rows(view.name, { from: '', to: '\u{10FFFF}' }, head)]).toEqual(
        replayedRows(events, view, head),
      );
    }
    expect(
      reader
        .texts()
        .map(({ text }) => String(text))
        .sort(),
    ).toEqual(
      keysIn(events)
        .map((key) => `The words of ${key}`)
        .sort(),
    );
  });
}

describe('a process that is killed while it appends', () => {
  it('at twenty random moments: every answered command is there, nothing is half there, and the next open works', async () => {
    const answered = new Set<string>();
    for (let run = 1; run <= 20; run += 1) {
      const child = startChild('append-until-killed', folder.path, 'walsall', `run ${run}`, '8');
      let patience = 1 + Math.floor(Math.random() * 40);
      for await (const key of child.lines) {
        answered.add(key);
        patience -= 1;
        if (patience === 0) child.kill();
      }
      expect(await child.ended).toBeNull();
      await onLedger((ledger) => {
        const written = new Set(keysIn(allEvents(ledger)));
        expect([...answered].filter((key) => !written.has(key))).toEqual([]);
        expectWholeness(ledger);
      });
    }
    expect(answered.size).toBeGreaterThanOrEqual(20);
    await onLedger(async (ledger) => {
      const head = allEvents(ledger).length;
      expect((await say(ledger, together(said('after all'))))[0]?.position).toBe(head + 1);
    });
  }, 180_000);

  it.each([
    ['in the decision', false],
    ['before the events', false],
    ['between the events and the views', false],
    ['between the commit and the answer', true],
  ])(
    '%s of its fifth command: the first four are there, and the fifth is: %p',
    async (point, there) => {
      const child = startChild('append-until-killed', folder.path, 'walsall', 'run', '1', point, '5');
      const answered: string[] = [];
      for await (const key of child.lines) answered.push(key);
      expect(await child.ended).toBeNull();
      expect(answered).toEqual(['run/1', 'run/2', 'run/3', 'run/4']);
      await onLedger((ledger) => {
        expect(keysIn(allEvents(ledger))).toEqual(there ? [...answered, 'run/5'] : answered);
        // So a retry of the fifth knows whether it has still to be written.
        expect(ledger.read((reader) => reader.eventsOfCommand(commandOf(reader, 'run/5')))).toHaveLength(there ? 3 : 0);
        expectWholeness(ledger);
      });
    },
    60_000,
  );

  it('in the middle of a group: none of the group is there', async () => {
    const child = startChild(
      'append-until-killed',
      folder.path,
      'walsall',
      'run',
      '8',
      'between the events and the views',
      '6',
    );
    const answered: string[] = [];
    for await (const key of child.lines) answered.push(key);
    expect(await child.ended).toBeNull();
    await onLedger((ledger) => {
      expect([answered, allEvents(ledger)]).toEqual([[], []]);
      expectWholeness(ledger);
    });
  });
});
