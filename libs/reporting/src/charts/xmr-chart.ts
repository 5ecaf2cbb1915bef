import { pointsForLimits, type Polarity, type ProcessLimits, type ProcessPoint, rangeOf, xmr } from '@outturn/domain';
import type { Assessment, Unit } from '@outturn/domain';
import { compare, type Decimal, decimalPlaces, greatest, round } from '@outturn/kernel';
import { inUnit } from '../words/figure-words.js';
import { capitalised, counted } from '../words/name-words.js';
import { periodInSentence } from '../words/period-words.js';
import { shownRow } from '../words/shown-row.js';
import { overlappingPeriods, type SignalMeaning, signalMeaning, signalOf } from '../words/signal-words.js';
import type { ChartNote } from './chart-notes.js';
import { type Place, type Plot, spotOf } from './drawing.js';
import { markArea } from './figure-marks.js';
import { subjectOf } from './headline.js';
import { CONCERN, IMPROVEMENT, type Mark, QUIET, TEXT } from './ink.js';
import { lineThrough, markAt } from './mark.js';
import { onPaper } from './paper.js';
import { type Chart, type ChartPlace, ownLabel } from './series-chart.js';
import { type SeriesPoint, seriesPoints, stretches } from './series-points.js';
import { element, type Markup } from './svg.js';

const inks: Readonly<Record<SignalMeaning | 'common', { readonly colour: string; readonly mark: Mark }>> = {
  common: { colour: QUIET, mark: 'circle' },
  improvement: { colour: IMPROVEMENT, mark: 'square' },
  concern: { colour: CONCERN, mark: 'triangle' },
  none: { colour: TEXT, mark: 'diamond' },
};

/** A figure that is only about so much is not judged, and so makes no limits. */
const judgedRows = (rows: readonly Assessment[]): Assessment[] =>
  rows.map((row) => shownRow(row.qualifier === null ? row : { ...row, value: null }));

/**
 * Why a series has no process limits, as a sentence; null if it has them, or has no two figures to speak of.
 * @param rows of one breakdown and one kind of period
 */
export function whyNoLimits(rows: readonly Assessment[]): string | null {
  const valued = judgedRows(rows).filter(({ value }) => value !== null);
  const kind = valued[0]?.periodKind ?? null;
  if (valued.length < 2) return null;
  if (kind !== null && overlappingPeriods.has(kind))
    return 'There are no process limits: these periods overlap, so each figure holds most of the one before, and limits would be far too narrow.';
  return valued.length < pointsForLimits
    ? `Process limits need ${pointsForLimits} figures; there are ${valued.length} so far.`
    : null;
}

/**
 * The XmR chart of a series: the mean, the process limits, and the points that chance does not explain, numbered. Limits
 * rest on every figure; runs stop where a period is missing. Null if there are no limits (`whyNoLimits`).
 * @param assessed those of the table under it: one breakdown and one kind of period
 */
export function xmrChart(assessed: readonly Assessment[], { id, council, width }: ChartPlace): Chart | null {
  const rows = judgedRows(assessed);
  const all = seriesPoints(rows);
  const points = all.filter(({ value }) => value !== null);
  const parts = stretches(all, ({ value }) => value);
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2 || whyNoLimits(assessed) !== null) return null;
  let from = 0;
  const process = xmr(
    parts.map(({ length }) => points.slice(from, (from += length)).flatMap(({ row: { value } }) => value ?? [])),
  );
  if (process === null) return null;

  const { unit, polarity } = first.row;
  const places = 1 + greatest(points.map(({ row }) => decimalPlaces(row.value ?? '0')));
  const limits = clipped(process.limits, unit);
  // Worked out, so with every decimal that it is worked out to.
  const said = (value: Decimal) => inUnit(Number(round(value, places)).toFixed(places), unit);
  const notes = signalNotes(points, process.points, polarity);
  const gaps = gapNote(parts);
  const headline = `${subjectOf(first.row)}: ${latestInWords(process.points.at(-1), polarity)}`;
  const lineLabels = (['upper', 'mean', 'lower'] as const).map((line) => ({
    text: `${lineNames[line]} ${said(limits[line])}`,
    colour: QUIET,
    at: { time: last.time, value: Number(limits[line]) },
  }));
  const words = `XmR chart of ${council}: ${counted(points.length, 'figure')} from ${periodInSentence(first.period.code)} to ${periodInSentence(last.period.code)}, mean ${said(limits.mean)}, process limits ${said(limits.lower)} and ${said(limits.upper)}. ${counted(notes.length, 'signal')}.${gaps === null ? '' : ` ${gaps}`} The table with this chart has every figure.`;
  const svg = onPaper(
    {
      title: headline,
      description: words,
      unit,
      points,
      alsoShown: lineLabels.map(({ at }) => at),
      labels: [...ownLabel(points, council), ...lineLabels],
      notes,
      marks: (plot) => [...limitLines(limits, plot), ...processMarks(points, parts, process.points, polarity, plot)],
    },
    width,
    id,
  );
  return { headline, svg, words, notes, ...(gaps === null ? {} : { remark: gaps }) };
}

const lineNames = { upper: 'Upper limit', mean: 'Mean', lower: 'Lower limit' } as const;

/** Limits are reckoned whole; the line and its label are shown only where a figure of the unit can lie. */
function clipped({ mean, lower, upper }: ProcessLimits, unit: Unit): ProcessLimits {
  const { least: low, most } = rangeOf(unit);
  return {
    mean,
    lower: low !== null && compare(lower, low) < 0 ? low : lower,
    upper: most !== null && compare(upper, most) > 0 ? most : upper,
  };
}

/** That runs stop at a gap, if there is one. */
function gapNote(parts: readonly (readonly unknown[])[]): string | null {
  const gaps = parts.length - 1;
  if (gaps < 1) return null;
  const where = gaps === 1 ? 'Periods are missing in one place' : `Periods are missing in ${gaps} places`;
  return `${where}: no run of points goes over a gap.`;
}

const limitLines = ({ mean, lower, upper }: ProcessLimits, { left, right, y }: Plot): Markup[] =>
  [
    { value: Number(upper), dashes: '9 5' },
    { value: Number(mean), dashes: '1 0' },
    { value: Number(lower), dashes: '9 5' },
  ].map(({ value, dashes }) =>
    element('line', {
      class: 'outturn-chart__limit',
      x1: left,
      x2: right,
      y1: y(value),
      y2: y(value),
      stroke: QUIET,
      'stroke-width': 1.5,
      'stroke-dasharray': dashes,
    }),
  );

function processMarks(
  points: readonly SeriesPoint[],
  parts: readonly (readonly Place[])[],
  process: readonly ProcessPoint[],
  polarity: Polarity,
  plot: Plot,
): Markup[] {
  const places = points.flatMap(({ time, value }): Place[] => (value === null ? [] : [{ time, value }]));
  const area = markArea(points, plot);
  return [
    ...parts.flatMap((part) =>
      lineThrough(
        part.map((place) => spotOf(plot, place)),
        { class: 'outturn-chart__line', stroke: QUIET, 'stroke-width': 1.5 },
      ),
    ),
    ...places.map((place, index) => {
      const point = process[index];
      const meaning = point === undefined || point.cause === null ? 'common' : signalMeaning(point, polarity);
      const { colour, mark } = inks[meaning];
      return markAt(spotOf(plot, place), mark, meaning === 'common' ? area : area * 1.6, { fill: colour });
    }),
  ];
}

function latestInWords(latest: ProcessPoint | undefined, polarity: Polarity): string {
  const signal = latest === undefined ? null : signalOf(latest, polarity);
  return signal === null ? 'the latest figure is within what chance explains' : `a signal, ${signal.words}`;
}

/** One note where points that all lie on one side for some cause begin, with every cause among them. */
function signalNotes(
  points: readonly SeriesPoint[],
  process: readonly ProcessPoint[],
  polarity: Polarity,
): ChartNote[] {
  const begun: { period: string; causes: Set<string> }[] = [];
  for (const [index, point] of process.entries()) {
    const signal = signalOf(point, polarity)?.words;
    const period = points[index]?.period.code;
    if (signal === undefined || period === undefined) continue;
    if (process[index - 1]?.side !== point.side) begun.push({ period, causes: new Set() });
    begun.at(-1)?.causes.add(signal);
  }
  return begun.map(({ period, causes: all }, index) => {
    const text = [...all].join('; ');
    return { number: index + 1, period, text: `${capitalised(text)}.` };
  });
}
