import { type Decimal, type Period, periodOf } from '@outturn/kernel';
import type { Unit } from '../indicator/unit.js';
import type { BenchmarkRow } from './assessment-input.js';
import { type Polarity, type Verdict, variance, verdict } from './polarity.js';
import { type Significance, significance } from './significance.js';

/** A figure beside that of another area. */
export interface BenchmarkComparison {
  area: string;
  period: string;
  value: Decimal | null;
  /** Stands where the publisher gave no value. */
  symbol: string | null;
  release: string | null;
  /** figure − benchmark, in the indicator's unit. */
  difference: Decimal | null;
  periodDiffers: boolean;
  verdict: Verdict;
  significance: Significance;
}

/** The side that is compared, in the indicator's unit. */
export interface Compared {
  value: Decimal | null;
  numerator: Decimal | null;
  denominator: Decimal | null;
  unit: Unit;
  polarity: Polarity;
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

/** Compares a figure with the benchmark of one area. `period` is the figure's code, null where there is no figure. */
export function compareWith(benchmark: BenchmarkRow, figure: Compared, period: string | null): BenchmarkComparison {
  return {
    area: benchmark.area,
    period: benchmark.period,
    value: benchmark.value,
    symbol: benchmark.symbol,
    release: benchmark.release,
    difference: figure.value !== null && benchmark.value !== null ? variance(figure.value, benchmark.value) : null,
    periodDiffers: benchmark.period !== period,
    verdict: verdict(figure.value, benchmark.value, figure.polarity),
    significance: figure.value === null ? 'unknown' : significance({ ...figure, benchmark: benchmark.value }),
  };
}
