import type { ScorecardRow } from '@outturn/wiring';
import { scorecardRow } from './assessment-lines';

const row = (members: Partial<ScorecardRow> = {}): ScorecardRow => ({
  indicator: 'placement-long-term',
  title: 'Children in a long-term stable placement',
  breakdown: 'all',
  period: '2017-18Q2',
  periodKind: 'quarter',
  value: '75',
  published: null,
  numerator: '149',
  denominator: '200',
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
  provenance: [],
  ...members,
});

describe('a row of the scorecard at the terminal', () => {
  it('says the signal that the page says, and what was said of the figure', () => {
    const signal = { meaning: 'concern', words: 'below the lower limit (for the worse)' } as const;
    expect(scorecardRow(row({ commentary: 'Two homes closed.' }), signal).details?.slice(1)).toEqual([
      'A signal, below the lower limit (for the worse)',
      '“Two homes closed.”',
    ]);
    expect(scorecardRow(row(), null).details).toHaveLength(1);
  });

  it('says that rounding decided, where the verdict stands', () => {
    const target: ScorecardRow['target'] = {
      kind: 'point',
      value: '75',
      lower: null,
      upper: null,
      milestones: [],
      rules: [],
      met: true,
      onCourse: null,
      metBy: '2017-18Q2',
      variance: '0',
      favourable: true,
      period: '2017-18Q2',
      from: null,
      to: null,
      id: 'target',
    };
    expect(scorecardRow(row({ target, rag: 'green' }), null).details).toContain(
      'A figure is judged as it is published: 74.5% rounds half up to 75%, and that decides how it stands to the target of 75%.',
    );
  });
});
