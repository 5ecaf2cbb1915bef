import { scaleLinear } from 'd3-scale';
import { greatest, least } from '@outturn/kernel';
import { periodAxis, periodTicks, valueGrid } from './axes.js';
import type { Drawing, Plot } from './drawing.js';
import { endLabels, labelColumn } from './end-labels.js';
import { QUIET, TEXT, TYPEFACE } from './ink.js';
import { textWidth } from './lettering.js';
import { noteNumbers, noteStrip, noteThreads } from './note-marks.js';
import { timeOf } from './period-axis.js';
import { QUARTER } from './series-points.js';
import { GAP, sheetSizes, type SheetSize, type SheetWidth } from './sheet-size.js';
import { element, escaped, type Markup, written } from './svg.js';
import { axisText, gridValues, unitCaption, valueScale } from './value-axis.js';

const LEAST_PLOT = 120;

/**
 * Puts a drawing on paper: grid and axes, the marks, the numbers of the notes, and a label beside each line.
 * @param id begins the ids inside, so that several charts can stand on a page
 */
export function onPaper(drawing: Drawing, width: SheetWidth, id: string): Markup {
  const size: SheetSize = sheetSizes[width];
  const { unit } = drawing;
  const column = labelColumn(drawing.labels, size);
  const left = axisWidth(drawing, size);
  // Values in the billions would leave no room between axis and labels; then the sheet grows.
  const sheet = Math.max(size.width, Math.ceil(left + LEAST_PLOT + column.width));
  const right = sheet - Math.max(column.width, size.margin);
  const x = timeScale(drawing, left + size.margin, right - (column.width === 0 ? size.margin : GAP));

  const caption = unitCaption(unit);
  const notes = noteStrip(drawing, x);
  const strip = (caption === null ? 0 : size.lineHeight) + notes.height + 1;
  const top = strip + GAP + size.text / 2;
  const bottom = top + Math.max(size.plotHeight, column.height - size.lineHeight);
  const plot: Plot = { left, right, top, bottom, x, y: valueScale(valuesOf(drawing), unit, top, bottom) };
  const ticks = periodTicks(drawing, plot, size, sheet);
  const height = bottom + GAP + 2 * size.lineHeight + 4;

  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: `outturn-chart outturn-chart--${width}`,
      role: 'img',
      'aria-labelledby': `${id}-title`,
      'aria-describedby': `${id}-description`,
      viewBox: `0 0 ${sheet} ${Math.ceil(height)}`,
      width: sheet,
      height: Math.ceil(height),
      'font-family': TYPEFACE,
      'font-size': size.text,
      fill: TEXT,
    },
    element('title', { id: `${id}-title` }, escaped(drawing.title)),
    element('desc', { id: `${id}-description` }, escaped(drawing.description)),
    ...(caption === null ? [] : [written(caption, { x: 0, y: size.text, fill: QUIET })]),
    ...valueGrid(plot, unit, size),
    ...periodAxis(ticks, plot, size),
    ...noteThreads(notes, plot, strip),
    ...drawing.marks(plot),
    ...noteNumbers(notes, strip),
    ...endLabels(column, plot, size),
  );
}

/** Every value that must find room; a chart without any has a scale all the same. */
function valuesOf({ points, alsoShown }: Drawing): number[] {
  const values = [...points, ...alsoShown].flatMap(({ value }) => (value === null ? [] : [value]));
  return values.length === 0 ? [0, 1] : values;
}

function axisWidth(drawing: Drawing, { text }: SheetSize): number {
  // Which values the lines have doesn't depend on how high the plot is.
  const lines = gridValues(valueScale(valuesOf(drawing), drawing.unit, 0, 1));
  return greatest(lines.map((value) => textWidth(axisText(value, drawing.unit), text))) + GAP + 2;
}

function timeScale({ points, alsoShown }: Drawing, from: number, to: number): (time: number) => number {
  const times = [...points.map(({ period }) => timeOf(period.end)), ...alsoShown.map(({ time }) => time)];
  const [first, last] = [least(times), greatest(times)];
  // One moment alone stands in the middle, with room for the target that holds around it.
  const spare = first < last ? 0 : QUARTER / 2;
  return scaleLinear([first - spare, last + spare], [from, to]);
}
