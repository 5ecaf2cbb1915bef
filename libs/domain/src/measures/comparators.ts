import { type Decimal, type Period, periodOf } from '@outturn/kernel';
import { asMeant } from '../figure/shown-figure.js';
import type { Unit } from '../indicator/unit.js';
import type { BenchmarkRow } from './assessment-input.js';
import { publishedDifference, type PublishedBy, publishedVerdict, type Verdict } from './polarity.js';
import { type Significance, significance } from './significance.js';

/** A figure beside that of another area. */
export interface BenchmarkComparison {
  readonly area: string;
  readonly period: string;
  readonly value: Decimal | null;
  /** Stands where the publisher gave no value. */
  readonly symbol: string | null;
  readonly release: string | null;
  /** figure − benchmark as both are published, in the indicator's unit. */
  readonly difference: Decimal | null;
  readonly periodDiffers: boolean;
  /** How many whole years the benchmark is older than the figure; null below two, as most come out a year late. */
  readonly yearsOld: number | null;
  readonly verdict: Verdict;
  readonly significance: Significance;
}

/** The side that is compared, in the indicator's unit. */
export interface Compared extends PublishedBy {
  readonly value: Decimal | null;
  readonly numerator: Decimal | null;
  readonly denominator: Decimal | null;
  readonly unit: Unit;
}

/**
 * One benchmark per area, in order of area: its latest period that ends on or before the figure's. Where several end
 * that day, the figure's own period, then its own kind, then the one recorded last.
 */
export function applicableBenchmarks(benchmarks: readonly BenchmarkRow[], figure: Period): BenchmarkRow[] {
  const found = new Map<string, { row: BenchmarkRow; period: Period }>();
  for (const row of benchmarks) {
    const period = periodOf(row.period);
    const other = found.get(row.area);
    if (period.end > figure.end) continue;
    if (other === undefined || isNearer({ row, period }, other, figure)) found.set(row.area, { row, period });
  }
  return [...found.values()].map(({ row }) => row).sort((a, b) => (a.area < b.area ? -1 : 1));
}

function isNearer(a: { row: BenchmarkRow; period: Period }, b: typeof a, figure: Period): boolean {
  if (a.period.end !== b.period.end) return a.period.end > b.period.end;
  const likeness = ({ period }: typeof a) => (period.kind === figure.kind ? 1 : 0);
  return likeness(a) === likeness(b) ? a.row.position > b.row.position : likeness(a) > likeness(b);
}

/**
 * Compares a figure with the benchmark of one area.
 * @param period the figure's code; null if there is no figure
 * @param end the last day of the figure's period, or the day that the question is about
 */
export function compareWith(
  benchmark: BenchmarkRow,
  figure: Compared,
  period: string | null,
  end: string,
): BenchmarkComparison {
  const value = benchmark.value && asMeant(benchmark.value);
  return {
    area: benchmark.area,
    period: benchmark.period,
    value,
    symbol: benchmark.symbol,
    release: benchmark.release,
    difference:
      figure.value !== null && value !== null ? publishedDifference(figure.value, value, figure.decimals) : null,
    periodDiffers: benchmark.period !== period,
    yearsOld: yearsBetween(periodOf(benchmark.period).end, end),
    verdict: publishedVerdict(figure.value, value, figure),
    significance: figure.value === null ? 'unknown' : significance({ ...figure, benchmark: value }),
  };
}

const WORTH_SAYING = 2;

function yearsBetween(earlier: string, later: string): number | null {
  const years = Number(later.slice(0, 4)) - Number(earlier.slice(0, 4)) - (later.slice(5) < earlier.slice(5) ? 1 : 0);
  return years < WORTH_SAYING ? null : years;
}
