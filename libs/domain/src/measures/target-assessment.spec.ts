import { decimal } from '@outturn/kernel';
import fc from 'fast-check';
import type { RelativeRule, TargetValue } from '../target/target.events.js';
import { milestone, point, range } from './assessment-rows.fixture.js';
import type { Polarity } from './polarity.js';
import { colours, ragPolicies } from './rag.js';
import { type Evidence, judge } from './target-assessment.js';

const evidence: Evidence = {
  value: '77',
  polarity: 'higher',
  tolerance: null,
  decimals: 1,
  policy: ragPolicies['default@2'],
  benchmarks: [],
  previous: null,
  distribution: null,
};
const judged = (target: TargetValue, named: Partial<Evidence> = {}) => judge(target, { ...evidence, ...named });
const notRated = (ragReason: string) => ({ rag: 'not_rated', ragReason });

describe('a point target', () => {
  it('is met at the value and beyond it', () => {
    expect(judged(point('72'))).toMatchObject({ met: true, variance: '5', favourable: true, rating: { rag: 'green' } });
    expect(judged(point('77'))).toMatchObject({ met: true, variance: '0', favourable: true, rating: { rag: 'green' } });
  });

  it('is missed on the other side: amber within tolerance, red beyond', () => {
    const named = { tolerance: '2' };
    expect(judged(point('79'), named)).toMatchObject({ met: false, variance: '-2', rating: { rag: 'amber' } });
    expect(judged(point('79.1'), named)).toMatchObject({ met: false, variance: '-2.1', rating: { rag: 'red' } });
    expect(judged(point('79'))).toMatchObject({ favourable: false, rating: { rag: 'red' } });
  });

  it('is met below the value where lower is better', () => {
    expect(judged(point('72'), { polarity: 'lower' })).toMatchObject({ met: false, variance: '5', favourable: false });
    expect(judged(point('80'), { polarity: 'lower' })).toMatchObject({ met: true, variance: '-3', favourable: true });
  });

  it('is not judged without polarity, but the variance stays', () => {
    expect(judged(point('72'), { polarity: 'neutral' })).toEqual({
      met: null,
      variance: '5',
      favourable: null,
      rules: [],
      rating: notRated('NoPolarity'),
    });
  });

  it('is not judged without a value', () => {
    expect(judged(point('72'), { value: null })).toMatchObject({ met: null, rating: notRated('ValueMissing') });
  });
});

describe('a milestone', () => {
  it('is judged as a point', () => {
    expect(judged(milestone('100'))).toMatchObject({ met: false, variance: '-23', rating: { rag: 'red' } });
  });
});

describe('what is compared', () => {
  it('is as it is published: a difference that is not shown decides nothing', () => {
    const named = { decimals: 1, value: '75' };
    expect(judged(point('75.04'), named)).toMatchObject({ met: true, variance: '0' });
    expect(judged(point('75.05'), named)).toMatchObject({ met: false, variance: '-0.1' });
    expect(judged(point('75.0000001'), { ...named, decimals: 0 })).toMatchObject({ met: true, variance: '0' });
    expect(judged(point('75.4'), { ...named, decimals: 0 })).toMatchObject({ met: false, variance: '-0.4' });
    expect(judged(range('75.04', null), named)).toMatchObject({ met: true, variance: '0' });
    const rule = { kind: 'relative', rules: [{ rule: 'better_than', area: 'england' }] } as const;
    const benchmarks = [{ area: 'england', period: '2016-17', value: '74.96' }];
    expect(judged(rule, { ...named, benchmarks })).toMatchObject({ met: false, rules: [{ variance: '0' }] });
  });

  it('has no verdict of its own where a spreadsheet wrote a double', () => {
    expect(judged(point('9.3699999999999992'), { value: '9.37', decimals: 2 })).toMatchObject({
      met: true,
      variance: '0',
    });
  });
});

describe('a range', () => {
  it.each([
    ['70', '80', 'higher', true, '0', 'green'],
    ['77', '80', 'higher', true, '0', 'green'],
    ['70', '77', 'lower', true, '0', 'green'],
    ['78', '80', 'higher', false, '-1', 'amber'],
    ['80', '90', 'higher', false, '-3', 'red'],
    ['70', '75', 'lower', false, '2', 'amber'],
    ['70', '75', 'neutral', false, '2', 'amber'],
    ['70', '80', 'neutral', true, '0', 'green'],
  ] as const)(
    'of %s to %s where %s is better: met %s, %s from its nearest bound, %s',
    (lower, upper, polarity, met, variance, rag) => {
      expect(judged(range(lower, upper), { polarity, tolerance: '2' })).toMatchObject({
        met,
        variance,
        rating: { rag },
      });
    },
  );

  it('is met by a figure beyond it on the good side', () => {
    expect(judged(range('70', '75'))).toMatchObject({
      met: true,
      variance: '2',
      favourable: true,
      rating: { rag: 'green' },
    });
    expect(judged(range('80', '90'), { polarity: 'lower' })).toMatchObject({
      met: true,
      variance: '-3',
      favourable: true,
    });
  });

  it('whose bounds were never published is stated, not checkable', () => {
    expect(judged(range(null, null))).toMatchObject({
      met: null,
      variance: null,
      rating: notRated('TargetBoundsUnknown'),
    });
  });

  it('with the one bound that matters is judged by it', () => {
    expect(judged(range('72', null))).toMatchObject({ met: true, variance: '0' });
    expect(judged(range('80', null))).toMatchObject({ met: false, variance: '-3' });
    expect(judged(range(null, '75'), { polarity: 'lower' })).toMatchObject({ met: false, variance: '2' });
    expect(judged(range(null, '75'), { polarity: 'neutral' })).toMatchObject({ met: false, variance: '2' });
  });

  it('with only the other bound is met for certain there or beyond, and else cannot be said', () => {
    expect(judged(range(null, '77'))).toMatchObject({ met: true, variance: '0' });
    expect(judged(range(null, '75'))).toMatchObject({ met: true, variance: '2' });
    expect(judged(range(null, '80'))).toMatchObject({ met: null, rating: notRated('TargetBoundsUnknown') });
  });
});

describe('a relative target', () => {
  const relative = (...rules: RelativeRule[]): TargetValue => ({ kind: 'relative', rules });
  const england = (value: string | null) => ({ benchmarks: [{ area: 'england', period: '2016-17', value }] });
  const betterThanEngland: RelativeRule = { rule: 'better_than', area: 'england' };
  const improves: RelativeRule = { rule: 'improves_on_previous' };
  const bestQuartile: RelativeRule = { rule: 'quartile', band: 'A' };

  it('better than an area is strictly better; at or better than it is not', () => {
    expect(judged(relative(betterThanEngland), england('77'))).toMatchObject({ met: false, rating: { rag: 'red' } });
    const atOrBetter = relative({ rule: 'at_or_better_than', area: 'england' });
    expect(judged(atOrBetter, england('77'))).toMatchObject({ met: true, rating: { rag: 'green' } });
  });

  it('states each rule with what it was held against', () => {
    expect(judged(relative(betterThanEngland), england('68')).rules).toEqual([
      { rule: 'better_than', area: 'england', met: true, against: '68', period: '2016-17', variance: '9' },
    ]);
  });

  it('needs a benchmark with a value', () => {
    expect(judged(relative(betterThanEngland))).toMatchObject({ met: null, rating: notRated('BenchmarkUnknown') });
    expect(judged(relative(betterThanEngland), england(null)).rating).toEqual(notRated('BenchmarkUnknown'));
  });

  it('improving needs a previous figure, and standing still is no improvement', () => {
    const previous = (value: string) => ({ previous: { period: '2017-18Q1', value } });
    expect(judged(relative(improves)).rating).toEqual(notRated('PreviousUnknown'));
    expect(judged(relative(improves), previous('76')).met).toBe(true);
    expect(judged(relative(improves), previous('77')).met).toBe(false);
  });

  it('a quartile is judged by LAIT\u2019s bands, a better band included', () => {
    const distribution = { period: '2016-17', values: ['52', '63', '68', '72', '100'], origins: [] };
    const quartile = (band: 'A' | 'B' | 'D', value: string) =>
      judged(relative({ rule: 'quartile', band }), { value, distribution }).met;
    expect(quartile('A', '77')).toBe(true);
    expect(quartile('A', '72')).toBe(false);
    expect(quartile('B', '77')).toBe(true);
    expect(quartile('D', '52')).toBe(true);
    expect(judged(relative(bestQuartile)).rating).toEqual(notRated('NeedsAdoptedRelease'));
  });

  it('all rules must hold', () => {
    const both = relative(betterThanEngland, improves);
    const named = { ...england('68'), previous: { period: '2017-18Q1', value: '78' } };
    expect(judged(both, named)).toMatchObject({ met: false, rating: { rag: 'red' } });
    expect(judged(both, { ...named, tolerance: '1' })).toMatchObject({ met: false, rating: { rag: 'amber' } });
  });

  it('a rule that cannot be judged leaves it open, unless another is missed outright', () => {
    const both = relative(improves, betterThanEngland);
    expect(judged(both, england('68'))).toMatchObject({ met: null, rating: notRated('PreviousUnknown') });
    expect(judged(both, england('80'))).toMatchObject({ met: false, rating: { rag: 'red' } });
    expect(judged(both, { ...england('80'), tolerance: '5' })).toMatchObject({
      met: false,
      rating: notRated('PreviousUnknown'),
    });
  });

  it('says nothing without polarity or a value, but still what it would be held against', () => {
    const neutral = judged(relative(betterThanEngland), { ...england('68'), polarity: 'neutral' });
    expect(neutral).toMatchObject({ met: null, rating: notRated('NoPolarity') });
    const missing = judged(relative(betterThanEngland), { ...england('68'), value: null });
    expect(missing).toMatchObject({ met: null, rules: [{ against: '68', variance: null }] });
    expect(missing.rating).toEqual(notRated('ValueMissing'));
  });
});

describe('whatever the target', () => {
  const figures = fc.integer({ min: 0, max: 1000 }).map((tenths) => decimal(`${tenths}e-1`)!);
  const polarities = fc.constantFrom<Polarity>('higher', 'lower');
  const bounds = fc.tuple(fc.option(figures), fc.option(figures)).map(([a, b]) => {
    const swap = a !== null && b !== null && Number(a) > Number(b);
    return swap ? range(b, a) : range(a, b);
  });
  const rules = fc.subarray<RelativeRule>(
    [
      { rule: 'better_than', area: 'england' },
      { rule: 'at_or_better_than', area: 'south-west' },
      { rule: 'improves_on_previous' },
      { rule: 'quartile', band: 'A' },
      { rule: 'quartile', band: 'C' },
    ],
    { minLength: 1 },
  );
  const targets: fc.Arbitrary<TargetValue> = fc.oneof(
    figures.map(point),
    figures.map(milestone),
    bounds,
    rules.map((chosen): TargetValue => ({ kind: 'relative', rules: chosen })),
  );
  const circumstances = fc.record({
    tolerance: fc.option(figures),
    benchmarks: fc.tuple(fc.option(figures), fc.option(figures)).map(([england, southWest]) => [
      { area: 'england', period: '2016-17', value: england },
      { area: 'south-west', period: '2016-17', value: southWest },
    ]),
    previous: fc.option(figures.map((value) => ({ period: '2017-18Q1', value }))),
    distribution: fc.option(
      fc.array(figures, { minLength: 1, maxLength: 20 }).map((values) => ({ period: '2016-17', values, origins: [] })),
    ),
  });

  it('a better outturn is never rated worse, for either polarity', () => {
    fc.assert(
      fc.property(targets, polarities, circumstances, figures, figures, (terms, polarity, around, a, b) => {
        const [worse, better] = Number(a) < Number(b) === (polarity === 'higher') ? [a, b] : [b, a];
        const rank = (value: string) => {
          const { rag } = judged(terms, { ...around, polarity, value }).rating;
          return rag === 'not_rated' ? null : colours.indexOf(rag);
        };
        const [before, after] = [rank(worse), rank(better)];
        if (before !== null && after !== null) expect(after).toBeLessThanOrEqual(before);
      }),
      { numRuns: 500 },
    );
  });

  it('green is met, and red and amber are not', () => {
    fc.assert(
      fc.property(targets, polarities, circumstances, figures, (terms, polarity, around, value) => {
        const { met, rating } = judged(terms, { ...around, polarity, value });
        if (rating.rag !== 'not_rated') expect(met).toBe(rating.rag === 'green');
      }),
    );
  });
});
