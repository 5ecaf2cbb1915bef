import type { Assessment } from '@outturn/domain';

/** An assessed figure of Wiltshire's long-term stability, with other members where a test needs them. */
export const exampleRow = (members: Partial<Assessment> = {}): Assessment => ({
  indicator: 'placement-long-term',
  title: 'Children in a long-term stable placement',
  breakdown: 'all',
  period: '2017-18Q2',
  periodKind: 'quarter',
  value: '77',
  published: null,
  numerator: null,
  denominator: null,
  symbol: null,
  qualifier: null,
  unit: 'percent',
  decimals: 0,
  polarity: 'higher',
  status: 'final',
  target: null,
  targetAhead: null,
  movedTargets: [],
  rag: 'not_rated',
  ragReason: 'NoTarget',
  ragBasis: null,
  ragPolicy: 'default@2',
  benchmarks: [],
  travel: { previous: null, yearAgo: null },
  stale: null,
  pending: null,
  basis: 'migrated',
  commentary: null,
  source: null,
  warnings: [],
  provenance: [{ position: 17, type: 'KpiReturnSubmitted' }],
  ...members,
});

/** How a figure stands to England's. */
export const besideEngland = (
  verdict: 'better' | 'worse' | 'same',
  difference: string,
): Assessment['benchmarks'][number] => ({
  area: 'england',
  period: '2016-17',
  value: '68',
  symbol: null,
  release: null,
  difference,
  periodDiffers: true,
  yearsOld: null,
  verdict,
  significance: 'unknown',
});

/** The figure of the quarter before. */
export const before = (
  value: string,
  direction: 'better' | 'worse' | 'same',
  gap: string[] = [],
): Assessment['travel'] => ({
  previous: { period: gap.length === 0 ? '2017-18Q1' : '2016-17Q4', value, direction, gap },
  yearAgo: null,
});
