import { add, compare, percentOf } from '@outturn/kernel';
import fc from 'fast-check';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byars, exactPoisson, type Interval, type Level, poissonRate, wilson } from './confidence.js';

const expectInterval = (interval: Interval | null, lower: number, upper: number, digits = 7) => {
  expect(Number(interval?.lower)).toBeCloseTo(lower, digits);
  expect(Number(interval?.upper)).toBeCloseTo(upper, digits);
};
const percentage = (n: number, d: number, level: Level) => wilson(String(n), String(d), level);
const rate = (count: number, population: number, per: number, level: Level) =>
  poissonRate(String(count), String(population), per, level);

describe('the interval of a percentage is the Wilson score', () => {
  it.each([
    [1, 100, 0.1767432, 5.4486196, 0.0873066, 10.4554453],
    [5, 100, 2.1543679, 11.1750469, 1.3865321, 16.4588523],
    [20, 100, 13.3366933, 28.8829166, 10.5191621, 34.7110942],
    [65, 100, 55.2544433, 73.6357518, 49.5494657, 77.8354061],
    [222, 3215, 6.079169, 7.8339567, 5.647102, 8.4184142],
    [999, 3456, 27.4189511, 30.4403897, 26.5839958, 31.3447545],
    [9856, 12345, 79.1210175, 80.5364007, 78.6992411, 80.9306141],
  ])('%i of %i is %f to %f at 95%%, %f to %f at 99.8%%', (n, d, lower95, upper95, lower998, upper998) => {
    expectInterval(percentage(n, d, 0.95), lower95, upper95);
    expectInterval(percentage(n, d, 0.998), lower998, upper998);
  });

  it('115 of about 150 children is 69.3 to 82.7: Wiltshire, 2017', () => {
    expectInterval(percentage(115, 150, 0.95), 69.3, 82.7, 1);
  });

  it('stays between zero and a hundred, round the figure itself', () => {
    const cohorts = fc
      .integer({ min: 1, max: 5000 })
      .chain((d) => fc.tuple(fc.integer({ min: 0, max: d }), fc.constant(d)));
    fc.assert(
      fc.property(cohorts, fc.constantFrom<Level>(0.95, 0.998), ([n, d], level) => {
        const { lower, upper } = percentage(n, d, level)!;
        expect(compare(lower, '0')).toBeGreaterThanOrEqual(0);
        expect(compare(upper, '100')).toBeLessThanOrEqual(0);
        expect(compare(lower, percentOf(String(n), String(d), 18))).toBeLessThanOrEqual(0);
        expect(compare(upper, percentOf(String(n), String(d), 18))).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('none of n begins at exactly 0, n of n ends at exactly 100, and nothing else touches either', () => {
    const cohort = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(cohort, fc.nat(), fc.constantFrom<Level>(0.95, 0.998), (d, drawn, level) => {
        expect(percentage(0, d, level)!.lower).toBe('0');
        expect(percentage(d, d, level)!.upper).toBe('100');
        const n = 1 + (drawn % d);
        expect(percentage(n, d, level)!.lower).not.toBe('0');
        expect(percentage(d - n, d, level)!.upper).not.toBe('100');
      }),
    );
  });

  it('mirrors: what n of d leaves over has the interval that n of d leaves over', () => {
    const cohorts = fc.integer({ min: 1, max: 900 }).chain((d) => fc.tuple(fc.nat({ max: d }), fc.constant(d)));
    fc.assert(
      fc.property(cohorts, ([n, d]) => {
        const [taken, left] = [percentage(n, d, 0.95)!, percentage(d - n, d, 0.95)!];
        expect(add(taken.lower, left.upper)).toBe('100');
        expect(add(taken.upper, left.lower)).toBe('100');
      }),
    );
  });

  it('there is none without a proportion', () => {
    expect([percentage(1, 0, 0.95), percentage(3, 2, 0.95), percentage(-1, 2, 0.95)]).toEqual([null, null, null]);
  });
});

describe('the interval of a rate is exact below ten cases and Byar\u2019s from ten', () => {
  it.each([
    [1, 0.0253178, 5.5716434, 0.0010005, 9.2334135],
    [5, 1.6234864, 11.6683321, 0.7393717, 16.4547452],
    [20, 12.2114288, 30.8898804, 8.9228024, 38.0850356],
    [65, 50.1631877, 82.8491385, 42.8802615, 94.0002908],
  ])('%i in 100 is %f to %f at 95%%, %f to %f at 99.8%%', (count, lower95, upper95, lower998, upper998) => {
    expectInterval(rate(count, 100, 100, 0.95), lower95, upper95);
    expectInterval(rate(count, 100, 100, 0.998), lower998, upper998);
  });

  it('cases may outnumber people', () => {
    expectInterval(rate(250, 220, 100_000, 0.95), 99_984.95, 128_631.14, 2);
    expectInterval(rate(250, 220, 100_000, 0.998), 92_710.01, 137_651.24, 2);
  });

  it('no case at all has a lower limit of zero and still an upper one', () => {
    expectInterval(exactPoisson('0', 0.95), 0, 3.6888795);
    expect(byars('0', 0.95).lower).toBe('0');
  });

  it('there is none without a population, or for part of a case', () => {
    expect([rate(1, 0, 100, 0.95), rate(1.5, 100, 100, 0.95)]).toEqual([null, null]);
  });

  it('the exact limits of zero to nine cases leave what they say in either tail', () => {
    const atMost = (count: number, mean: number): number => {
      let term = Math.exp(-mean);
      let sum = term;
      for (let cases = 1; cases <= count; cases += 1) sum += term *= mean / cases;
      return sum;
    };
    for (const [level, tail] of [
      [0.95, 0.025],
      [0.998, 0.001],
    ] as const)
      for (let count = 0; count < 10; count += 1) {
        const { lower, upper } = exactPoisson(String(count), level)!;
        expect(atMost(count, Number(upper))).toBeCloseTo(tail, 14);
        if (count > 0) expect(1 - atMost(count - 1, Number(lower))).toBeCloseTo(tail, 14);
      }
    expect(exactPoisson('10', 0.95)).toBeNull();
  });

  it('the higher level is the wider interval', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (count) => {
        const narrow = rate(count, 1000, 10_000, 0.95)!;
        const wide = rate(count, 1000, 10_000, 0.998)!;
        expect(compare(wide.lower, narrow.lower)).toBeLessThanOrEqual(0);
        expect(compare(wide.upper, narrow.upper)).toBe(1);
      }),
    );
  });
});

// Test data of PHEindicatormethods (github.com/ukhsa-collaboration/PHEindicatormethods), which is not in this
// repository: it lies beside it where the team keeps public data.
const oracles = join(process.cwd(), '..', 'shared', 'data', 'statistics');
const withOracles = existsSync(oracles) ? describe : describe.skip;

withOracles(
  `the intervals of PHEindicatormethods${existsSync(oracles) ? '' : ' (skipped: ../shared/data/statistics is not here)'}`,
  () => {
    const rows = (file: string) => {
      const [names = [], ...cells] = readFileSync(join(oracles, file), 'utf8')
        .trim()
        .split(/\r?\n/)
        .map((line) => line.split(','));
      return cells.map((cell) => Object.fromEntries(names.map((name, i) => [name, cell[i] ?? ''])));
    };
    const close = (actual: number | undefined, text: string | undefined) => {
      if (text) expect(Math.abs((actual ?? Number.NaN) / Number(text) - 1)).toBeLessThan(1e-12);
    };

    it('Wilson, two levels together', () => {
      for (const row of rows('testdata_Proportion.testdata_Prop.csv').filter((r) => r['value'])) {
        const scale = Number(row['multiplier']) / 100;
        const of = (level: Level) => wilson(row['Numerator']!, row['Denominator']!, level);
        close(Number(of(0.95)!.lower) * scale, row['lower95_0cl']);
        close(Number(of(0.95)!.upper) * scale, row['upper95_0cl']);
        close(Number(of(0.998)!.lower) * scale, row['lower99_8cl']);
        close(Number(of(0.998)!.upper) * scale, row['upper99_8cl']);
      }
    });

    it('Byar\u2019s and Wilson by themselves', () => {
      for (const row of rows('testdata_Byars_Wilson.testdata_B_W.csv')) {
        const level: Level = row['confidence'] === '95%' ? 0.95 : 0.998;
        const isByars = row['method'] === 'Byars';
        const interval = isByars ? byars(row['x']!, level) : wilson(row['x']!, row['n']!, level)!;
        close(Number(interval.lower) / (isByars ? 1 : 100), row['lowercl']);
        close(Number(interval.upper) / (isByars ? 1 : 100), row['uppercl']);
      }
    });
  },
);
