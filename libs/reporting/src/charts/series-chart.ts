import type { Assessment, Unit } from '@outturn/domain';
import { inUnit } from '../words/figure-words.js';
import { areaName, counted } from '../words/name-words.js';
import { periodInSentence } from '../words/period-words.js';
import { shownRow } from '../words/shown-row.js';
import { comparatorsOf } from './comparator-marks.js';
import { chartNotes, type ChartNote } from './chart-notes.js';
import type { Drawing, EndLabel } from './drawing.js';
import { figureMarks, whiskerPlaces, whiskersOf } from './figure-marks.js';
import { seriesHeadline } from './headline.js';
import { FIGURES } from './ink.js';
import { onPaper } from './paper.js';
import { type SeriesPoint, seriesPoints } from './series-points.js';
import type { SheetWidth } from './sheet-size.js';
import { shownAreas } from './shown-areas.js';
import type { Markup } from './svg.js';
import { targetsOf } from './target-marks.js';

/** A chart with what stands around it. */
export interface Chart {
  /** The message in a sentence, to stand over it. */
  readonly headline: string;
  readonly svg: Markup;
  /** What whoever can't see it is told; the SVG holds it as its description. */
  readonly words: string;
  /** The remarks that the numbers in the chart stand for. */
  readonly notes: readonly ChartNote[];
  /** What holds for the whole chart and is not seen in it. */
  readonly remark?: string;
}

export interface ChartPlace {
  /** Begins the ids inside the SVG, so it must be another for each chart of a page. */
  readonly id: string;
  /** The council's name, which its own line is labelled with. */
  readonly council: string;
  /** `narrow` is laid out for 320 pixels of screen. */
  readonly width: SheetWidth;
}

/**
 * The line chart of a series: its figures with their 95% intervals if there are counts, the targets that they were
 * read against, and the comparators, each labelled at its end.
 * @param assessed those of the table under it: one breakdown and one kind of period
 */
export function seriesChart(assessed: readonly Assessment[], { id, council, width }: ChartPlace): Chart {
  const rows = assessed.map(shownRow);
  const points = seriesPoints(rows);
  const unit: Unit = rows[0]?.unit ?? 'unknown';
  const areas = shownAreas(rows);
  const headline = seriesHeadline(rows, areas[0] ?? null);
  const targets = targetsOf(points, unit);
  const comparators = comparatorsOf(points, areas, unit);
  const whiskers = whiskersOf(points);
  const notes = chartNotes(points.map(({ row }) => row));
  const words = description(points, council, areas);
  const drawing: Drawing = {
    title: headline,
    description: words,
    unit,
    points,
    alsoShown: [...targets.places, ...comparators.flatMap(({ places }) => places), ...whiskerPlaces(whiskers)],
    labels: [...ownLabel(points, council), ...targets.labels, ...comparators.flatMap(({ label }) => label ?? [])],
    notes,
    marks: (plot) => [
      ...targets.marks(plot, id),
      ...comparators.flatMap(({ marks }) => marks(plot)),
      ...figureMarks(points, whiskers, plot),
    ],
  };
  return { headline, svg: onPaper(drawing, width, id), words, notes };
}

export function ownLabel(points: readonly SeriesPoint[], council: string): EndLabel[] {
  const last = points.findLast(({ value }) => value !== null);
  if (last === undefined || last.value === null) return [];
  const { row, time, value } = last;
  return [{ text: `${council} ${inUnit(row.value ?? '', row.unit)}`, colour: FIGURES, at: { time, value } }];
}

function description(points: readonly SeriesPoint[], council: string, areas: readonly string[]): string {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return 'No figure is known.';
  const valued = points.filter(({ value }) => value !== null);
  const spans =
    first === last
      ? periodInSentence(first.period.code)
      : `${periodInSentence(first.period.code)} to ${periodInSentence(last.period.code)}`;
  const beside = areas.length === 0 ? '' : ` beside ${areas.map(areaName).join(', ')}`;
  const extremes = extremesOf(valued);
  return `Line chart of ${council}${beside}: ${counted(valued.length, 'figure')}, ${spans}.${extremes} The table with this chart has every figure.`;
}

function extremesOf(valued: readonly SeriesPoint[]): string {
  const [lowest, highest] = [valued.toSorted(byValue)[0], valued.toSorted(byValue).at(-1)];
  if (lowest === undefined || highest === undefined || lowest.value === highest.value) return '';
  const said = ({ row }: SeriesPoint) =>
    `${inUnit(row.value ?? '', row.unit)} in ${periodInSentence(row.period ?? '')}`;
  return ` The lowest is ${said(lowest)}, the highest ${said(highest)}.`;
}

const byValue = (a: SeriesPoint, b: SeriesPoint): number => (a.value ?? 0) - (b.value ?? 0);
