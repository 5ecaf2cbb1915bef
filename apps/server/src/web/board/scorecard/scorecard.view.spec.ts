import type { ListedIndicator, Scorecard } from '@outturn/wiring';
import { Links } from '../../frame/links';
import { exampleRow } from '@outturn/testing';
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

const view = (chosen = {}, links = new Links('wiltshire')): { document: string; chooser: { hidden: object[] } } =>
  scorecardView({ scorecard, indicators, chosen, links }).view as ReturnType<typeof view>;
const titles = ({ document }: { document: string }): string[] =>
  [...document.matchAll(/<th scope="row"><a href="[^"]*">([^<]*)/g)].map(([, title = '']) => title);

describe('a scorecard', () => {
  it('shows what was chosen by priority, lead and rating', () => {
    expect(titles(view({ priority: '10 Health' }))).toEqual(['A']);
    expect(titles(view({ lead: 'Nobody named' }))).toEqual(['B']);
    expect(titles(view({ lead: 'Ann', status: 'red' }))).toEqual(['A']);
    expect(view({ lead: 'Ann', status: 'red' }).document).toContain(
      '1 row of 3: 0 not rated, 0 green, 0 amber, 1 red.',
    );
  });

  it('leads to the row of each breakdown at the moment of the page', () => {
    const past = new Links('wiltshire', { knownAt: '2017-11-30' });
    expect(view({}, past).document).toContain(
      '<a href="/ledgers/wiltshire/indicators/b?breakdown=age%3D16-18&amp;known-at=2017-11-30">B</a> (age 16-18)',
    );
    expect(view({}, past).chooser.hidden).toEqual([{ name: 'known-at', value: '2017-11-30' }]);
  });

  it('has three hundred rows at most', () => {
    const many = Array.from({ length: 1_200 }, (_, at) => exampleRow({ indicator: 'a', breakdown: `area=${at}` }));
    const links = new Links('x');
    const content = scorecardView({ scorecard: { ...scorecard, rows: many }, indicators, chosen: {}, links });
    expect(titles(content.view as ReturnType<typeof view>)).toHaveLength(300);
  });
});
