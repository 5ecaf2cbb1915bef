import Database from 'better-sqlite3';
import { temporaryFolder } from '../../../../test/ledger/temporary-folder.js';
import { contractViews } from '../contract/contract-views.js';
import { StandingClock } from '../contract/ledger-adapter.js';
import { said, say, together, withdrawn } from '../contract/sayings.js';
import { LedgerDirectory } from './ledger-directory.js';
import { replayShare, type ReplayBeside, type ReplayedShare, type ReplayShare } from './replay-share.js';
import type { ReplayReport } from './replay-views.js';
import { viewTable } from './view-versions.js';

const folder = temporaryFolder();
const readEvent = <Event>(event: Event): Event => event;

const directory = (replayBeside?: ReplayBeside): LedgerDirectory =>
  new LedgerDirectory(folder.path, {
    views: contractViews,
    clock: new StandingClock(),
    readEvent,
    ...(replayBeside && { replayBeside }),
  });

/** As another thread would replay it. */
function replayed(share: ReplayShare): ReplayedShare {
  const steps = replayShare(share, { views: contractViews, readEvent });
  for (let step = steps.next(); ; step = steps.next()) if (step.done === true) return step.value;
}

const beside: ReplayBeside = { fromEvents: 0, replay: (share) => Promise.resolve(replayed(share)) };
const ENTITIES = 40;
const entity = (n: number): string => `entity ${String(n).padStart(2, '0')}`;

beforeEach(async () => {
  await directory().create('walsall');
  const ledger = await directory().open('walsall');
  for (let n = 0; n < ENTITIES; n += 1) await say(ledger, together(said(entity(n), { value: `${n}` })));
  for (let n = 0; n < ENTITIES; n += 2) await say(ledger, together(said(entity(n), { value: 'again' })));
  await say(ledger, together(withdrawn(entity(3)), said(entity(4), { value: 'once more' })));
  await ledger.close();
});

function change(statement: string): void {
  const db = new Database(directory().fileOf('walsall'));
  expect(db.prepare(statement).run().changes).toBeGreaterThan(0);
  db.close();
}

const table = viewTable({ name: 'latest', version: 1 });

describe.each([
  ['one thread', undefined],
  ['two threads', beside],
])('a replay by %s', (_how, replayBeside) => {
  const replay = (to?: number): Promise<ReplayReport> => directory(replayBeside).replay('walsall', to, () => undefined);

  it('finds every row as the events say, at the head and earlier', async () => {
    const head = await replay();
    expect(head).toMatchObject({ position: 62, differences: [], otherVersions: [] });
    const earlier = await replay(50);
    expect(earlier).toMatchObject({ position: 50, differences: [] });
    expect(earlier.rows).toBeLessThan(head.rows);
  });

  it.each(Array.from({ length: 8 }, (_, n) => 4 * n + 1))('names a row that was changed: entity %s', async (n) => {
    change(`UPDATE ${table} SET content = replace(content, '"${n}"', '"altered"') WHERE key = '${entity(n)}'`);
    expect((await replay()).differences).toMatchObject([
      { view: 'latest', key: entity(n), column: 'value', kept: '"altered"', rebuilt: `"${n}"` },
    ]);
  });

  it('names the first of several in the order of their keys', async () => {
    change(`UPDATE ${table} SET content = '{}' WHERE key > '${entity(16)}'`);
    expect((await replay()).differences).toMatchObject([{ view: 'latest', key: entity(17) }]);
  });

  it('names a row that is missing, and one that no event says', async () => {
    change(`DELETE FROM ${table} WHERE key = '${entity(9)}'`);
    expect((await replay()).differences).toMatchObject([{ key: entity(9), column: null, kept: null }]);
    change(`DELETE FROM ${table}`);
    change(`INSERT INTO ${table} (key, from_position, content) VALUES ('a', 1, '{}')`);
    expect((await replay()).differences).toMatchObject([{ key: 'a', fromPosition: 1, column: null, rebuilt: null }]);
  });

  it('names a row that stands for a withdrawn one', async () => {
    change(`UPDATE ${table} SET content = '{}' WHERE key = '${entity(3)}' AND content IS NULL`);
    expect((await replay()).differences).toMatchObject([{ key: entity(3), kept: '{}', rebuilt: null }]);
  });
});

it('two threads come to the same report as one', async () => {
  const [alone, both] = [await replayOf(undefined), await replayOf(beside)];
  expect(both).toEqual(alone);
});

const replayOf = (how: ReplayBeside | undefined): Promise<ReplayReport> =>
  directory(how).replay('walsall', undefined, () => undefined);

describe('the second thread of a replay', () => {
  it('is not started for fewer events than it is worth', async () => {
    const never = (): Promise<never> => Promise.reject(new Error('it was started'));
    expect((await replayOf({ fromEvents: 63, replay: never })).differences).toEqual([]);
    await expect(replayOf({ fromEvents: 62, replay: never })).rejects.toThrow('it was started');
  });

  it('is ended where whoever hears of the progress has had enough', async () => {
    let ending: AbortSignal | null = null;
    const endless: ReplayBeside = {
      fromEvents: 0,
      replay: (_share, _onProgress, signal) => {
        ending = signal;
        return new Promise(() => undefined);
      },
    };
    const enough = (): void => {
      throw new Error('enough');
    };
    await expect(directory(endless).replay('walsall', undefined, enough)).rejects.toThrow('enough');
    expect(ending).toMatchObject({ aborted: true });
  });

  it('has its progress told as far as both have come', async () => {
    const told: number[] = [];
    const slower: ReplayBeside = {
      fromEvents: 0,
      replay: (share, onProgress) => {
        onProgress(10);
        return Promise.resolve(replayed(share));
      },
    };
    await directory(slower).replay('walsall', undefined, (position) => told.push(position));
    expect(told).toEqual([0, 10]);
  });
});
