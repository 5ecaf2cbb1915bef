import { add, compare, type Decimal, multiply, ratio, round, squareRoot, subtract } from '@outturn/kernel';
import { poissonLimits } from './poisson-limits.js';

/** The two levels that public health profiles publish: 95% and 99.8%. */
export type Level = 0.95 | 0.998;

/** Both limits in the unit of the figure, to 18 decimals: the tolerance of every method here. */
export interface Interval {
  lower: Decimal;
  upper: Decimal;
}

/** Per level the normal quantile at 1 − (1 − level) / 2, to as many digits as the methods are published with. */
const Z: Readonly<Record<Level, Decimal>> = { 0.95: '1.959963984540054', 0.998: '3.090232306167813' };

const WORKING = 40;
const PLACES = 18;
const TEN: Decimal = '10';
const over = (a: Decimal, b: Decimal): Decimal => ratio(a, b, 1, WORKING);
const isWhole = (count: Decimal): boolean => !count.includes('.');

/**
 * The Wilson score interval of a percentage, 0 to 100 (E. B. Wilson 1927; PHEindicatormethods, Proportions.R). None of n
 * begins at exactly 0 and n of n ends at exactly 100.
 * Null where the two are not a proportion: no denominator, or a numerator below nought or above the denominator.
 */
export function wilson(numerator: Decimal, denominator: Decimal, level: Level): Interval | null {
  const isProportion = compare(numerator, '0') >= 0 && compare(numerator, denominator) <= 0;
  if (compare(denominator, '0') <= 0 || !isProportion) return null;
  const square = multiply(Z[level], Z[level]);
  const centre = add(multiply('2', numerator), square);
  const variance = over(multiply(numerator, subtract(denominator, numerator)), denominator);
  const spread = multiply(Z[level], squareRoot(add(square, multiply('4', variance)), WORKING));
  const whole = multiply('2', add(denominator, square));
  const limit = (count: Decimal): Decimal => ratio(count, whole, 100, PLACES);
  return { lower: limit(subtract(centre, spread)), upper: limit(add(centre, spread)) };
}

/** Byar's approximation to the limits of a Poisson count (Breslow and Day 1987; PHEindicatormethods, Rates.R). */
export function byars(count: Decimal, level: Level): Interval {
  const limit = (observed: Decimal, z: Decimal): Decimal => {
    const bias = subtract('1', over('1', multiply('9', observed)));
    const root = add(bias, over(z, multiply('3', squareRoot(observed, WORKING))));
    return round(multiply(observed, multiply(root, multiply(root, root))), PLACES);
  };
  const below = subtract('0', Z[level]);
  return { lower: compare(count, '0') === 0 ? '0' : limit(count, below), upper: limit(add(count, '1'), Z[level]) };
}

/** The exact limits of a Poisson count of nought to nine (Garwood 1936): what its chi-square quantiles give. */
export function exactPoisson(count: Decimal, level: Level): Interval | null {
  const [lower, upper] = poissonLimits[level][Number(count)] ?? [];
  return lower === undefined || upper === undefined ? null : { lower, upper };
}

/**
 * The interval of a rate of `per` people: Byar's for ten cases or more, exact below. Cases may outnumber people.
 * Null where there is no population, or the count is no whole number of cases.
 */
export function poissonRate(count: Decimal, population: Decimal, per: number, level: Level): Interval | null {
  if (compare(population, '0') <= 0 || compare(count, '0') < 0 || !isWhole(count)) return null;
  const cases = compare(count, TEN) < 0 ? exactPoisson(count, level) : byars(count, level);
  const limit = (events: Decimal): Decimal => ratio(events, population, per, PLACES);
  return cases && { lower: limit(cases.lower), upper: limit(cases.upper) };
}
