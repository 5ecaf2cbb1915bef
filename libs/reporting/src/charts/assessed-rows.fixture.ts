import {
  assess,
  type Assessment,
  type BenchmarkRow,
  type FigureRow,
  type IndicatorDefinition,
  type TargetRow,
} from '@outturn/domain';
import { periodOf } from '@outturn/kernel';

// Rows as a table under a chart has them: assessed by the product's own rules, each ordinary in everything not named.

export const indicator = (named: Partial<IndicatorDefinition> = {}): IndicatorDefinition => ({
  id: 'placement-long-term',
  title: 'Long-term stability of placements',
  unit: 'percent',
  polarity: 'higher',
  frequencies: ['quarter'],
  decimals: 0,
  numerator: null,
  denominator: null,
  definition: null,
  source: null,
  tolerance: '2',
  priority: null,
  owner: null,
  ownedBy: [],
  expectedAfter: 45,
  retired: false,
  basis: 'recorded',
  ...named,
});

export const figure = (period: string, value: string | null, named: Partial<FigureRow> = {}): FigureRow => ({
  indicator: 'placement-long-term',
  breakdown: 'all',
  period,
  value,
  computed: null,
  published: null,
  numerator: null,
  denominator: null,
  symbol: value === null ? 'c' : null,
  qualifier: null,
  status: 'final',
  commentary: null,
  source: null,
  extractedOn: null,
  sourceDigest: null,
  warnings: [],
  position: 41,
  type: 'KpiReturnSubmitted',
  basis: 'recorded',
  ...named,
});

export const target = (period: string, terms: TargetRow['target']): TargetRow => ({
  id: `target:${period}`,
  indicator: 'placement-long-term',
  breakdown: 'all',
  period,
  from: null,
  to: null,
  target: terms,
  position: 12,
  type: 'TargetSet',
  basis: 'recorded',
});

export const benchmark = (area: string, period: string, value: string | null): BenchmarkRow => ({
  indicator: 'placement-long-term',
  breakdown: 'all',
  area,
  period,
  value,
  published: value,
  numerator: null,
  denominator: null,
  symbol: value === null ? 'x' : null,
  release: 'A release',
  position: 20,
  type: 'BenchmarkReleased',
  basis: 'recorded',
});

/** What is known of a series, as the rows of its table: every figure assessed at the end of its period. */
export function assessedRows(known: {
  readonly figures: readonly FigureRow[];
  readonly targets?: readonly TargetRow[];
  readonly benchmarks?: readonly BenchmarkRow[];
  readonly indicator?: IndicatorDefinition;
}): Assessment[] {
  const { figures, targets = [], benchmarks = [], indicator: defined = indicator() } = known;
  return figures.map(({ period, breakdown }) => {
    const { end, kind } = periodOf(period);
    return assess({ indicator: defined, breakdown, figures, targets, benchmarks, asAt: end, kind });
  });
}
