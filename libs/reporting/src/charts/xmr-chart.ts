import { pointsForLimits, type Polarity, type ProcessLimits, type ProcessPoint, xmr } from '@outturn/domain';
import type { Assessment, SpecialCause, Unit } from '@outturn/domain';
import { inUnit } from '../words/figure-words.js';
import { capitalised, counted } from '../words/name-words.js';
import { periodInSentence } from '../words/period-words.js';
import type { ChartNote } from './chart-notes.js';
import { type Place, type Plot, spotOf } from './drawing.js';
import { markArea } from './figure-marks.js';
import { subjectOf } from './headline.js';
import { CONCERN, IMPROVEMENT, type Mark, QUIET, TEXT } from './ink.js';
import { lineThrough, markAt } from './mark.js';
import { onPaper } from './paper.js';
import { type Chart, type ChartPlace, ownLabel } from './series-chart.js';
import { type SeriesPoint, seriesPoints } from './series-points.js';
import { element, type Markup } from './svg.js';

/** What a signal means for children; `none` where neither way is better. */
type Meaning = 'improvement' | 'concern' | 'none';

const inks: Readonly<Record<Meaning | 'common', { readonly colour: string; readonly mark: Mark }>> = {
  common: { colour: QUIET, mark: 'circle' },
  improvement: { colour: IMPROVEMENT, mark: 'square' },
  concern: { colour: CONCERN, mark: 'triangle' },
  none: { colour: TEXT, mark: 'diamond' },
};

/**
 * The XmR chart of a series: the mean, the process limits, and the points that chance does not explain, numbered.
 * Periods without a value are passed over. Null where there are too few figures for limits.
 * @param rows those of the table under it: one breakdown and one kind of period
 */
export function xmrChart(rows: readonly Assessment[], { id, council, width }: ChartPlace): Chart | null {
  const points = seriesPoints(rows).filter(({ value }) => value !== null);
  const values = points.flatMap(({ value }) => value ?? []);
  const process = values.length < pointsForLimits ? null : xmr(values);
  const [first, last] = [points[0], points.at(-1)];
  if (process === null || first === undefined || last === undefined) return null;

  const { unit, polarity, decimals } = first.row;
  const said = (value: number) => inUnit(value.toFixed(decimals + 1), unit);
  const shown = clipped(process.limits, unit);
  const notes = signalNotes(points, process.points, polarity);
  const headline = `${subjectOf(first.row)}: ${latestSignal(process.points.at(-1), polarity)}`;
  const lineLabels = (['upper', 'mean', 'lower'] as const).map((line) => ({
    text: `${lineNames[line]} ${said(process.limits[line])}`,
    colour: QUIET,
    at: { time: last.time, value: shown[line] },
  }));
  const svg = onPaper(
    {
      title: headline,
      description: `XmR chart of ${council}: ${counted(points.length, 'figure')} from ${periodInSentence(first.period.code)} to ${periodInSentence(last.period.code)}, mean ${said(process.limits.mean)}, process limits ${said(process.limits.lower)} and ${said(process.limits.upper)}. ${counted(notes.length, 'signal')}. The table with this chart has every figure.`,
      unit,
      points,
      alsoShown: lineLabels.map(({ at }) => at),
      labels: [...ownLabel(points, council), ...lineLabels],
      notes,
      marks: (plot) => [...limitLines(shown, plot), ...processMarks(points, process.points, polarity, plot)],
    },
    width,
    id,
  );
  return { headline, svg, notes };
}

const lineNames = { upper: 'Upper limit', mean: 'Mean', lower: 'Lower limit' } as const;

/** Limits are reckoned whole and shown only where a percentage can lie. */
function clipped({ mean, lower, upper }: ProcessLimits, unit: Unit): ProcessLimits {
  if (unit !== 'percent') return { mean, lower, upper };
  return { mean, lower: Math.max(0, lower), upper: Math.min(100, upper) };
}

const limitLines = ({ mean, lower, upper }: ProcessLimits, { left, right, y }: Plot): Markup[] =>
  [
    { value: upper, dashes: '9 5' },
    { value: mean, dashes: '1 0' },
    { value: lower, dashes: '9 5' },
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
  process: readonly ProcessPoint[],
  polarity: Polarity,
  plot: Plot,
): Markup[] {
  const places = points.flatMap(({ time, value }): Place[] => (value === null ? [] : [{ time, value }]));
  const area = markArea(points, plot);
  return [
    ...lineThrough(
      places.map((place) => spotOf(plot, place)),
      { class: 'outturn-chart__line', stroke: QUIET, 'stroke-width': 1.5 },
    ),
    ...places.map((place, index) => {
      const point = process[index];
      const meaning = point === undefined || point.cause === null ? 'common' : meaningOf(point, polarity);
      const { colour, mark } = inks[meaning];
      return markAt(spotOf(plot, place), mark, meaning === 'common' ? area : area * 1.6, { fill: colour });
    }),
  ];
}

function meaningOf({ side }: ProcessPoint, polarity: Polarity): Meaning {
  if (polarity === 'neutral' || side === null) return 'none';
  return (side === 'high') === (polarity === 'higher') ? 'improvement' : 'concern';
}

const causes: Readonly<Record<SpecialCause, Readonly<Record<'high' | 'low', string>>>> = {
  outside_limits: { high: 'above the upper limit', low: 'below the lower limit' },
  trend: { high: 'a rise of seven points or more', low: 'a fall of seven points or more' },
  two_of_three: { high: 'two of three points near the upper limit', low: 'two of three points near the lower limit' },
  shift: { high: 'seven points or more above the mean', low: 'seven points or more below the mean' },
};
const meanings: Readonly<Record<Meaning, string>> = {
  improvement: ' (for the better)',
  concern: ' (for the worse)',
  none: '',
};

const signalWords = (point: ProcessPoint, polarity: Polarity): string | null =>
  point.cause === null || point.side === null
    ? null
    : `${causes[point.cause][point.side]}${meanings[meaningOf(point, polarity)]}`;

function latestSignal(latest: ProcessPoint | undefined, polarity: Polarity): string {
  const signal = latest === undefined ? null : signalWords(latest, polarity);
  return signal === null ? 'the latest figure is within what chance explains' : `a signal, ${signal}`;
}

/** One note where points that all lie on one side for some cause begin, with every cause among them. */
function signalNotes(
  points: readonly SeriesPoint[],
  process: readonly ProcessPoint[],
  polarity: Polarity,
): ChartNote[] {
  const begun: { period: string; causes: Set<string> }[] = [];
  for (const [index, point] of process.entries()) {
    const signal = signalWords(point, polarity);
    const period = points[index]?.period.code;
    if (signal === null || period === undefined) continue;
    if (process[index - 1]?.side !== point.side) begun.push({ period, causes: new Set() });
    begun.at(-1)?.causes.add(signal);
  }
  return begun.map(({ period, causes: all }, index) => {
    const text = [...all].join('; ');
    return { number: index + 1, period, text: `${capitalised(text)}.` };
  });
}
