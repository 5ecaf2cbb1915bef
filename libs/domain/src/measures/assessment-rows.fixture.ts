import type { TargetValue } from '../target/target.events.js';
import type { BenchmarkRow, FigureRow, IndicatorDefinition, TargetRow } from './assessment-input.js';

// Rows for the specs of this folder: each is ordinary in everything that its test does not name.

export const indicator = (named: Partial<IndicatorDefinition> = {}): IndicatorDefinition => ({
  id: 'placement-long-term',
  title: 'Long-term stability of placements',
  unit: 'percent',
  polarity: 'higher',
  frequencies: ['quarter', 'year'],
  decimals: 0,
  numerator: null,
  denominator: null,
  definition: null,
  source: null,
  tolerance: null,
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
  symbol: null,
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

export const target = (period: string | null, terms: TargetValue, named: Partial<TargetRow> = {}): TargetRow => ({
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
  ...named,
});

export const point = (value: string): TargetValue => ({ kind: 'point', value });
export const milestone = (value: string): TargetValue => ({ kind: 'milestone', value });
export const range = (lower: string | null, upper: string | null): TargetValue => ({ kind: 'range', lower, upper });

export const benchmark = (
  area: string,
  period: string,
  value: string | null,
  named: Partial<BenchmarkRow> = {},
): BenchmarkRow => ({
  indicator: 'placement-long-term',
  breakdown: 'all',
  area,
  period,
  value,
  published: null,
  numerator: null,
  denominator: null,
  symbol: null,
  release: null,
  position: 20,
  type: 'BenchmarkReleased',
  basis: 'recorded',
  ...named,
});
