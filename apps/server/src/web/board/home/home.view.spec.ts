import type { ActionPlan, Difference, PlannedAction, Queries, Scorecard } from '@outturn/wiring';
import { Links } from '../../frame/links';
import { before, exampleRow } from '@outturn/testing';
import { homeView } from './home.view';

const grounds = { ledger: 'wiltshire', position: 41, root: 'r' };
const scorecardOf = (rows: Scorecard['rows']): Scorecard => ({ ...grounds, asAt: '2017-11-30', rows });
const planOf = (rows: readonly Partial<PlannedAction>[]): ActionPlan => ({
  ...grounds,
  asAt: '2017-11-30',
  rows: rows as readonly PlannedAction[],
});
const noRounds: Queries['rounds']['answer'] = { ...grounds, asAt: '2017-11-30', today: '2017-11-30', rows: [] };
/** What the template loops over, as far as it is looked at here. */
interface ShownHome {
  readonly tiles: readonly { readonly count: number; readonly tag: { readonly text: string }; readonly href: string }[];
  readonly attention: { readonly items: readonly { readonly title: string }[]; readonly more: string };
  readonly overdue: { readonly actions: readonly object[]; readonly silent: string };
  readonly returns: readonly string[];
  readonly changes: object | null;
  readonly old: string | null;
}
const view = (rest: Partial<Parameters<typeof homeView>[0]> = {}): ShownHome =>
  homeView({
    council: 'Wiltshire Council',
    scorecard: scorecardOf([
      exampleRow({ travel: before('80', 'worse') }),
      exampleRow({ rag: 'red', indicator: 'red-one', title: 'Red one' }),
    ]),
    indicators: [],
    plan: planOf([]),
    rounds: noRounds,
    changes: null,
    since: null,
    links: new Links('wiltshire'),
    ...rest,
  }).view as ShownHome;

describe("a council's summary", () => {
  it('counts the figures by rating and leads to those of each', () => {
    expect(view().tiles.map(({ count, tag }) => [tag.text, count])).toEqual([
      ['Green', 0],
      ['Amber', 0],
      ['Red', 1],
      ['Not rated', 1],
    ]);
    expect(view().tiles[2]?.href).toBe('/ledgers/wiltshire/scorecard?status=red');
  });

  it('does not count what is old as current, and says how many are', () => {
    const old = exampleRow({ rag: 'green', stale: 35 });
    const { tiles, old: said } = view({ scorecard: scorecardOf([old, exampleRow({ rag: 'green' })]) });
    expect(tiles[0]?.count).toBe(1);
    expect(said).toBe('1 figure is old and not counted here');
    expect(view().old).toBeNull();
  });

  it('puts what is red before what has no rating', () => {
    expect(view().attention.items.map(({ title }) => title)).toEqual([
      'Red one',
      'Children in a long-term stable placement',
    ]);
  });

  it('shows six of a list and says how many more there are', () => {
    const many = Array.from({ length: 9 }, () => exampleRow({ rag: 'red' }));
    const { attention } = view({ scorecard: scorecardOf(many) });
    expect([attention.items.length, attention.more]).toEqual([6, '3 more figures']);
  });

  it('lists overdue actions, and counts those of which nobody said a word', () => {
    const { overdue } = view({
      plan: planOf([
        { ref: 'a', action: 'Late', due: '2017-10', status: 'planned', overdue: true, progressAt: null },
        { ref: 'b', action: 'Silent', due: null, status: 'in_progress', overdue: false, progressAt: null },
      ]),
    });
    expect(overdue.actions).toEqual([{ text: 'Late', href: '/ledgers/wiltshire/actions/a', due: 'Due October 2017' }]);
    expect(overdue.silent).toBe('1 action is in progress, and no progress has been reported');
  });

  it('shows the beginning of an action that runs over pages', () => {
    const action = 'See every child. '.repeat(300);
    const { overdue } = view({
      plan: planOf([{ ref: 'a', action, due: '2017-10', status: 'planned', overdue: true }]),
    });
    const [first] = overdue.actions as readonly { readonly text: string }[];
    expect(first?.text).toBe(`${'See every child. '.repeat(9).trim()} See …`);
  });

  it('says which returns are missing in the rounds that are open', () => {
    const round = {
      period: '2017-18Q2',
      due: '2017-11-15',
      status: 'open',
      counts: { submitted: 1, late: 0, missing: 2, not_yet_due: 0 },
    };
    const rounds = { ...noRounds, rows: [round, { ...round, status: 'closed' }] } as unknown as typeof noRounds;
    expect(view({ rounds }).returns).toEqual([
      '2 returns for quarter 2 (July to September 2017) missing: due on 15 November 2017',
    ]);
  });

  it('says what changed since a day, and nothing if there is no earlier day', () => {
    expect(view().changes).toBeNull();
    const row = {
      view: 'figure',
      key: ['placement-long-term', 'all', '2017-18Q2'],
      before: null,
      after: { value: '77', symbol: null, qualifier: null, numerator: null, denominator: null, status: 'final' },
      events: [],
    };
    const changes: Difference = { ...grounds, from: 30, to: 41, rows: [row], texts: {}, verdicts: [], next: null };
    expect(view({ changes, since: '2017-10-31' }).changes).toEqual({
      since: '31 October 2017',
      isNothing: false,
      items: [
        { name: 'Children in a long-term stable placement, quarter 2 (July to September 2017)', what: 'New: 77%' },
      ],
      href: '/ledgers/wiltshire/changes?from=2017-10-31',
      all: '1 change',
    });
  });
});
