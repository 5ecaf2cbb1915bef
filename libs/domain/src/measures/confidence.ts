import { compare, type Decimal } from '@outturn/kernel';
import { type Fixed, fixed, ONE, over, rootOf, times, unfixed } from './fixed-point.js';
import { poissonLimits } from './poisson-limits.js';

/** The two levels that public health profiles publish: 95% and 99.8%. */
export type Level = 0.95 | 0.998;

/** Both limits in the unit of the figure, to 18 decimals: the tolerance of every method here. */
export interface Interval {
  readonly lower: Decimal;
  readonly upper: Decimal;
}

/** Per level the normal quantile at 1 − (1 − level) / 2, to as many digits as the methods are published with. */
const Z: Readonly<Record<Level, Fixed>> = { 0.95: fixed('1.959963984540054'), 0.998: fixed('3.090232306167813') };

const PLACES = 18;
const TEN: Decimal = '10';
const isWhole = (count: Decimal): boolean => !count.includes('.');

/**
 * The Wilson score interval of a percentage, 0 to 100 (E. B. Wilson 1927; PHEindicatormethods, Proportions.R). None of n
 * begins at exactly 0 and n of n ends at exactly 100.
 * Null where the two are not a proportion: no denominator, or a numerator below zero or above the denominator.
 */
export function wilson(numerator: Decimal, denominator: Decimal, level: Level): Interval | null {
  const [count, cohort, z] = [fixed(numerator), fixed(denominator), Z[level]];
  if (cohort <= 0n || count < 0n || count > cohort) return null;
  const square = times(z, z);
  const centre = 2n * count + square;
  const variance = (count * (cohort - count)) / cohort;
  const spread = times(z, rootOf(square + 4n * variance));
  const limit = (part: Fixed): Decimal => unfixed(over(100n * part, 2n * (cohort + square)), PLACES);
  return { lower: limit(centre - spread), upper: limit(centre + spread) };
}

/** Byar's approximation to the limits of a Poisson count (Breslow and Day 1987; PHEindicatormethods, Rates.R). */
export function byars(count: Decimal, level: Level): Interval {
  const limit = (observed: Fixed, z: Fixed): Decimal => {
    const root = ONE - over(ONE, 9n * observed) + over(z, 3n * rootOf(observed));
    return unfixed(times(observed, times(root, times(root, root))), PLACES);
  };
  const cases = fixed(count);
  return { lower: cases === 0n ? '0' : limit(cases, -Z[level]), upper: limit(cases + ONE, Z[level]) };
}

/** The exact limits of a Poisson count of zero to nine (Garwood 1936): what its chi-square quantiles give. */
export function exactPoisson(count: Decimal, level: Level): Interval | null {
  const [lower, upper] = poissonLimits[level][Number(count)] ?? [];
  return lower === undefined || upper === undefined ? null : { lower, upper };
}

/**
 * The interval of a rate of `per` people: Byar's for ten cases or more, exact below. Cases may outnumber people.
 * Null if there is no population, or the count is no whole number of cases.
 */
export function poissonRate(count: Decimal, population: Decimal, per: number, level: Level): Interval | null {
  if (compare(population, '0') <= 0 || compare(count, '0') < 0 || !isWhole(count)) return null;
  const cases = compare(count, TEN) < 0 ? exactPoisson(count, level) : byars(count, level);
  const people = fixed(population);
  const limit = (events: Decimal): Decimal => unfixed(over(fixed(events) * BigInt(per), people), PLACES);
  return cases && { lower: limit(cases.lower), upper: limit(cases.upper) };
}
