import { greatest } from '@outturn/kernel';
import type { ChartNote } from './chart-notes.js';
import type { Drawing, Plot } from './drawing.js';
import { PAPER, QUIET, TEXT } from './ink.js';
import { timeOf } from './period-axis.js';
import { element, type Markup, written } from './svg.js';

const RADIUS = 8;
const ROW = 2 * RADIUS + 2;
// A chart with a remark on every one of a hundred months would be a cloud: what has no room stands in the table alone.
const ROWS = 3;

interface PlacedNote {
  readonly note: ChartNote;
  readonly x: number;
  readonly value: number | null;
  readonly row: number;
}

/** The numbers of notes in rows over the plot. */
export interface NoteStrip {
  readonly placed: readonly PlacedNote[];
  readonly height: number;
}

/** Gives each note the lowest row that is free over its period; the latest are placed first. */
export function noteStrip({ notes, points }: Drawing, x: (time: number) => number): NoteStrip {
  const placed: PlacedNote[] = [];
  for (const note of notes.toReversed()) {
    const point = points.find(({ period }) => period.code === note.period);
    if (point === undefined) continue;
    const at = x(timeOf(point.period.end));
    const row = Array.from({ length: ROWS }, (_, each) => each).find((each) =>
      placed.every((other) => other.row !== each || Math.abs(other.x - at) >= ROW),
    );
    if (row !== undefined) placed.push({ note, x: at, value: point.value, row });
  }
  return { placed, height: placed.length === 0 ? 0 : (greatest(placed.map(({ row }) => row)) + 1) * ROW };
}

/** Each number in a ring over the plot, with a thread down to its point, or to the axis if there is no value. */
export function noteThreads({ placed }: NoteStrip, { top, bottom, y }: Plot, strip: number): Markup[] {
  return placed.map(({ x, value, row }) =>
    element('line', {
      class: 'outturn-chart__thread',
      x1: x,
      x2: x,
      y1: heightOf(row, strip) + RADIUS,
      y2: value === null ? bottom : Math.max(top, y(value) - 6),
      stroke: QUIET,
      'stroke-width': 0.75,
      'stroke-dasharray': '1 3',
    }),
  );
}

export function noteNumbers({ placed }: NoteStrip, strip: number): Markup[] {
  return placed.flatMap(({ note, x, row }) => {
    const middle = heightOf(row, strip);
    return [
      element('circle', { cx: x, cy: middle, r: RADIUS, fill: PAPER, stroke: TEXT, class: 'outturn-chart__note' }),
      written(String(note.number), {
        x,
        y: middle + 3.5,
        'text-anchor': 'middle',
        'font-size': note.number > 99 ? 8 : 10,
        'font-weight': 'bold',
      }),
    ];
  });
}

/** @param strip the lowest edge of the rows */
const heightOf = (row: number, strip: number): number => strip - row * ROW - RADIUS - 1;
