import type { HistoryRow, IndicatorSeries } from '@outturn/wiring';
import { Links } from '../../frame/links';
import { before, exampleRow } from '@outturn/testing';
import { correctionsOf } from './corrections';
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
const told = (type: string, position: number, data: object, reason: string | null = null): HistoryRow =>
  ({
    type,
    position,
    data: { indicator: 'placement-long-term', breakdown: 'all', period: '2017-18Q2', ...data },
    texts: { reason },
    knownFrom: '2017-12-01T00:00:00.000Z',
  }) as unknown as HistoryRow;

/** What the template loops over, as far as it is looked at here. */
interface ShownSeries {
  readonly name: string;
  readonly rows: readonly {
    readonly period: string;
    readonly whyHref: string;
    readonly correctHref: string | null;
    readonly notes: readonly number[];
  }[];
  readonly chart: { readonly notes: readonly object[] };
  readonly limits: { readonly headline: string } | null;
  readonly noLimits: string | null;
}
interface ShownIndicator {
  readonly groups: readonly ShownSeries[];
  readonly definition: readonly object[];
  readonly lead: string;
  readonly earlier: string | null;
}
const view = (
  rows: IndicatorSeries['rows'],
  rest: Partial<IndicatorSeries> = {},
  facts: Partial<Parameters<typeof indicatorView>[0]> = {},
): ShownIndicator =>
  indicatorView({
    council: 'Wiltshire Council',
    series: series(rows, rest),
    breakdown: undefined,
    actions: [],
    told: [],
    links: new Links('wiltshire', { knownAt: '41' }),
    mayCorrect: false,
    ...facts,
  }).view as ShownIndicator;
const first = (rows: IndicatorSeries['rows']): ShownSeries => view(rows).groups[0] as ShownSeries;

describe("an indicator's page", () => {
  it('has the main series first, and the whole before its parts', () => {
    const year = exampleRow({ period: '2016-17', periodKind: 'year' });
    const part = exampleRow({ breakdown: 'age=16-18' });
    expect(view([year, part, exampleRow()]).groups.map(({ name }) => name)).toEqual([
      'By quarter',
      'By year',
      'Age 16-18, by quarter',
    ]);
  });

  it('lists every period under the chart, the newest first, each with the way to its events', () => {
    const rows = [exampleRow({ period: '2017-18Q1', value: '70' }), exampleRow({ travel: before('70', 'better') })];
    const { rows: listed } = first(rows);
    expect(listed.map(({ period }) => period)).toEqual([
      'Quarter 2 (July to September 2017)',
      'Quarter 1 (April to June 2017)',
    ]);
    expect(listed[0]?.whyHref).toBe(
      '/ledgers/wiltshire/indicators/placement-long-term/why?breakdown=all&period=2017-18Q2&known-at=41',
    );
  });

  it('leads whoever may submit to the return of each figure, but none of a retired indicator', () => {
    const links = new Links('wiltshire');
    const hrefs = (rest: Partial<IndicatorSeries>, mayCorrect: boolean) =>
      view([exampleRow()], rest, { links, mayCorrect }).groups[0]?.rows.map(({ correctHref }) => correctHref);
    expect(hrefs({}, true)).toEqual(['/ledgers/wiltshire/returns/placement-long-term/all/2017-18Q2']);
    expect(hrefs({}, false)).toEqual([null]);
    expect(hrefs({ definition: { ...definition, retired: true } }, true)).toEqual([null]);
  });

  it('numbers a commentary in the table as in the chart', () => {
    const { chart, rows } = first([exampleRow({ commentary: 'Good.' })]);
    expect(chart.notes).toMatchObject([{ number: 1, text: 'Good.' }]);
    expect(rows[0]?.notes).toEqual([1]);
  });

  it('says how many figures process limits need, and draws them where there are enough', () => {
    const few = first([exampleRow({ period: '2017-18Q1' }), exampleRow()]);
    expect([few.limits, few.noLimits]).toEqual([null, 'Process limits need 13 figures; there are 2 so far.']);
    const years = ['2013-14', '2014-15', '2015-16', '2016-17'];
    const quarters = years.flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}Q${quarter}`));
    const many = first(quarters.map((period, at) => exampleRow({ period, value: String(60 + (at % 3)) })));
    expect(many.limits?.headline).toMatch(/./);
    expect(many.noLimits).toBeNull();
  });

  it('says what the definition means and that nobody is named', () => {
    const { definition: rows, lead, earlier } = view([]);
    expect(lead).toBe('Nobody is named');
    expect(earlier).toBeNull();
    expect(rows).toContainEqual({ key: { text: 'Amber' }, value: { text: 'Within 2 points of the target' } });
  });
});

describe('a corrected figure', () => {
  it('says from what to what, when and why', () => {
    const history = [
      told('KpiReturnSubmitted', 17, { value: '77' }),
      told('KpiReturnCorrected', 42, { value: '78' }, 'Two were counted twice.'),
    ];
    expect(correctionsOf(history, exampleRow())).toEqual([
      'Corrected from 77% to 78% on 1 December 2017: Two were counted twice.',
    ]);
  });

  it('is not said of a figure of another period', () => {
    const history = [told('KpiReturnSubmitted', 17, {}), told('KpiReturnCorrected', 42, {})];
    expect(correctionsOf(history, exampleRow({ period: '2017-18Q1' }))).toEqual([]);
  });

  it('became final without another value', () => {
    const history = [told('KpiReturnSubmitted', 17, { value: '77' }), told('KpiReturnFinalised', 42, { value: '77' })];
    expect(correctionsOf(history, exampleRow())).toEqual(['Made final on 1 December 2017']);
  });
});
