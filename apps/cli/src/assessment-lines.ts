import type { BenchmarkComparison, FigureWarning, Travel } from '@outturn/domain';
import type { ScorecardRow } from '@outturn/wiring';
import { inUnit, standing } from './figure-words.js';
import { periodAsTitle, periodInSentence } from './period-words.js';
import type { Cell, TableRow } from './table.js';
import { targetInFull, targetInShort } from './target-words.js';
import {
  areaName,
  breakdownWords,
  ragReasonWords,
  ratingPaint,
  ratingWord,
  significanceWords,
  symbolWords,
} from './words.js';

/** The figure with its unit; where there is none, what stands in its place. */
export function figureText({ period, value, symbol, unit }: ScorecardRow): string {
  if (value !== null) return inUnit(value, unit);
  return period === null ? 'none' : symbolWords(symbol);
}

/** The cells figure, target and rating of an assessed figure. */
export const assessmentCells = (row: ScorecardRow): Cell[] => [
  figureText(row),
  targetInShort(row.target, row.unit),
  { text: ratingWord(row.rag), paint: ratingPaint(row.rag) },
];

/** A row of a scorecard: title and breakdown in front, what explains the rating below. */
export function scorecardRow(row: ScorecardRow): TableRow {
  const breakdown = breakdownWords(row.breakdown);
  const title: Cell = { text: row.title, ...(breakdown === '' ? {} : { end: ` (${breakdown})` }) };
  const first = [
    row.period === null ? null : periodAsTitle(row.period),
    row.status === 'provisional' ? 'PROVISIONAL' : null,
    ...assessmentFacts(row),
  ];
  return { cells: [title, ...assessmentCells(row)], details: [factsLine(first), ...assessmentSentences(row)] };
}

/** Short facts about a figure: its counts, why it is not rated, the events that it rests on. */
export function assessmentFacts(row: ScorecardRow): string[] {
  const positions = [...new Set(row.provenance.map(({ position }) => position))];
  return [
    ...(row.numerator !== null && row.denominator !== null ? [`${row.numerator} of ${row.denominator}`] : []),
    ...(row.ragReason === undefined ? [] : [`not rated: ${ragReasonWords(row.ragReason)}`]),
    ...(positions.length === 0
      ? []
      : [`${positions.length === 1 ? 'event' : 'events'} ${positions.join(', ')}`.replaceAll(' ', '\u00A0')]),
  ];
}

/** What there is to say about a figure, a sentence a line. */
export function assessmentSentences(row: ScorecardRow): string[] {
  return [
    ...targetInFull(row.target, row.unit),
    ...row.benchmarks.map((benchmark) => benchmarkSentence(benchmark, row)),
    ...travelSentences(row),
    ...row.warnings.map((warning) => `Warning: ${warningWords(warning, row)}`),
    ...(row.commentary === null ? [] : [`“${row.commentary}”`]),
  ];
}

function benchmarkSentence(benchmark: BenchmarkComparison, row: ScorecardRow): string {
  const value = benchmark.value === null ? symbolWords(benchmark.symbol) : inUnit(benchmark.value, row.unit);
  const said = `${areaName(benchmark.area)} ${value} in ${periodInSentence(benchmark.period)}`;
  if (benchmark.difference === null) return said;
  const hasCounts = row.numerator !== null && row.denominator !== null;
  const notes = [
    ...(benchmark.periodDiffers ? ['a different period'] : []),
    significanceWords(benchmark.significance) +
      (benchmark.significance === 'unknown' && !hasCounts ? ': no counts' : ''),
  ];
  return `${said}: ${standing(benchmark.verdict, benchmark.difference, row.unit)} (${notes.join('; ')})`;
}

function travelSentences({ period, travel, unit }: ScorecardRow): string[] {
  if (period === null) return [];
  const { previous, yearAgo } = travel;
  if (previous === null) return [];
  const gap = previous.gap.length === 0 ? '' : `; no figure for ${previous.gap.map(periodInSentence).join(', ')}`;
  const sentences = [`${stoodThen(previous, unit)}${gap}`];
  if (yearAgo !== null && yearAgo.period !== previous.period) sentences.push(stoodThen(yearAgo, unit));
  return sentences;
}

const directions = {
  better: 'Better than',
  worse: 'Worse than',
  same: 'The same as',
  no_judgement: 'Before, in',
} as const;

const stoodThen = ({ period, value, direction }: NonNullable<Travel['yearAgo']>, unit: ScorecardRow['unit']): string =>
  `${directions[direction]} ${periodInSentence(period)}: it was ${inUnit(value, unit)} then`;

/** What a reader of a figure should know. */
export const warningWords = (warning: FigureWarning, { numerator, denominator, unit }: ScorecardRow): string =>
  `stated ${inUnit(warning.stated, unit)}, computed ${inUnit(warning.computed, unit)} from ${numerator ?? '?'} of ${denominator ?? '?'}`;

/** Facts on one line, the first with a capital letter. */
export function factsLine(facts: readonly (string | null)[]): string {
  const line = facts.filter((fact) => fact !== null).join(' · ');
  return line.charAt(0).toUpperCase() + line.slice(1);
}
