import { summaryOfSnapshot } from './snapshot-summary.js';
import type { Snapshot } from './snapshot.js';

const row = (rag: string, positions: readonly number[], moved = 0) => ({
  rag,
  movedTargets: Array.from({ length: moved }, () => ({})),
  provenance: positions.map((position) => ({ position })),
});

it('a snapshot is told without its rows: how many there are, how they are rated, and on how many events they rest', () => {
  const frame = {
    ledger: 'walsall',
    position: 9,
    root: 'ab',
    asAt: '2017-03-31',
    indicators: null,
    rules: { rag: '1' },
    digest: 'sha256:cd',
  };
  const rows = [row('green', [3, 5]), row('red', [4, 5], 2), row('green', [3]), row('not_rated', [])];
  const snapshot = {
    ...frame,
    format: 'outturn-snapshot@2',
    preparedFor: null,
    texts: {},
    rows,
  } as unknown as Snapshot;
  expect(summaryOfSnapshot(snapshot)).toEqual({
    ...frame,
    rows: 4,
    ratings: { green: 2, red: 1, not_rated: 1 },
    moved: 1,
    events: 3,
  });
});
