import { ask } from '@outturn/application';
import type { Ledger } from '@outturn/ledger';
import { times, type Bench } from '../bench-run.js';
import type { Case, Side } from '../case.js';
import { boardIndicators, LEDGER } from '../council/council.js';
import { BEGINNING, directory, ledgerOf, sized } from '../council/stored-ledger.js';
import { duration } from '../stopwatch.js';
import type { Suite } from '../suites.js';

type When = 'old' | 'head';

/** Asks a question of a ledger again and again; the measurement is the mean of one answer. */
async function asking(
  bench: Bench,
  events: number,
  answers: number,
  question: (ledger: Ledger, turn: number) => void,
): Promise<Side> {
  const ledger = await directory(await ledgerOf(bench, events)).open(LEDGER);
  return {
    run: async () => {
      const { value } = await duration(() => {
        for (let turn = 0; turn < answers; turn += 1) question(ledger, turn);
      });
      return { value: value / answers };
    },
    close: () => ledger.close(),
  };
}

/** Positions within the first twentieth of a ledger, behind the board's figures: what was known then is as much as now. */
const oldPosition = (events: number, turn: number): number =>
  BEGINNING + 1 + ((turn * 7_919) % (Math.floor(events / 20) - BEGINNING));

const scorecard = (bench: Bench, events: number, when: When): Promise<Side> =>
  asking(bench, events, times(bench, { quick: 3, otherwise: 20 }), (ledger, turn) => {
    const knownAt = when === 'old' ? { knownAt: String(oldPosition(events, turn)) } : {};
    const { rows } = ask(
      ledger,
      'scorecard',
      { indicators: boardIndicators, asAt: '2019-12-31', ...knownAt },
      '2019-12-31',
    );
    if (rows.length !== boardIndicators.length) throw new Error(`the scorecard has ${rows.length} rows`);
  });

const root = (bench: Bench, events: number, when: When): Promise<Side> =>
  asking(bench, events, times(bench, { quick: 200, otherwise: 2_000 }), (ledger, turn) => {
    ledger.read((reader) => reader.rootAt(when === 'old' ? oldPosition(events, turn) : events));
  });

const oldAgainstHead = (events: number): Case => ({
  name: `point in time: a scorecard at an old position, ledger of ${sized(events)}`,
  unit: 'ms',
  goal: { atMost: 1.5 },
  rivalName: 'the same scorecard at the head',
  events,
  prepare: async (bench) => void (await ledgerOf(bench, events)),
  ours: (bench) => scorecard(bench, events, 'old'),
  rival: (bench) => scorecard(bench, events, 'head'),
});

const largeAgainstSmall = (when: When, large: number): Case => ({
  name: `point in time: a scorecard ${when === 'old' ? 'at an old position' : 'at the head'} of ${sized(large)}`,
  unit: 'ms',
  goal: { atMost: 1.5 },
  rivalName: 'the same scorecard in a ledger of 100,000 events',
  events: large,
  prepare: async (bench) => void (await ledgerOf(bench, large)),
  ours: (bench) => scorecard(bench, large, when),
  rival: (bench) => scorecard(bench, 100_000, when),
});

const rootOldAgainstHead = (events: number): Case => ({
  name: `point in time: the root at an old position, ledger of ${sized(events)}`,
  unit: 'ms',
  goal: { atMost: 2 },
  rivalName: 'the root at the head',
  events,
  prepare: async (bench) => void (await ledgerOf(bench, events)),
  ours: (bench) => root(bench, events, 'old'),
  rival: (bench) => root(bench, events, 'head'),
});

export const suite: Suite = {
  about: 'what a board could have known at an old position, for 20 indicators with 80 quarters each',
  cases: [
    oldAgainstHead(100_000),
    rootOldAgainstHead(100_000),
    oldAgainstHead(1_000_000),
    rootOldAgainstHead(1_000_000),
    largeAgainstSmall('head', 3_000_000),
    largeAgainstSmall('old', 3_000_000),
  ],
};
