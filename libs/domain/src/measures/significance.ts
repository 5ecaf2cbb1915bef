import { compare, type Decimal, round } from '@outturn/kernel';
import { asPublished, publishedPlaces } from '../figure/shown-figure.js';
import type { Unit } from '../indicator/unit.js';
import { type Interval, type Level, poissonRate, wilson } from './confidence.js';
import type { Polarity } from './polarity.js';

/** Whether a figure differs from a benchmark by more than chance would; `unknown` if that cannot be told. */
export type Significance = 'better' | 'similar' | 'worse' | 'unknown';

/** A figure as its counts, with the benchmark that it is compared with, all in the indicator's unit. */
export interface SignificanceQuestion {
  readonly unit: Unit;
  readonly polarity: Polarity;
  /** How finely figures of the indicator are published. */
  readonly decimals: number;
  readonly numerator: Decimal | null;
  readonly denominator: Decimal | null;
  readonly benchmark: Decimal | null;
  /** 0.95 if it is left out. */
  readonly level?: Level;
}

/** Where an interval lies from a value; touching it is similar (Fingertips, BenchmarkComparisonEngine.cs). */
export function positionOf({ lower, upper }: Interval, value: Decimal): 'lower' | 'similar' | 'higher' {
  if (compare(upper, value) < 0) return 'lower';
  return compare(lower, value) > 0 ? 'higher' : 'similar';
}

/**
 * Compares the confidence interval of a figure with the value of a benchmark, then reads the answer through polarity:
 * Wilson for percentages, Byar's or exact Poisson for rates. All three are compared as the benchmark is published: one of
 * 68 may have been anything from 67.5 up to 68.5, so an interval that begins at 68.4 touches it.
 * `unknown` without both counts, without a benchmark, for neutral polarity, and for units that are neither.
 */
export function significance(question: SignificanceQuestion): Significance {
  const { benchmark, polarity, decimals } = question;
  if (benchmark === null || polarity === 'neutral') return 'unknown';
  const interval = confidenceInterval(question);
  if (interval === null) return 'unknown';
  const places = publishedPlaces(benchmark, decimals);
  const published = { lower: round(interval.lower, places), upper: round(interval.upper, places) };
  const position = positionOf(published, asPublished(benchmark, decimals));
  if (position === 'similar') return 'similar';
  return position === polarity ? 'better' : 'worse';
}

/**
 * The confidence interval of a figure in its unit: Wilson's for percentages, Byar's or the exact Poisson for rates.
 * Null without both counts, and for units that are neither.
 */
export function confidenceInterval({
  unit,
  numerator,
  denominator,
  level = 0.95,
}: Pick<SignificanceQuestion, 'unit' | 'numerator' | 'denominator' | 'level'>): Interval | null {
  if (numerator === null || denominator === null) return null;
  if (unit === 'percent') return wilson(numerator, denominator, level);
  return unit === 'rate_per_10000' ? poissonRate(numerator, denominator, 10_000, level) : null;
}
