import type { Colour } from '@outturn/domain';
import {
  assessmentFacts,
  assessmentSentences,
  breakdownWords,
  capitalised,
  figureText,
  periodAsTitle,
  ratingWord,
  type SeriesSignal,
  shownRow,
  type TableRow,
  targetAheadWords,
  targetInShort,
  type TextCell,
  type Tone,
} from '@outturn/reporting';
import type { ScorecardRow } from '@outturn/wiring';

const ratingPaints: Readonly<Record<Colour, Tone>> = { green: 'good', amber: 'warning', red: 'bad' };

/** The colour that goes with the word. */
const ratingPaint = (rag: ScorecardRow['rag']): Tone => (rag === 'not_rated' ? 'quiet' : ratingPaints[rag]);

/** The cells figure, target and rating of an assessed figure. */
export function assessmentCells(told: ScorecardRow): TextCell[] {
  const row = shownRow(told);
  return [
    figureText(row),
    targetAheadWords(row) || targetInShort(row.target, row.unit),
    { text: ratingWord(row.rag), paint: ratingPaint(row.rag) },
  ];
}

/**
 * A row of a scorecard: title and breakdown in front, what explains the rating below.
 * @param signal of its series; null where chance explains the figure
 */
export function scorecardRow(row: ScorecardRow, signal: SeriesSignal | null): TableRow {
  const breakdown = breakdownWords(row.breakdown);
  const title: TextCell = { text: row.title, ...(breakdown === '' ? {} : { end: ` (${breakdown})` }) };
  const first = [
    row.period === null ? null : periodAsTitle(row.period),
    row.status === 'provisional' ? 'PROVISIONAL' : null,
    ...assessmentFacts(row),
  ];
  return { cells: [title, ...assessmentCells(row)], details: [factsLine(first), ...assessmentSentences(row, signal)] };
}

/** Facts on one line, the first with a capital letter. */
export function factsLine(facts: readonly (string | null)[]): string {
  const line = facts.filter((fact) => fact !== null).join(' · ');
  return capitalised(line);
}
