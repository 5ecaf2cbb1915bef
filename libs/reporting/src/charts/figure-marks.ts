import { confidenceInterval } from '@outturn/domain';
import { least } from '@outturn/kernel';
import { type Place, type Plot, spotOf } from './drawing.js';
import { FIGURES, PAPER } from './ink.js';
import { lineThrough, markAt } from './mark.js';
import { type SeriesPoint, stretches } from './series-points.js';
import { type Attributes, element, type Markup } from './svg.js';

/** The 95% interval of a figure, if it has the counts for one. */
interface Whisker {
  readonly time: number;
  readonly lower: number;
  readonly upper: number;
}

export const whiskersOf = (points: readonly SeriesPoint[]): Whisker[] =>
  points.flatMap(({ row, time, value }) => {
    const interval = value === null ? null : confidenceInterval(row);
    return interval === null ? [] : [{ time, lower: Number(interval.lower), upper: Number(interval.upper) }];
  });

export const whiskerPlaces = (whiskers: readonly Whisker[]): Place[] =>
  whiskers.flatMap(({ time, lower, upper }) => [
    { time, value: lower },
    { time, value: upper },
  ]);

/** The series itself: a line with a gap where a period or a value is missing, and rings for what is provisional. */
export function figureMarks(points: readonly SeriesPoint[], whiskers: readonly Whisker[], plot: Plot): Markup[] {
  const lines = stretches(points, ({ value }) => value);
  const area = markArea(points, plot);
  return [
    ...whiskers.map(({ time, lower, upper }) => whiskerMark(plot.x(time), plot.y(lower), plot.y(upper))),
    ...lines.flatMap((line) =>
      lineThrough(
        line.map((place) => spotOf(plot, place)),
        { class: 'outturn-chart__line', stroke: FIGURES, 'stroke-width': 2.5, 'stroke-linejoin': 'round' },
      ),
    ),
    ...points.flatMap(({ row, time, value }) => {
      if (value === null) return [];
      const isFinal = row.status !== 'provisional';
      const ink: Attributes = isFinal ? { fill: FIGURES } : { fill: PAPER, stroke: FIGURES, 'stroke-width': 2 };
      return [markAt(spotOf(plot, { time, value }), 'circle', area, ink)];
    }),
  ];
}

const whiskerMark = (x: number, low: number, high: number): Markup =>
  element(
    'g',
    { class: 'outturn-chart__interval', stroke: FIGURES, 'stroke-width': 1, 'stroke-opacity': '0.7' },
    element('line', { x1: x, x2: x, y1: low, y2: high }),
    element('line', { x1: x - 4, x2: x + 4, y1: low, y2: low }),
    element('line', { x1: x - 4, x2: x + 4, y1: high, y2: high }),
  );

/** Marks shrink where they would run into each other, as those of ten years of months do. */
export function markArea(points: readonly SeriesPoint[], { x }: Plot): number {
  const spaces = points.slice(1).map(({ time }, index) => x(time) - x(points[index]?.time ?? time));
  return Math.min(50, Math.max(8, least([...spaces, 10]) ** 2 / 2));
}
