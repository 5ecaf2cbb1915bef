import type { Assessment } from '@outturn/domain';
import { least, type Period, periodOf } from '@outturn/kernel';
import { adjoin, timeOf } from './period-axis.js';

/** A row of the table with its place in time. */
export interface SeriesPoint {
  readonly row: Assessment;
  readonly period: Period;
  readonly time: number;
  /** Null if it was held back. */
  readonly value: number | null;
}

/** The periods of one series, oldest first. Rows without a period have nothing to draw. */
export const seriesPoints = (rows: readonly Assessment[]): SeriesPoint[] =>
  rows
    .flatMap((row) => {
      if (row.period === null) return [];
      const period = periodOf(row.period);
      return [{ row, period, time: timeOf(period.end), value: row.value === null ? null : Number(row.value) }];
    })
    .sort((a, b) => a.time - b.time);

/** A place in the series that has a value of whatever is drawn. */
export interface Valued {
  readonly period: Period;
  readonly time: number;
  readonly value: number;
}

/** What `valueOf` gives, in stretches without a missing period or value: a line is drawn through each and no further. */
export function stretches(points: readonly SeriesPoint[], valueOf: (point: SeriesPoint) => number | null): Valued[][] {
  const all: Valued[][] = [];
  let before: SeriesPoint | null = null;
  for (const point of points) {
    const value = valueOf(point);
    if (value !== null) {
      const valued = { period: point.period, time: point.time, value };
      const last = all.at(-1);
      if (before !== null && last !== undefined && adjoin(before.period, point.period)) last.push(valued);
      else all.push([valued]);
    }
    before = value === null ? null : point;
  }
  return all;
}

/** A quarter of a year, in milliseconds. */
export const QUARTER = 91 * 86_400_000;

/** Half of the shortest time between two points of a series; if there is one point alone, half a quarter. */
export function halfStep(points: readonly SeriesPoint[]): number {
  const times = points.map(({ time }) => time);
  const steps = times.slice(1).map((time, index) => time - (times[index] ?? time));
  return (steps.length === 0 ? QUARTER : least(steps)) / 2;
}
