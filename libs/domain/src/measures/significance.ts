import type { Decimal } from '@outturn/kernel';
import type { Unit } from '../indicator/unit.js';
import { type Interval, type Level, poissonRate, wilson } from './confidence.js';
import type { Polarity } from './polarity.js';

/** Whether a figure differs from a benchmark by more than chance would; `unknown` where that can not be told. */
export type Significance = 'better' | 'similar' | 'worse' | 'unknown';

/** A figure as its counts, with the benchmark that it is compared with, all in the indicator's unit. */
export interface SignificanceQuestion {
  unit: Unit;
  polarity: Polarity;
  numerator: Decimal | null;
  denominator: Decimal | null;
  benchmark: Decimal | null;
  /** 0.95 where it is left out. */
  level?: Level;
}

/** Where an interval lies from a value; touching it is similar (Fingertips, BenchmarkComparisonEngine.cs). */
export function positionOf({ lower, upper }: Interval, value: number): 'lower' | 'similar' | 'higher' {
  if (upper < value) return 'lower';
  return lower > value ? 'higher' : 'similar';
}

/**
 * Compares the confidence interval of a figure with the value of a benchmark, then reads the answer through polarity:
 * Wilson for percentages, Byar's or exact Poisson for rates. `unknown` without both counts, without a benchmark, for
 * neutral polarity, and for units that are neither.
 */
export function significance(question: SignificanceQuestion): Significance {
  const interval = confidenceInterval(question);
  if (interval === null || question.benchmark === null || question.polarity === 'neutral') return 'unknown';
  const position = positionOf(interval, Number(question.benchmark));
  if (position === 'similar') return 'similar';
  return position === question.polarity ? 'better' : 'worse';
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
}: Omit<SignificanceQuestion, 'benchmark' | 'polarity'>): Interval | null {
  if (numerator === null || denominator === null) return null;
  if (unit === 'percent') return wilson(Number(numerator), Number(denominator), level);
  return unit === 'rate_per_10000' ? poissonRate(Number(numerator), Number(denominator), 10_000, level) : null;
}
