import { benchmark, figure, indicator, point, target } from './assessment-rows.fixture.js';
import { assessmentUnder, currentRules } from './assessment-versions.js';

const question = {
  indicator: indicator(),
  breakdown: 'all',
  figures: [figure('2017-18Q2', '77', { numerator: '115', denominator: '150' })],
  targets: [target('2017-18', point('72'))],
  benchmarks: [benchmark('england', '2016-17', '68')],
  asAt: '2017-11-30',
};

describe('the rules that a paper names', () => {
  it('assess for ever as they did: assessment@1', () => {
    const assess = assessmentUnder({ assessment: 'assessment@1', rag: 'default@1' });
    expect(assess?.(question)).toEqual({
      indicator: 'placement-long-term',
      title: 'Long-term stability of placements',
      breakdown: 'all',
      period: '2017-18Q2',
      periodKind: 'quarter',
      value: '77',
      published: null,
      numerator: '115',
      denominator: '150',
      symbol: null,
      unit: 'percent',
      decimals: 0,
      polarity: 'higher',
      status: 'final',
      target: {
        kind: 'point',
        value: '72',
        lower: null,
        upper: null,
        milestones: [],
        rules: [],
        met: true,
        variance: '5',
        favourable: true,
        period: '2017-18',
        from: null,
        to: null,
        id: 'target:2017-18',
      },
      rag: 'green',
      ragPolicy: 'default@1',
      benchmarks: [
        {
          area: 'england',
          period: '2016-17',
          value: '68',
          symbol: null,
          release: null,
          difference: '9',
          periodDiffers: true,
          verdict: 'better',
          significance: 'better',
        },
      ],
      travel: { previous: null, yearAgo: null },
      basis: 'recorded',
      commentary: null,
      source: null,
      warnings: [],
      provenance: [
        { position: 41, type: 'KpiReturnSubmitted' },
        { position: 12, type: 'TargetSet' },
        { position: 20, type: 'BenchmarkReleased' },
      ],
    });
  });

  it('keep their faults too: a paper is made again as it was signed', () => {
    const assess = assessmentUnder({ assessment: 'assessment@1', rag: 'default@1' });
    const row = assess?.({
      ...question,
      figures: [figure('2017-18Q2', '100', { numerator: '7', denominator: '7' })],
      benchmarks: [benchmark('england', '2016-17', '100'), benchmark('south-west', '2016-17', '9.3699999999999992')],
    });
    expect(row?.benchmarks).toMatchObject([{ significance: 'worse' }, { difference: '90.6300000000000008' }]);
  });

  it('are not guessed at: another version, or another pair, is none', () => {
    expect(assessmentUnder({ assessment: 'assessment@9', rag: 'default@1' })).toBeNull();
    expect(assessmentUnder({ assessment: 'assessment@1', rag: 'default@9' })).toBeNull();
    expect(assessmentUnder(currentRules)).not.toBeNull();
  });
});
