import { decimal, percentOf } from '@outturn/kernel';
import fc from 'fast-check';
import { assess, type Assessment, type AssessmentQuestion } from './assessment.js';
import { benchmark, figure, indicator, milestone, point, range, target } from './assessment-rows.fixture.js';
import type { Polarity } from './polarity.js';
import { seriesKinds } from './series.js';

const assessed = (named: Partial<AssessmentQuestion>) =>
  assess({
    indicator: indicator(),
    breakdown: 'all',
    figures: [],
    targets: [],
    benchmarks: [],
    asAt: '2017-11-30',
    ...named,
  });

describe('Wiltshire, 30 November 2017', () => {
  it('I1: long-term stability of 77% is 5 above the target and 9 above England, significantly', () => {
    const row = assessed({
      figures: [figure('2017-18Q2', '77', { numerator: '115', denominator: '150', computed: '77', basis: 'migrated' })],
      targets: [target('2017-18', point('72'))],
      benchmarks: [benchmark('england', '2016-17', '68', { release: 'SFR50/2017' })],
    });
    expect(row).toEqual({
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
      qualifier: null,
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
        met: null,
        onCourse: true,
        metBy: null,
        variance: '5',
        favourable: true,
        period: '2017-18',
        from: null,
        to: null,
        id: 'target:2017-18',
      },
      targetAhead: null,
      movedTargets: [],
      rag: 'green',
      ragBasis: 'course',
      ragPolicy: 'default@2',
      benchmarks: [
        {
          area: 'england',
          period: '2016-17',
          value: '68',
          symbol: null,
          release: 'SFR50/2017',
          difference: '9',
          periodDiffers: true,
          yearsOld: null,
          verdict: 'better',
          significance: 'better',
        },
      ],
      travel: { previous: null, yearAgo: null },
      pending: null,
      stale: null,
      basis: 'migrated',
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

  it('I1 without its counts: better than England, and significance is not known', () => {
    const row = assessed({
      figures: [figure('2017-18Q2', '77')],
      benchmarks: [benchmark('england', '2016-17', '68')],
    });
    expect(row.benchmarks).toMatchObject([{ verdict: 'better', significance: 'unknown' }]);
  });

  it('I2: 10% within a target range that was never published is not rated, and in line with England', () => {
    const row = assessed({
      indicator: indicator({ polarity: 'lower' }),
      figures: [figure('2017-18Q2', '10')],
      targets: [target('2017-18', range(null, null))],
      benchmarks: [benchmark('england', '2016-17', '10')],
    });
    expect(row).toMatchObject({
      rag: 'not_rated',
      ragReason: 'TargetBoundsUnknown',
      target: { kind: 'range', value: null, lower: null, upper: null, met: null, variance: null },
      benchmarks: [{ verdict: 'same', difference: '0' }],
    });
  });
});

describe('Walsall', () => {
  const training = [target('2012-13Q2', milestone('50')), target('2012-13Q3', milestone('100'), { position: 13 })];
  const trained = (period: string, value: string, asAt: string) =>
    assessed({
      indicator: indicator({ frequencies: ['point_in_time', 'quarter'] }),
      figures: [figure(period, value)],
      targets: training,
      asAt,
    });

  it('W1: 16 of 60 members are 26.7%, beside the 26.6% that the strategy printed', () => {
    const row = assessed({
      figures: [
        figure('2012-13Q1', '26.6', { numerator: '16', denominator: '60', computed: percentOf('16', '60', 1) }),
      ],
    });
    expect(row).toMatchObject({ value: '26.6', computed: '26.7', ragReason: 'NoTarget', target: null });
  });

  it('W2: the first milestone is next, and not rated until it is due', () => {
    expect(trained('@2012-05-11', '26.6', '2012-09-29')).toMatchObject({
      rag: 'not_rated',
      ragReason: 'MilestoneNotDue',
      target: {
        kind: 'milestone',
        value: '50',
        period: '2012-13Q2',
        met: null,
        variance: '-23.4',
        milestones: [
          { period: '2012-13Q2', due: '2012-09-30', value: '50', state: 'next' },
          { period: '2012-13Q3', due: '2012-12-31', value: '100', state: 'later' },
        ],
      },
    });
  });

  it('W2: at the end of quarter 2 it is due, needs 30 of 60, and the one of quarter 3 is next', () => {
    expect(trained('2012-13Q2', percentOf('30', '60', 0), '2012-11-30')).toMatchObject({
      rag: 'green',
      target: { value: '50', met: true, milestones: [{ state: 'due' }, { state: 'next' }] },
    });
    expect(trained('2012-13Q2', percentOf('29', '60', 0), '2012-11-30')).toMatchObject({
      rag: 'red',
      target: { met: false },
    });
    expect(trained('2012-13Q3', '100', '2013-03-31')).toMatchObject({
      rag: 'green',
      target: { value: '100', period: '2012-13Q3' },
    });
  });

  it('W2: a milestone that fell due without a figure is neither met nor next', () => {
    expect(trained('@2012-05-11', '26.6', '2012-09-30')).toMatchObject({
      rag: 'not_rated',
      ragReason: 'NoFigureForTarget',
      ragBasis: null,
      target: { value: '50', met: null, metBy: null, milestones: [{ state: 'due' }, { state: 'next' }] },
    });
  });

  it('W7: care leavers in education or work rose from quarter 1 to 3, and quarter 2 is missing', () => {
    const row = assessed({ figures: [figure('2011-12Q1', '64'), figure('2011-12Q3', '75.8')], asAt: '2012-03-31' });
    expect(row).toMatchObject({
      period: '2011-12Q3',
      travel: {
        previous: { period: '2011-12Q1', value: '64', direction: 'better', gap: ['2011-12Q2'] },
        yearAgo: null,
      },
    });
  });

  it('W9: review health assessments fell by 21 points in a quarter', () => {
    const row = assessed({ figures: [figure('2011-12Q1', '82'), figure('2011-12Q2', '61')], asAt: '2012-03-31' });
    expect(row.travel.previous).toEqual({ period: '2011-12Q1', value: '82', direction: 'worse', gap: [] });
  });

  it('W9: a half-year is not compared with a year, nor drawn as a quarter', () => {
    const figures = [figure('2010-11', '86'), figure('2011-12H1', '72')];
    const named = { indicator: indicator({ frequencies: ['half_year', 'year'] }), figures, asAt: '2011-12-31' };
    expect(assessed(named)).toMatchObject({ period: '2011-12H1', travel: { previous: null, yearAgo: null } });
    expect(assessed({ ...named, kind: 'year' })).toMatchObject({ period: '2010-11', value: '86' });
    expect(assessed({ ...named, kind: 'quarter' })).toMatchObject({ period: null, ragReason: 'NoFigure' });
  });

  it('W11: a mean SDQ score that falls from 15.1 to 14.6 is better', () => {
    const row = assessed({
      indicator: indicator({ unit: 'score', polarity: 'lower', frequencies: ['year'] }),
      figures: [figure('2009-10', '15.1'), figure('2010-11', '14.6')],
      asAt: '2011-12-31',
    });
    expect(row.travel).toEqual({
      previous: { period: '2009-10', value: '15.1', direction: 'better', gap: [] },
      yearAgo: { period: '2009-10', value: '15.1', direction: 'better' },
    });
  });
});

describe('the figure of a row', () => {
  it('is of the first listed frequency that has one by then, not of the latest period of any', () => {
    const figures = [figure('2016-17', '70'), figure('2017-18Q1', '71'), figure('2017-18Q3', '73')];
    const listed = indicator({ frequencies: ['year', 'quarter'] });
    expect(assessed({ indicator: listed, figures }).period).toBe('2016-17');
    expect(assessed({ figures }).period).toBe('2017-18Q1');
    expect(assessed({ figures, asAt: '2017-12-31' }).period).toBe('2017-18Q3');
    expect(assessed({ figures, asAt: '2017-12-30' }).period).toBe('2017-18Q1');
    expect(assessed({ figures, asAt: '2017-04-30' }).period).toBe('2016-17');
  });

  it('the other series are rows of their own, a kind that is not listed included', () => {
    const figures = [
      figure('@2017-03-31', '1'),
      figure('2016-17', '2'),
      figure('2017-18Q4', '3'),
      figure('2017-05', '4'),
    ];
    expect(seriesKinds(figures, indicator())).toEqual(['quarter', 'year', 'month', 'point_in_time']);
    expect(seriesKinds(figures, indicator(), '2017-12-31')).toEqual(['year', 'month', 'point_in_time']);
    expect(assessed({ figures: figures.slice(0, 1) }).period).toBe('@2017-03-31');
  });

  it('that was held back is not rated and not worked out from its counts', () => {
    const withheld = figure('2017-18Q2', null, { symbol: 'c', numerator: '3', denominator: '10', computed: '30' });
    const row = assessed({
      figures: [withheld, figure('2017-18Q1', '70')],
      targets: [target('2017-18', point('72'))],
      benchmarks: [benchmark('england', '2016-17', '68')],
    });
    expect(row).toMatchObject({
      value: null,
      symbol: 'c',
      rag: 'not_rated',
      ragReason: 'ValueMissing',
      target: { value: '72', met: null, variance: null },
      benchmarks: [{ value: '68', difference: null, verdict: 'no_judgement', significance: 'unknown' }],
      travel: { previous: { direction: 'no_judgement' } },
    });
  });

  it('that is only about so much is shown and not judged', () => {
    const row = assessed({
      figures: [figure('2017-18Q2', '77', { qualifier: 'about' }), figure('2017-18Q1', '70')],
      targets: [target('2017-18', point('72'))],
      benchmarks: [benchmark('england', '2016-17', '68')],
    });
    expect(row).toMatchObject({
      value: '77',
      qualifier: 'about',
      rag: 'not_rated',
      ragReason: 'QualifiedFigure',
      target: { met: null, onCourse: null, variance: null },
      benchmarks: [{ difference: null, verdict: 'no_judgement', significance: 'unknown' }],
      travel: { previous: { value: '70', direction: 'no_judgement' } },
    });
    const later = [figure('2017-18Q2', '77'), figure('2017-18Q1', '70', { qualifier: 'about' })];
    expect(assessed({ figures: later }).travel.previous).toMatchObject({ value: '70', direction: 'no_judgement' });
    const ended = { targets: [target('2017-18', point('72'))], asAt: '2018-06-01' };
    expect(assessed({ ...ended, figures: [figure('2017-18Q4', '77', { qualifier: 'about' })] })).toMatchObject({
      ragReason: 'QualifiedFigure',
      target: { met: null, metBy: null },
    });
  });

  it('whose value was left out is what its counts give', () => {
    expect(assessed({ figures: [figure('2017-18Q2', null, { computed: '77' })] }).value).toBe('77');
  });

  it('carries its warnings', () => {
    const warnings = [{ kind: 'StatedDiffersFromComputed', stated: '26.6', computed: '26.7' }] as const;
    expect(assessed({ figures: [figure('2017-18Q2', '26.6', { warnings })] }).warnings).toEqual(warnings);
  });
});

describe('a row without a figure', () => {
  it('is not rated, and shows the target and the benchmarks of the day', () => {
    const row = assessed({
      targets: [target('2017-18', point('72')), target('2018-19', point('75'))],
      benchmarks: [benchmark('england', '2016-17', '68'), benchmark('england', '2017-18', '70')],
    });
    expect(row).toMatchObject({
      period: null,
      periodKind: null,
      value: null,
      status: null,
      rag: 'not_rated',
      ragReason: 'NoFigure',
      target: { value: '72', met: null },
      benchmarks: [{ area: 'england', period: '2016-17', periodDiffers: true }],
      travel: { previous: null, yearAgo: null },
    });
  });

  it('shows the next milestone', () => {
    const targets = [target('2017-18Q2', milestone('50')), target('2017-18Q3', milestone('100'))];
    expect(assessed({ targets })).toMatchObject({
      ragReason: 'NoFigure',
      target: { value: '100', milestones: [{ state: 'past' }, { state: 'next' }] },
    });
  });

  it('is accepted with no target and no benchmark: Dudley', () => {
    expect(assessed({})).toMatchObject({ target: null, benchmarks: [], ragReason: 'NoFigure', provenance: [] });
  });
});

describe('the benchmark of an area', () => {
  const periodsShown = (...periods: string[]) =>
    assessed({
      figures: [figure('2017-18Q2', '77')],
      benchmarks: periods.map((period, index) => benchmark('england', period, '68', { position: 20 + index })),
    }).benchmarks.map(({ period, periodDiffers }) => [period, periodDiffers]);

  it('is the latest that ends on or before the figure', () => {
    expect(periodsShown('2015-16', '2016-17', '2017-18')).toEqual([['2016-17', true]]);
    expect(periodsShown('2017-18Q2', '2016-17')).toEqual([['2017-18Q2', false]]);
    expect(periodsShown('2017-18')).toEqual([]);
  });

  it('of two that end on one day is of the figure\u2019s own kind', () => {
    expect(periodsShown('2017-18Q2', '2017-18H1')).toEqual([['2017-18Q2', false]]);
  });

  it('restated is the one recorded last', () => {
    const benchmarks = [
      benchmark('england', '2016-17', '69', { position: 30 }),
      benchmark('england', '2016-17', '68', { position: 20 }),
    ];
    expect(assessed({ figures: [figure('2017-18Q2', '77')], benchmarks }).benchmarks).toMatchObject([{ value: '69' }]);
  });

  it('not published yet says so by its symbol, and is not judged', () => {
    const benchmarks = [benchmark('england', '2016-17', null, { symbol: 'x' })];
    expect(assessed({ figures: [figure('2017-18Q2', '77')], benchmarks }).benchmarks).toMatchObject([
      { value: null, symbol: 'x', difference: null, verdict: 'no_judgement', significance: 'unknown' },
    ]);
  });

  it('stands beside those of other areas, in order of area', () => {
    const benchmarks = ['south-west', 'england', 'neighbours'].map((area) => benchmark(area, '2016-17', '70'));
    const row = assessed({ figures: [figure('2017-18Q2', '77')], benchmarks });
    expect(row.benchmarks.map(({ area }) => area)).toEqual(['england', 'neighbours', 'south-west']);
  });

  it('gives no judgement for neutral polarity', () => {
    const row = assessed({
      indicator: indicator({ polarity: 'neutral' }),
      figures: [figure('2017-18Q1', '70'), figure('2017-18Q2', '77')],
      targets: [target('2017-18', point('72'))],
      benchmarks: [benchmark('england', '2016-17', '68')],
    });
    expect(row).toMatchObject({
      ragReason: 'NoPolarity',
      target: { variance: '5', favourable: null },
      benchmarks: [{ difference: '9', verdict: 'no_judgement' }],
      travel: { previous: { direction: 'no_judgement' } },
    });
  });
});

describe('what a row rests on', () => {
  it('is migrated as soon as one part of it is', () => {
    const figures = [figure('2017-18Q2', '77')];
    const targets = [target('2017-18', point('72'))];
    expect(assessed({ figures, targets }).basis).toBe('recorded');
    expect(assessed({ figures, targets: [target('2017-18', point('72'), { basis: 'migrated' })] }).basis).toBe(
      'migrated',
    );
    expect(assessed({ figures, indicator: indicator({ basis: 'migrated' }) }).basis).toBe('migrated');
    expect(assessed({ figures: [...figures, figure('2017-18Q1', '70', { basis: 'migrated' })] }).basis).toBe(
      'migrated',
    );
    expect(assessed({ figures: [...figures, figure('2016-17', '70', { basis: 'migrated' })] }).basis).toBe('recorded');
  });

  it('names each event once: a year ago may be the previous period', () => {
    const row = assessed({
      indicator: indicator({ frequencies: ['year'] }),
      figures: [figure('2015-16', '70', { position: 5 }), figure('2016-17', '71', { position: 9 })],
    });
    expect(row.provenance.map(({ position }) => position)).toEqual([9, 5]);
  });

  it('names the authorities that a quartile was drawn from', () => {
    const row = assessed({
      figures: [figure('2017-18Q2', '77')],
      targets: [target('2017-18', { kind: 'relative', rules: [{ rule: 'quartile', band: 'A' }] })],
      distribution: {
        period: '2016-17',
        values: ['52', '63', '68', '72', '100'],
        origins: [{ position: 90, type: 'BenchmarkReleased', basis: 'recorded' }],
      },
    });
    expect(row).toMatchObject({ rag: 'green', target: { rules: [{ against: '72', met: true }] } });
    expect(row.provenance.at(-1)).toEqual({ position: 90, type: 'BenchmarkReleased' });
  });
});

describe('whatever the figures', () => {
  const codes = ['2016-17', '2017-18', '2016-17Q4', '2017-18Q1', '2017-18Q2', '2017-18Q3', '2018-19Q1', '@2018-03-31'];
  const values = fc.integer({ min: 0, max: 1000 }).map((tenths) => decimal(`${tenths}e-1`)!);
  const series = fc
    .uniqueArray(fc.tuple(fc.constantFrom(...codes), fc.option(values)), { selector: ([code]) => code })
    .map((drawn) => drawn.map(([code, value]) => figure(code, value)));
  const targets = [
    target('2017-18', point('50')),
    target('2018-19', { kind: 'relative', rules: [{ rule: 'improves_on_previous' }] }),
  ];

  it('a later figure never changes what was so as at an earlier date, but that it is told to wait', () => {
    const shown = ({ pending: _waits, ragReason: _why, ...rest }: Assessment) => rest;
    fc.assert(
      fc.property(series, values, fc.constantFrom('2017-05-01', '2017-12-31', '2018-06-29'), (figures, value, asAt) => {
        const later = [figure('2018-19Q1', value), figure('2018-19', value)];
        const before = figures.filter(({ period }) => period !== '2018-19Q1');
        const question = { targets, asAt };
        const [withIt, without] = [[...before, ...later], before].map((each) =>
          assessed({ ...question, figures: each }),
        );
        expect(shown(withIt!)).toEqual(shown(without!));
        expect(withIt!.pending).not.toBeNull();
      }),
    );
  });

  it('the order in which rows are given does not matter', () => {
    fc.assert(
      fc.property(series, (figures) => {
        const question = { targets, asAt: '2018-12-31' };
        expect(assessed({ ...question, figures: figures.toReversed(), targets: targets.toReversed() })).toEqual(
          assessed({ ...question, figures }),
        );
      }),
    );
  });

  it('the direction of travel is antisymmetric: what is better one way is worse the other', () => {
    const mirrored = { better: 'worse', worse: 'better', same: 'same', no_judgement: 'no_judgement' } as const;
    const directions = (polarity: Polarity, earlier: string, later: string) => {
      const figures = [figure('2016-17Q2', earlier), figure('2017-18Q2', later)];
      const { previous, yearAgo } = assessed({ indicator: indicator({ polarity }), figures }).travel;
      expect(yearAgo!.direction).toBe(previous!.direction);
      return previous!.direction;
    };
    fc.assert(
      fc.property(values, values, fc.constantFrom<Polarity>('higher', 'lower', 'neutral'), (a, b, polarity) =>
        expect(directions(polarity, b, a)).toBe(mirrored[directions(polarity, a, b)]),
      ),
    );
  });
});

describe('a target whose period is running', () => {
  const targets = [target('2017-18', point('72'))];
  const quarter = (value: string, named = {}) =>
    assessed({ indicator: indicator({ tolerance: '2' }), figures: [figure('2017-18Q2', value)], targets, ...named });

  it.each([
    ['77', true, 'green', '5'],
    ['72', true, 'green', '0'],
    ['70', false, 'amber', '-2'],
    ['69', false, 'red', '-3'],
  ])('is neither met nor missed by %s: it is on course or not', (value, onCourse, rag, variance) => {
    expect(quarter(value)).toMatchObject({
      rag,
      ragBasis: 'course',
      target: { met: null, metBy: null, onCourse, variance },
    });
  });

  it('is over at the end of its last day', () => {
    expect(quarter('77', { asAt: '2018-03-30' }).target).toMatchObject({ met: null, onCourse: true });
    expect(quarter('77', { asAt: '2018-03-31' }).target).toMatchObject({ met: true, onCourse: null });
  });

  it('without a figure, polarity or bounds has no course', () => {
    expect(assessed({ targets }).target).toMatchObject({ met: null, onCourse: null });
    expect(quarter('77', { indicator: indicator({ polarity: 'neutral' }) }).target?.onCourse).toBeNull();
    expect(quarter('77', { targets: [target('2017-18', range(null, null))] })).toMatchObject({
      ragReason: 'TargetBoundsUnknown',
      ragBasis: null,
      target: { met: null, onCourse: null },
    });
  });
});

describe('a target whose period has ended', () => {
  const targets = [target('2017-18', point('72')), target('2018-19', point('80'))];
  const at = (asAt: string, ...figures: [string, string][]) =>
    assessed({
      targets,
      asAt,
      figures: figures.map(([period, value], index) => figure(period, value, { position: 41 + index })),
    });

  it('is met or missed by the figure of its own period', () => {
    expect(at('2018-06-01', ['2017-18Q4', '70'], ['2017-18', '73'])).toMatchObject({
      period: '2017-18Q4',
      rag: 'green',
      ragBasis: 'outturn',
      target: { met: true, onCourse: null, metBy: '2017-18', variance: '1' },
    });
  });

  it('is else met or missed by the last figure inside, which is named', () => {
    expect(at('2019-01-01', ['2017-18Q1', '80'], ['2017-18Q3', '71'])).toMatchObject({
      rag: 'red',
      ragBasis: 'outturn',
      target: { met: false, metBy: '2017-18Q3', variance: '-1' },
    });
  });

  it('is left alone by any later figure', () => {
    const inside: [string, string][] = [['2017-18Q2', '77']];
    const year = (row: ReturnType<typeof at>) => (row.target?.period === '2017-18' ? row.target.met : 'another target');
    expect(year(at('2018-03-31', ...inside))).toBe(true);
    expect(year(at('2019-03-31', ...inside))).toBe(true);
    expect(at('2018-06-30', ...inside, ['2018-19Q1', '60']).target).toMatchObject({ period: '2018-19', met: null });
  });

  it('rests on the figure that decided it, and on what stands beside that figure', () => {
    const row = assessed({
      targets: [target('2017-18', { kind: 'relative', rules: [{ rule: 'improves_on_previous' }] })],
      figures: [
        figure('2017-18Q4', '70', { position: 50 }),
        figure('2016-17', '71', { position: 51 }),
        figure('2017-18', '73', { position: 52 }),
      ],
      asAt: '2018-06-01',
    });
    expect(row).toMatchObject({
      period: '2017-18Q4',
      rag: 'green',
      target: { met: true, metBy: '2017-18', rules: [{ against: '71', period: '2016-17', met: true }] },
    });
    expect(row.provenance.map(({ position }) => position)).toEqual([50, 12, 52, 51]);
  });

  it('is not decided by a figure that was held back, nor passed on to another then', () => {
    const row = assessed({
      targets,
      figures: [figure('2017-18Q4', '80'), figure('2017-18', null, { symbol: 'c', position: 42 })],
      asAt: '2018-06-01',
    });
    expect(row).toMatchObject({ rag: 'not_rated', ragReason: 'ValueMissing', target: { met: null, metBy: null } });
  });

  it('whatever figures come later, stays as it was', () => {
    const values = fc.integer({ min: 0, max: 100 }).map(String);
    fc.assert(
      fc.property(values, values, fc.constantFrom('2018-06-30', '2018-12-31', '2019-03-30'), (value, later, asAt) => {
        const figures = [figure('2017-18Q4', value)];
        const yearly = (named: Partial<AssessmentQuestion>) =>
          assessed({ targets: targets.slice(0, 1), figures, kind: 'quarter', asAt: '2018-03-31', ...named });
        const more = [...figures, figure('2018-19', later), figure('AY2018-19', later), figure('@2018-04-01', later)];
        expect(yearly({ asAt, figures: more }).target).toEqual(yearly({}).target);
      }),
    );
  });
});

describe('a figure as a spreadsheet wrote it', () => {
  it('is judged as it was meant; what was written stays beside it', () => {
    const row = assessed({
      figures: [figure('2017-18Q2', '9.3699999999999992')],
      targets: [target('2017-18', point('9.37'))],
      benchmarks: [benchmark('england', '2016-17', '9.3699999999999992')],
    });
    expect(row).toMatchObject({
      value: '9.37',
      published: '9.3699999999999992',
      target: { onCourse: true, variance: '0' },
      benchmarks: [{ value: '9.37', difference: '0', verdict: 'same' }],
    });
  });

  it('is compared and told apart with the decimals of its indicator', () => {
    const row = assessed({
      indicator: indicator({ decimals: 1 }),
      figures: [figure('2017-18Q1', '74.9499'), figure('2017-18Q2', '74.95')],
      benchmarks: [benchmark('england', '2016-17', '74.98'), benchmark('south-west', '2016-17', '74.81')],
    });
    expect(row).toMatchObject({
      value: '74.95',
      benchmarks: [
        { value: '74.98', difference: '0', verdict: 'same' },
        { difference: '0.2', verdict: 'better' },
      ],
      travel: { previous: { direction: 'better' } },
    });
  });

  it('no verdict is on the side of a difference that is zero, and none is silent about one that is not', () => {
    const doubles = fc.double({ min: 0, max: 100, noNaN: true }).map((drawn) => decimal(drawn.toPrecision(17))!);
    fc.assert(
      fc.property(doubles, doubles, fc.integer({ min: 0, max: 6 }), (a, b, decimals) => {
        const [compared] = assessed({
          indicator: indicator({ decimals }),
          figures: [figure('2017-18Q2', a)],
          benchmarks: [benchmark('england', '2016-17', b)],
        }).benchmarks;
        expect(compared?.verdict === 'same').toBe(compared?.difference === '0');
        expect(compared?.difference?.split('.')[1]?.length ?? 0).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe('what is old', () => {
  it('is said of a figure by the periods that it misses', () => {
    const figures = [figure('2017-18Q1', '77')];
    expect(assessed({ figures, asAt: '2026-06-29' }).stale).toBe(35);
    expect(assessed({ figures, asAt: '2017-11-14' }).stale).toBeNull();
    expect(assessed({ figures, asAt: '2017-11-14', indicator: indicator({ expectedAfter: 30 }) }).stale).toBe(1);
    expect(assessed({}).stale).toBeNull();
  });

  it('is said of a comparator by the years that it is older than the figure', () => {
    const yearsOld = (period: string) =>
      assessed({
        figures: [figure('2017-18Q4', '77')],
        benchmarks: [benchmark('england', period, '68')],
        asAt: '2018-03-31',
      }).benchmarks[0]?.yearsOld;
    expect(['2017-18', '2016-17', '2015-16', '2010-11'].map(yearsOld)).toEqual([null, null, 2, 7]);
  });
});
