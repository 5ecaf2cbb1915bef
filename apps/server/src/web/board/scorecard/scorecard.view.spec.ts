import type { ListedIndicator, Scorecard } from '@outturn/wiring';
import { Links } from '../../frame/links';
import { exampleRow } from '../board.fixture';
import { scorecardView } from './scorecard.view';

const rows = [
  exampleRow({ indicator: 'a', title: 'A', rag: 'red' }),
  exampleRow({ indicator: 'b', title: 'B', breakdown: 'age=16-18' }),
  exampleRow({ indicator: 'c', title: 'C', period: null, value: null, periodKind: null, ragReason: 'NoFigure' }),
];
const listed = (id: string, priority: string | null, owner: string | null): ListedIndicator => ({
  id,
  title: id,
  unit: 'percent',
  priority,
  owner,
  series: [
    {
      breakdown: 'all',
      kind: 'quarter',
      figures: [
        { period: '2017-18Q1', value: '70', qualifier: null },
        { period: '2017-18Q2', value: '77', qualifier: null },
      ],
    },
  ],
});
const indicators = [listed('a', '10 Health', 'Ann'), listed('b', '9 Stability', null), listed('c', null, 'Ann')];
const scorecard: Scorecard = { ledger: 'wiltshire', position: 41, root: 'r', asAt: '2017-11-30', rows };

/** What the template loops over, as far as it is looked at here. */
interface ShownRow {
  readonly title: string;
  readonly href: string;
  readonly sparkline: object | null;
  readonly figure: string;
  readonly period: string | null;
}
interface ShownScorecard {
  readonly summary: string;
  readonly groups: readonly { readonly priority: string; readonly rows: readonly ShownRow[] }[];
  readonly chooser: { readonly hidden: readonly object[] };
}
const view = (chosen = {}, links = new Links('wiltshire')): ShownScorecard =>
  scorecardView({ scorecard, indicators, chosen, links }).view as ShownScorecard;
const titles = (shown: ShownScorecard): string[] => shown.groups.flatMap((group) => group.rows.map((row) => row.title));

describe('a scorecard', () => {
  it('lays out three hundred rows at most and says how many there are', () => {
    const many = Array.from({ length: 1_200 }, (_, at) => exampleRow({ indicator: 'a', breakdown: `area=${at}` }));
    const content = scorecardView({
      scorecard: { ...scorecard, rows: many },
      indicators,
      chosen: {},
      links: new Links('x'),
    });
    const { groups, more } = content.view as { groups: { rows: object[] }[]; more: string };
    expect(groups.map(({ rows }) => rows.length)).toEqual([300]);
    expect(more).toMatch(/^The first 300 of 1,200 rows are shown\./);
  });

  it('goes by priority as people count, with what has none at the end', () => {
    expect(view().groups.map((group) => group.priority)).toEqual(['9 Stability', '10 Health', 'No priority stated']);
  });

  it('shows what was chosen by priority, lead and rating', () => {
    expect(titles(view({ priority: '10 Health' }))).toEqual(['A']);
    expect(titles(view({ lead: 'Nobody named' }))).toEqual(['B']);
    expect(titles(view({ lead: 'Ann', status: 'red' }))).toEqual(['A']);
    expect(view({ lead: 'Ann', status: 'red' }).summary).toBe('1 row of 3: 0 not rated, 0 green, 0 amber, 1 red.');
  });

  it('says so where nothing is like what was chosen, and where nothing was known', () => {
    expect(view({ status: 'green' }).summary).toMatch(/^No indicator is like this/);
    const empty = scorecardView({
      scorecard: { ...scorecard, rows: [] },
      indicators: [],
      chosen: {},
      links: new Links('x'),
    }).view;
    expect(empty).toMatchObject({ summary: 'No indicator was known at this moment.' });
  });

  it('leads to the row of each breakdown at the moment of the page', () => {
    const past = new Links('wiltshire', { knownAt: '2017-11-30' });
    expect(view({}, past).groups[0]?.rows[0]?.href).toBe(
      '/ledgers/wiltshire/indicators/b?breakdown=age%3D16-18&known-at=2017-11-30',
    );
    expect(view({}, past).chooser.hidden).toEqual([{ name: 'known-at', value: '2017-11-30' }]);
  });

  it('draws the course of the series that the row stands for, and none for a row without one', () => {
    const [b, a, c] = view().groups.flatMap((group) => group.rows);
    expect([a?.sparkline, b?.sparkline, c?.sparkline]).toEqual([expect.anything(), null, null]);
    expect(c).toMatchObject({ figure: 'No figure', period: null });
  });
});
