import type { Unit } from '@outturn/domain';
import { greatest } from '@outturn/kernel';
import type { Drawing, Plot } from './drawing.js';
import { GRID, QUIET } from './ink.js';
import { textWidth } from './lettering.js';
import { tickLines, timeOf } from './period-axis.js';
import { GAP, type SheetSize } from './sheet-size.js';
import { element, type Markup, written } from './svg.js';
import { axisText, gridValues } from './value-axis.js';

/** The light lines with their values on the left. */
export function valueGrid({ left, right, y }: Plot, unit: Unit, { text }: SheetSize): Markup[] {
  return gridValues(y).flatMap((value) => [
    element('line', {
      class: 'outturn-chart__grid',
      x1: left,
      x2: right,
      y1: y(value),
      y2: y(value),
      stroke: GRID,
    }),
    written(axisText(value, unit), {
      x: left - GAP,
      y: y(value) + text * 0.35,
      'text-anchor': 'end',
      fill: QUIET,
    }),
  ]);
}

export interface PeriodTick {
  readonly x: number;
  readonly lines: readonly string[];
}

// Of quarters, every fourth is the same quarter of each year; of months, every twelfth.
const STRIDES = [1, 2, 4, 8, 12, 24, 36, 60, 120];

/** The periods whose names have room under the axis of a sheet: the last one, and from there back every so many. */
export function periodTicks({ points }: Drawing, { x }: Plot, { text }: SheetSize, sheet: number): PeriodTick[] {
  const all = points.toReversed().map(({ period }) => {
    const lines = tickLines(period);
    const half = greatest(lines.map((each) => textWidth(each, text))) / 2;
    // Where the plot is narrow the last name would reach over the edge of the paper.
    return { lines, half, x: Math.min(Math.max(x(timeOf(period.end)), half), sheet - half) };
  });
  const fit = (ticks: typeof all) =>
    ticks.every(({ x: middle, half }, index) => {
      const later = ticks[index - 1];
      return later === undefined || middle + half + GAP <= later.x - later.half;
    });
  const strided = STRIDES.map((stride) => all.filter((_, index) => index % stride === 0));
  return strided.find(fit) ?? all.slice(0, 1);
}

/** The axis of the periods, with a stroke and its name for each tick. */
export function periodAxis(ticks: readonly PeriodTick[], { left, right, bottom }: Plot, size: SheetSize): Markup[] {
  const stroke = { stroke: QUIET };
  return [
    element('line', { x1: left, x2: right, y1: bottom, y2: bottom, ...stroke }),
    ...ticks.flatMap(({ x, lines }) => [
      element('line', { x1: x, x2: x, y1: bottom, y2: bottom + 5, ...stroke }),
      ...lines.map((text, index) =>
        written(text, {
          x,
          y: bottom + GAP + size.text + index * size.lineHeight,
          'text-anchor': 'middle',
          fill: QUIET,
        }),
      ),
    ]),
  ];
}
