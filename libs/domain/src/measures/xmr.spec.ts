import * as fc from 'fast-check';
import { add, decimal, type Decimal, multiply } from '@outturn/kernel';
import { xmr, type SpecialCause } from './xmr.js';

const exact = (values: readonly number[]): Decimal[] => values.map((value) => decimal(String(value))!);
const unbroken = (values: readonly number[]) => xmr([exact(values)]);
const limitsOf = (values: readonly number[]) => {
  const limits = unbroken(values)?.limits;
  return limits && { mean: Number(limits.mean), lower: Number(limits.lower), upper: Number(limits.upper) };
};
const causesOf = (values: readonly number[]) => unbroken(values)?.points.map(({ cause }) => cause);
const countOf = (values: readonly number[], cause: SpecialCause) =>
  causesOf(values)?.filter((each) => each === cause).length;

// NHSRplotthedots, tests/testthat/_snaps/ptd_spc_standard.md.
const NORMAL = [
  -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285,
  -0.44566197, 1.2240818, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716,
  0.7013559, -0.47279141,
];

describe('process limits', () => {
  it('are those of NHSRplotthedots', () => {
    expect(limitsOf(NORMAL)?.mean).toBeCloseTo(0.1416238, 7);
    expect(limitsOf(NORMAL)?.lower).toBeCloseTo(-3.01138, 5);
    expect(limitsOf(NORMAL)?.upper).toBeCloseTo(3.294627, 6);
  });

  it('leave out the moving ranges of one wild value', () => {
    const limits = limitsOf(NORMAL.with(14, 10));
    expect(limits?.mean).toBeCloseTo(0.6694159, 7);
    expect(limits?.lower).toBeCloseTo(-2.383666, 6);
    expect(limits?.upper).toBeCloseTo(3.722497, 6);
  });

  it('are screened as the vignette "deviations" of NHSRplotthedots shows', () => {
    const limits = limitsOf([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]);
    expect([limits?.mean, limits?.lower, limits?.upper].map((each) => each?.toFixed(2))).toEqual([
      '1.94',
      '-0.72',
      '4.60',
    ]);
  });

  it('need two values', () => {
    expect(xmr([])).toBeNull();
    expect(xmr([['77']])).toBeNull();
  });

  it('meet at the mean where nothing ever changes', () => {
    expect(limitsOf([5, 5, 5])).toEqual({ mean: 5, lower: 5, upper: 5 });
    expect(causesOf([5, 5, 5])).toEqual([null, null, null]);
  });
});

// Wide limits: nothing that follows lies outside them.
const SWINGING = [0, 9, 0, 9, 0, 9, 0, 9, 0, 9];

describe('a special cause', () => {
  it('is a point outside the limits', () => {
    const points = unbroken([1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1])?.points;
    expect(points?.[4]).toEqual({ value: '10', cause: 'outside_limits', side: 'high' });
    expect(points?.filter(({ cause }) => cause === 'outside_limits')).toHaveLength(1);
  });

  it('is none in sixteen values that swing, not even where the last two swing further', () => {
    const swinging = Array.from({ length: 14 }, (_, index) => (index % 2 === 0 ? 1 : -1));
    expect(causesOf([...swinging, 5.5, -5.5])?.slice(-2)).toEqual([null, null]);
  });

  it('is a trend of seven points, all of which are marked', () => {
    const rising = [...SWINGING, 1, 2, 3, 4, 5, 6, 7];
    expect(causesOf(rising)?.slice(-7)).toEqual(Array.from({ length: 7 }, () => 'trend'));
    expect(unbroken(rising.toReversed())?.points[0]).toEqual({ value: '7', cause: 'trend', side: 'low' });
  });

  it('is no trend of six points, nor one that a tie breaks', () => {
    expect(countOf([...SWINGING, 2, 3, 4, 5, 6, 7], 'trend')).toBe(0);
    expect(countOf([...SWINGING, 1, 2, 3, 3, 4, 5, 6], 'trend')).toBe(0);
  });

  it('is a shift: seven points in a row on one side of the mean', () => {
    const shifted = [1, 3, 1, 3, 1, 3, 1, 10, 12, 10, 12, 10, 12, 10];
    expect(causesOf(shifted)?.every((cause) => cause !== null)).toBe(true);
    expect(countOf(shifted.slice(1, -1), 'shift')).toBe(0);
  });

  it('is two of three points near one limit, and only those two', () => {
    // The mean is 0.05; the near limit lies at 3.13 and the upper one at 4.67.
    const values = [0, -1, 0, -1, 0, -1, 0, -1, 4.5, 1, 4.5, -1, 0, -1, 0, -1, 0, -1, 0, -1];
    const points = unbroken(values)?.points ?? [];
    expect(points[8]).toMatchObject({ cause: 'two_of_three', side: 'high' });
    expect(points[9]?.cause).toBeNull();
    expect(points[10]).toMatchObject({ cause: 'two_of_three', side: 'high' });
  });

  it('is not two points near opposite limits', () => {
    const values = [0, -1, 0, -1, 0, -1, 0, -1, 4.5, 1, -4.5, -1, 0, -1, 0, -1, 0, -1, 0, -1];
    expect(countOf(values, 'two_of_three')).toBe(0);
  });

  it('turns with the figures: turned upside down, each points the other way', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 2, maxLength: 30 }), (values) => {
        const turned = unbroken(values.map((value) => -value))?.points;
        const other = { high: 'low', low: 'high' } as const;
        expect(turned?.map(({ cause, side }) => ({ cause, side }))).toEqual(
          unbroken(values)?.points.map(({ cause, side }) => ({ cause, side: side === null ? null : other[side] })),
        );
      }),
    );
  });
});

describe('nothing but the figures makes a signal:', () => {
  const decimals = fc
    .tuple(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: 0, max: 3 }))
    .map(([digits, places]) => decimal(`${digits}e-${places}`)!);
  // Few different values, so that runs, ties and points on a limit come up.
  const series = fc
    .array(decimals, { minLength: 1, maxLength: 4 })
    .chain((values) => fc.array(fc.constantFrom(...values), { minLength: 2, maxLength: 40 }));
  const signalsOf = (values: readonly Decimal[]) => xmr([values])?.points.map(({ cause, side }) => ({ cause, side }));

  it.each(['0.1', '33.3', '99.9', '0', '-7.7'])('seventeen times %s have none', (value) => {
    const limits = { mean: value, lower: value, upper: value };
    const none = Array.from({ length: 17 }, () => ({ value, cause: null, side: null }));
    expect(xmr([Array.from({ length: 17 }, () => value)])).toEqual({ limits, points: none });
  });

  it('a constant series has none, whatever its value and length', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: 2, max: 60 }), (value, length) => {
        const points = xmr([Array.from({ length }, () => value)])?.points;
        expect(points?.filter(({ cause }) => cause !== null)).toEqual([]);
      }),
    );
  });

  it('shifting a series changes none', () => {
    fc.assert(
      fc.property(series, decimals, (values, by) =>
        expect(signalsOf(values.map((value) => add(value, by)))).toEqual(signalsOf(values)),
      ),
    );
  });

  it('scaling a series changes none', () => {
    const scales = decimals.filter((scale) => Number(scale) > 0);
    fc.assert(
      fc.property(series, scales, (values, by) =>
        expect(signalsOf(values.map((value) => multiply(value, by)))).toEqual(signalsOf(values)),
      ),
    );
  });

  it('a point on its limit is within it, and one a billionth beyond is not', () => {
    const withSixth = (value: Decimal) => xmr([['3', '5', '5', '4', '5', value, '22', '4', '5', '3']])!;
    expect(withSixth('2').limits.lower).toBe('2');
    expect(withSixth('2').points[5]?.cause).toBeNull();
    expect(withSixth('1.999999999').points[5]).toMatchObject({ cause: 'outside_limits', side: 'low' });
  });
});

describe('a missing period', () => {
  const low = ['0', '4', '0', '4', '0', '4', '0'];
  const high = ['6', '10', '6', '10', '6', '10', '6'];
  const causes = (...stretches: string[][]) => xmr(stretches)?.points.map(({ cause }) => cause);

  it('ends a shift: four points before and three after are none', () => {
    expect(causes(low, high)?.slice(-7)).toEqual(Array.from({ length: 7 }, () => 'shift'));
    expect(causes(low, high.slice(0, 4), high.slice(4))?.slice(-7)).toEqual(Array.from({ length: 7 }, () => null));
  });

  it('ends a trend', () => {
    const rising = exact([1, 2, 3, 4, 5, 6, 7]);
    const swinging = exact(SWINGING);
    expect(causes([...swinging, ...rising])?.slice(-7)).toEqual(Array.from({ length: 7 }, () => 'trend'));
    expect(causes([...swinging, ...rising.slice(0, 4)], rising.slice(4))?.slice(-7)).not.toContain('trend');
  });

  it('ends two of three', () => {
    const before = exact([0, -1, 0, -1, 0, -1, 0, -1, 4.5]);
    const after = exact([1, 4.5, -1, 0, -1, 0, -1, 0, -1, 0, -1]);
    expect(causes([...before, ...after])).toContain('two_of_three');
    expect(causes(before, after)).not.toContain('two_of_three');
  });

  it('leaves the limits as they are: they rest on every figure', () => {
    expect(xmr([low, high])?.limits).toEqual(xmr([[...low, ...high]])?.limits);
  });
});
