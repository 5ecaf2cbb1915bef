import Database from 'better-sqlite3';
import { temporaryFolder } from '../../../../test/ledger/temporary-folder.js';
import { contractViews, first, groups, latest, replayedRows } from '../contract/contract-views.js';
import { StandingClock } from '../contract/ledger-adapter.js';
import { allEvents, said, say, together, withdrawn } from '../contract/sayings.js';
import { BadConfiguration, UnknownEvent } from '../errors.js';
import { allKeys, type ViewFold } from '../view-fold.js';
import { LedgerDirectory } from './ledger-directory.js';
import type { SqliteLedgerOptions } from './options.js';
import type { SqliteLedger } from './sqlite-ledger.js';

const folder = temporaryFolder();
const open = new Set<SqliteLedger>();

afterEach(async () => {
  await Promise.all([...open].map((ledger) => ledger.close()));
  open.clear();
});

/** A release of Outturn is, for a ledger, the views that it has. */
const release = (views: readonly ViewFold[], options: Partial<SqliteLedgerOptions> = {}): LedgerDirectory =>
  new LedgerDirectory(folder.path, {
    views,
    clock: new StandingClock(),
    readEvent: (event) => event,
    lockWait: 2_000,
    ...options,
  });

async function opened(directory: LedgerDirectory): Promise<SqliteLedger> {
  const ledger = await directory.open('walsall');
  open.add(ledger);
  return ledger;
}

async function closed(ledger: SqliteLedger): Promise<void> {
  open.delete(ledger);
  await ledger.close();
}

/** The second version counts double; everything else is as it was. */
const latestAgain: ViewFold<{ readonly value: unknown; readonly times: number }> = {
  ...latest,
  version: 2,
  apply: (row, event) =>
    event.type === 'Withdrawn' ? null : { value: event.data['value'] ?? null, times: (row?.times ?? 0) + 2 },
};
const renewed = [latestAgain, first, groups];

/** A ledger of `batches` batches of five events, made by the first release. */
async function grownLedger(batches: number): Promise<void> {
  await release(contractViews).create('walsall');
  const ledger = await opened(release(contractViews));
  await Promise.all(
    Array.from({ length: batches }, (_, batch) => {
      const events = [0, 1, 2, 3].map((index) =>
        said(`e${(batch * 4 + index) % 97}`, { value: String(batch), group: 'g' }),
      );
      return say(ledger, together(...events, withdrawn(`e${batch % 31}`)));
    }),
  );
  await closed(ledger);
}

const tables = (): string[] =>
  inspected((db) =>
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'view%' ORDER BY name").pluck().all(),
  ) as string[];
const registered = (): unknown[] =>
  inspected((db) => db.prepare('SELECT name, version, built_to FROM view ORDER BY name').raw().all());
const versionsOf = (table: string): unknown[] =>
  inspected((db) =>
    db.prepare(`SELECT key, from_position, content FROM ${table} ORDER BY key, from_position`).raw().all(),
  );

function inspected<Result>(look: (db: Database.Database) => Result): Result {
  const db = new Database(release([]).fileOf('walsall'), { readonly: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

function expectRowsToBeReplayed(ledger: SqliteLedger, view: ViewFold): void {
  const events = allEvents(ledger);
  for (const position of [0, 1, 4, 5, 6, Math.floor(events.length / 2), events.length - 1, events.length]) {
    const rows = ledger.read((reader) => [...reader.rows(view.name, allKeys, position)]);
    expect(rows).toEqual(replayedRows(events, view, position));
  }
}

describe('when a view has another version', () => {
  it('it is rebuilt at the start from the events, at every position, and the old one is gone', async () => {
    await grownLedger(40);
    expect(tables()).toEqual(['view', 'view_first_value_1', 'view_groups_1', 'view_latest_1']);
    const progress: unknown[] = [];
    const ledger = await opened(release(renewed, { onRebuild: (step) => progress.push(step) }));
    expect(progress).toEqual([{ view: 'latest', position: 200, head: 200 }]);
    expect(tables()).toEqual(['view', 'view_first_value_1', 'view_groups_1', 'view_latest_2']);
    expect(registered()).toEqual([
      ['first_value', 1, 200],
      ['groups', 1, 200],
      ['latest', 2, 200],
    ]);
    for (const view of renewed) expectRowsToBeReplayed(ledger, view);
  });

  it('a rebuild gives the rows that appending gave: taken back to the first version, every version of every row is the same', async () => {
    await grownLedger(40);
    const before = ['view_latest_1', 'view_first_value_1', 'view_groups_1'].map(versionsOf);
    const raised = contractViews.map((view) => ({ ...view, version: 7 }));
    await closed(await opened(release(raised)));
    expect(tables()).toEqual(['view', 'view_first_value_7', 'view_groups_7', 'view_latest_7']);
    await closed(await opened(release(contractViews)));
    expect(['view_latest_1', 'view_first_value_1', 'view_groups_1'].map(versionsOf)).toEqual(before);
  });

  it('the next start has nothing to do', async () => {
    await grownLedger(3);
    await closed(await opened(release(renewed)));
    const progress: unknown[] = [];
    await opened(release(renewed, { onRebuild: (step) => progress.push(step) }));
    expect(progress).toEqual([]);
  });

  it('an empty ledger takes the new version without a word', async () => {
    await release(contractViews).create('walsall');
    const progress: unknown[] = [];
    const ledger = await opened(release(renewed, { onRebuild: (step) => progress.push(step) }));
    await say(ledger, together(said('a')));
    expect(progress).toEqual([]);
    expectRowsToBeReplayed(ledger, latestAgain);
  });

  it('appending goes on where the rebuild ended', async () => {
    await grownLedger(10);
    const ledger = await opened(release(renewed));
    await say(ledger, together(said('e1', { value: 'x' }), said('new', { value: 'y' })));
    await say(ledger, together(withdrawn('e1')));
    for (const view of renewed) expectRowsToBeReplayed(ledger, view);
  });

  it("events are read as this release reads them, and an event that it doesn't know stops the start and changes nothing", async () => {
    await grownLedger(3);
    const directory = release(renewed, {
      readEvent: (event) => {
        if (event.position === 12) throw new UnknownEvent(event.position, event.type, 9);
        return event;
      },
    });
    await expect(directory.open('walsall')).rejects.toBeInstanceOf(UnknownEvent);
    expect(tables()).toEqual(['view', 'view_first_value_1', 'view_groups_1', 'view_latest_1']);
    const ledger = await opened(release(contractViews));
    for (const view of contractViews) expectRowsToBeReplayed(ledger, view);
  });
});

describe('when a release has other views', () => {
  it('a new one is built, and one that it has no more is taken away', async () => {
    await grownLedger(10);
    const added: ViewFold = { ...latest, name: 'added' };
    const ledger = await opened(release([latest, added]));
    expect(tables()).toEqual(['view', 'view_added_1', 'view_latest_1']);
    expect(registered()).toEqual([
      ['added', 1, 50],
      ['latest', 1, 50],
    ]);
    for (const view of [latest, added]) expectRowsToBeReplayed(ledger, view);
  });

  it('a process that lacks a view does not write past it: it is told to start again', async () => {
    await grownLedger(3);
    const older = await opened(release([latest, first, groups]));
    const newer = await opened(release([latest, first, groups, { ...latest, name: 'added' }]));
    await expect(say(older, together(said('a')))).rejects.toThrow(
      new BadConfiguration(
        'the view "added" has been taken over by another release of Outturn: start this process again',
      ),
    );
    await say(newer, together(said('a')));
    for (const view of [latest, first, groups, { ...latest, name: 'added' }]) expectRowsToBeReplayed(newer, view);
  });
});

describe('a rebuild of many events goes by chunks', () => {
  const batches = 26;
  const byChunks = (options: Partial<SqliteLedgerOptions> = {}): LedgerDirectory =>
    release(renewed, { rebuildChunk: 48, ...options });

  beforeEach(() => grownLedger(batches));

  it('and one that is interrupted after any of them goes on there, and ends as one that never was', async () => {
    const chunks = [50, 100, 130];
    for (const interruptedAfter of [1, 2, 3]) {
      const seen: number[] = [];
      const interrupting = byChunks({
        onRebuild: ({ position }) => {
          seen.push(position);
          if (seen.length === interruptedAfter) throw new Error('interrupted');
        },
      });
      await expect(interrupting.open('walsall')).rejects.toThrow('interrupted');
      const swapped = interruptedAfter === chunks.length;
      expect(registered()).toContainEqual(['latest', swapped ? 2 : 1, 130]);
      expect(tables().includes('view_latest_1')).toBe(!swapped);
      expect(tables().includes('view_latest_2')).toBe(true);

      const later: number[] = [];
      const ledger = await opened(byChunks({ onRebuild: ({ position }) => later.push(position) }));
      expect([...seen, ...later]).toEqual(chunks);
      expect(tables()).toEqual(['view', 'view_first_value_1', 'view_groups_1', 'view_latest_2']);
      expectRowsToBeReplayed(ledger, latestAgain);
      await closed(ledger);
      await closed(await opened(release(contractViews)));
    }
    const interrupted = versionsOf('view_latest_1');
    await closed(await opened(release(renewed)));
    await closed(await opened(release(contractViews)));
    expect(versionsOf('view_latest_1')).toEqual(interrupted);
  });

  it('and a process of the old release may write between them, until the new view is swapped in; then it refuses', async () => {
    const older = await opened(release(contractViews));
    let written = 0;
    const writing: Promise<unknown>[] = [];
    const newer = await opened(
      byChunks({
        onRebuild: ({ position, head }) => {
          if (position === head) return;
          written += 1;
          writing.push(say(older, together(said('between', { value: String(position) }))));
        },
      }),
    );
    expect(written).toBeGreaterThan(0);
    await Promise.all(writing);
    expect(newer.read((reader) => reader.row('latest', 'between', reader.position)?.content['times'])).toBe(
      written * 2,
    );

    const refused = new BadConfiguration(
      'the view "latest" has been taken over by another release of Outturn: start this process again',
    );
    await expect(say(older, together(said('a')))).rejects.toThrow(refused);
    await expect(say(older, together(said('a')))).rejects.toThrow(refused);
    expect(() => older.read((reader) => [...reader.rows('latest', allKeys, 1)])).toThrow(BadConfiguration);
    expect(() => older.read((reader) => reader.row('latest', 'a', 1))).toThrow('start this process again');
    expect(older.read((reader) => reader.position)).toBe(batches * 5 + written);

    await say(newer, together(said('a')));
    for (const view of renewed) expectRowsToBeReplayed(newer, view);
  });

  it('and two that start at once build it together', async () => {
    const [one, other] = await Promise.all([opened(byChunks()), opened(byChunks())]);
    await say(one, together(said('a')));
    await say(other, together(said('a')));
    expect(registered()).toEqual([
      ['first_value', 1, 132],
      ['groups', 1, 132],
      ['latest', 2, 132],
    ]);
    expectRowsToBeReplayed(other, latestAgain);
  });
});
