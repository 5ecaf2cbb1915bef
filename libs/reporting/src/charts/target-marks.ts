import { curveStep, line } from 'd3-shape';
import type { Unit } from '@outturn/domain';
import { inUnit } from '../words/figure-words.js';
import { type EndLabel, type Place, type Plot, spotOf } from './drawing.js';
import { TARGET, TARGET_LINE } from './ink.js';
import { markAt } from './mark.js';
import { shortDay, timeOf } from './period-axis.js';
import { halfStep, type SeriesPoint, stretches, type Valued } from './series-points.js';
import { element, type Markup } from './svg.js';

interface TargetRange {
  readonly from: number;
  readonly to: number;
  readonly lower: number;
  readonly upper: number;
}

/** The targets that the periods of a series were read against. */
export interface DrawnTargets {
  readonly places: readonly Place[];
  readonly labels: readonly EndLabel[];
  readonly marks: (plot: Plot, id: string) => Markup[];
}

/** Points as steps, ranges as hatched bands, and milestones as diamonds on the day that they fall due. */
export function targetsOf(points: readonly SeriesPoint[], unit: Unit): DrawnTargets {
  const half = halfStep(points);
  const steps = stretches(points, ({ row: { target } }) =>
    target?.kind === 'point' && target.value !== null ? Number(target.value) : null,
  );
  const bounds = (['lower', 'upper'] as const).flatMap((side) =>
    stretches(points, ({ row: { target } }) => {
      const bound = target?.kind === 'range' ? target[side] : null;
      return bound === null ? null : Number(bound);
    }),
  );
  const ranges = points.flatMap(({ time, row: { target } }): TargetRange[] =>
    target?.kind === 'range' && target.lower !== null && target.upper !== null
      ? [{ from: time - half, to: time + half, lower: Number(target.lower), upper: Number(target.upper) }]
      : [],
  );
  const milestones = (points.findLast(({ row }) => row.target !== null)?.row.target?.milestones ?? []).map(
    ({ due, value }) => ({ due, value, time: timeOf(due) }),
  );
  const diamonds = milestones.map(({ time, value }): Place => ({ time, value: Number(value) }));
  return {
    places: [...[...steps, ...bounds].flat(), ...diamonds],
    labels: [
      ...lineLabel(steps.at(-1)?.at(-1), (value) => `Target ${inUnit(String(value), unit)}`),
      ...rangeLabel(points, unit),
      ...milestones.map(({ due, value, time }) => ({
        text: `Milestone ${inUnit(value, unit)} by ${shortDay(due)}`,
        colour: TARGET,
        at: { time, value: Number(value) },
      })),
    ],
    marks: (plot, id) => [
      ...(ranges.length === 0 ? [] : [hatching(id)]),
      ...ranges.map((range) => band(range, plot, id)),
      ...[...steps, ...bounds].map((stretch) => stepLine(stretch, half, plot)),
      ...diamonds.map((place) => markAt(spotOf(plot, place), 'diamond', 90, { fill: TARGET })),
    ],
  };
}

function lineLabel(last: Valued | undefined, words: (value: number) => string): EndLabel[] {
  if (last === undefined) return [];
  return [{ text: words(last.value), colour: TARGET, at: { time: last.time, value: last.value } }];
}

function rangeLabel(points: readonly SeriesPoint[], unit: Unit): EndLabel[] {
  const last = points.findLast(({ row: { target } }) => target?.kind === 'range');
  const { lower = null, upper = null } = last?.row.target ?? {};
  if (last === undefined || (lower === null && upper === null)) return [];
  const text =
    lower === null
      ? `Target up to ${inUnit(upper ?? '', unit)}`
      : upper === null
        ? `Target ${inUnit(lower, unit)} or more`
        : `Target ${inUnit(lower, unit)} to ${inUnit(upper, unit)}`;
  const middle = (Number(lower ?? upper) + Number(upper ?? lower)) / 2;
  return [{ text, colour: TARGET, at: { time: last.time, value: middle } }];
}

/** A step changes between two periods and reaches half a period beyond the first and the last. */
function stepLine(stretch: readonly Valued[], half: number, plot: Plot): Markup {
  const [first, last] = [stretch[0], stretch.at(-1)];
  const places = [
    ...(first === undefined ? [] : [{ ...first, time: first.time - half }]),
    ...stretch,
    ...(last === undefined ? [] : [{ ...last, time: last.time + half }]),
  ];
  const path = line<Place>(
    ({ time }) => withinPlot(time, plot),
    ({ value }) => plot.y(value),
  )
    .curve(curveStep)
    .digits(1)(places);
  return element('path', { class: 'outturn-chart__target', d: path ?? '', ...TARGET_LINE });
}

function band({ from, to, lower, upper }: TargetRange, plot: Plot, id: string): Markup {
  const [left, right] = [withinPlot(from, plot), withinPlot(to, plot)];
  return element('rect', {
    class: 'outturn-chart__range',
    x: left,
    width: right - left,
    y: plot.y(upper),
    height: plot.y(lower) - plot.y(upper),
    fill: `url(#${id}-hatching)`,
  });
}

const withinPlot = (time: number, { x, left, right }: Plot): number => Math.min(right, Math.max(left, x(time)));

const hatching = (id: string): Markup =>
  element(
    'pattern',
    {
      id: `${id}-hatching`,
      width: 6,
      height: 6,
      patternUnits: 'userSpaceOnUse',
      patternTransform: 'rotate(45)',
    },
    element('line', { x1: 0, x2: 0, y1: 0, y2: 6, stroke: TARGET, 'stroke-width': 1.5, 'stroke-opacity': '0.45' }),
  );
