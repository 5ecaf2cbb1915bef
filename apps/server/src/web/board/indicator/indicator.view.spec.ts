import type { IndicatorSeries, PlannedAction } from '@outturn/wiring';
import { Links } from '../../frame/links';
import { exampleRow } from '@outturn/testing';
import { indicatorView } from './indicator.view';

const definition: IndicatorSeries['definition'] = {
  id: 'placement-long-term',
  title: 'Children in a long-term stable placement',
  unit: 'percent',
  polarity: 'higher',
  frequencies: ['quarter', 'year'],
  decimals: 0,
  numerator: null,
  denominator: null,
  definition: null,
  source: null,
  tolerance: '2',
  priority: '2 Permanency',
  owner: null,
  ownedBy: [],
  expectedAfter: 45,
  retired: false,
  basis: 'recorded',
  version: 1,
};
const series = (rows: IndicatorSeries['rows'], rest: Partial<IndicatorSeries> = {}): IndicatorSeries => ({
  ledger: 'wiltshire',
  position: 41,
  root: 'r',
  asAt: '2017-11-30',
  definition,
  earlierDefinitions: [],
  targets: [],
  benchmarks: [],
  pending: [],
  rows,
  ...rest,
});
const page = (facts: Partial<Parameters<typeof indicatorView>[0]> = {}): { document: string } =>
  indicatorView({
    council: 'Wiltshire Council',
    series: series([exampleRow()]),
    breakdown: undefined,
    actions: [],
    told: [],
    links: new Links('wiltshire', { knownAt: '41' }),
    mayCorrect: false,
    ...facts,
  }).view as ReturnType<typeof page>;

describe("an indicator's page", () => {
  it('leads from the rating of each period to its events', () => {
    expect(page().document).toContain(
      '<a href="/ledgers/wiltshire/indicators/placement-long-term/why?breakdown=all&amp;period=2017-18Q2&amp;known-at=41">Why<span class="govuk-visually-hidden"> this figure and rating for Quarter 2 (July to September 2017)</span>?</a>',
    );
  });

  it('leads whoever may submit to the return of each figure, but none of a retired indicator', () => {
    const links = new Links('wiltshire');
    const corrects = (facts: Partial<Parameters<typeof indicatorView>[0]>): string[] =>
      [...page({ links, ...facts }).document.matchAll(/<a href="([^"]*)">Correct</g)].map(([, href = '']) => href);
    expect(corrects({ mayCorrect: true })).toEqual(['/ledgers/wiltshire/returns/placement-long-term/all/2017-18Q2']);
    expect(corrects({ mayCorrect: false })).toEqual([]);
    const retired = series([exampleRow()], { definition: { ...definition, retired: true } });
    expect(corrects({ mayCorrect: true, series: retired })).toEqual([]);
  });

  it('leads to the actions that it measures', () => {
    const action = { ref: '1.1', action: 'Find homes', due: null, overdue: true, status: 'planned', position: 9 };
    expect(page({ actions: [action as PlannedAction] }).document).toContain(
      '<a href="/ledgers/wiltshire/actions/1.1?known-at=41">Find homes</a>',
    );
  });

  it('has thirty series and forty comparators at most', () => {
    const many = Array.from({ length: 31 }, (_, at) => exampleRow({ breakdown: `area=${at}` }));
    const { document } = page({ series: series(many) });
    expect(document.match(/council-periods/g)).toHaveLength(30);
    expect(document).toContain('The first 30 of 31 series are shown. Open a row of the scorecard to see its own.');
  });
});
