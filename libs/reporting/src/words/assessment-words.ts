import type { Assessment, BenchmarkComparison, FigureWarning, Travel } from '@outturn/domain';
import { figureSaid, inUnit, standing, symbolWords } from './figure-words.js';
import { movedInFull, movedInShort } from './moved-target-words.js';
import { areaName } from './name-words.js';
import { periodInSentence } from './period-words.js';
import { roundingDecides } from './judgement-words.js';
import { ragReasonWords, significanceWords } from './rating-words.js';
import { shownRow } from './shown-row.js';
import { signalSaid, type SeriesSignal } from './signal-words.js';
import { oldComparator, staleWords } from './stale-words.js';
import { warningWords } from './warning-words.js';
import { targetInFull } from './target-words.js';

/** The figure with its unit; where there is none, what stands in its place. */
export function figureText({ period, value, symbol, qualifier, unit }: Assessment): string {
  if (value !== null) return figureSaid({ value, symbol, qualifier }, unit);
  return period === null ? 'none' : symbolWords(symbol);
}

/** Short facts about a figure: its counts, why it is not rated, the events that it rests on. */
export function assessmentFacts(row: Assessment): string[] {
  const old = staleWords(row);
  const moved = movedInShort(row);
  const positions = [...new Set(row.provenance.map(({ position }) => position))];
  return [
    ...(row.numerator !== null && row.denominator !== null ? [`${row.numerator} of ${row.denominator}`] : []),
    ...(old === null ? [] : [old]),
    ...(moved === null ? [] : [moved]),
    ...(row.ragReason === undefined ? [] : [`not rated: ${ragReasonWords(row.ragReason)}`]),
    ...(positions.length === 0
      ? []
      : [`${positions.length === 1 ? 'event' : 'events'} ${positions.join(', ')}`.replaceAll(' ', '\u00A0')]),
  ];
}

/**
 * What there is to say about a figure, a sentence a line.
 * @param signal what its series shows at this figure that chance does not explain; null where chance does
 */
export function assessmentSentences(row: Assessment, signal: SeriesSignal | null): string[] {
  const shown = shownRow(row);
  return [
    ...targetInFull(shown.target, row.unit),
    ...roundingDecides(row),
    ...movedInFull(shown),
    ...comparisonSentences(shown),
    ...travelSentences(shown),
    ...(signal === null ? [] : [signalSaid(signal)]),
    ...warningSentences(row),
    ...(row.commentary === null ? [] : [`“${row.commentary}”`]),
  ];
}

/** How a figure stands to each comparator. */
export const comparisonSentences = (row: Assessment): string[] =>
  row.benchmarks.map((benchmark) => benchmarkSentence(benchmark, row));

function benchmarkSentence(benchmark: BenchmarkComparison, row: Assessment): string {
  const value = benchmark.value === null ? symbolWords(benchmark.symbol) : inUnit(benchmark.value, row.unit);
  const said = `${areaName(benchmark.area)} ${value} in ${periodInSentence(benchmark.period)}`;
  if (benchmark.difference === null) return said;
  const hasCounts = row.numerator !== null && row.denominator !== null;
  const notes = [
    ...(benchmark.periodDiffers ? [oldComparator(benchmark) ?? 'a different period'] : []),
    significanceWords(benchmark.significance) +
      (benchmark.significance === 'unknown' && !hasCounts ? ': no counts' : ''),
  ];
  return `${said}: ${standing(benchmark.verdict, benchmark.difference, row.unit)} (${notes.join('; ')})`;
}

/** How a figure stands to what it was the period before and a year before. */
export function travelSentences({ period, travel, unit }: Assessment): string[] {
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

const stoodThen = ({ period, value, direction }: NonNullable<Travel['yearAgo']>, unit: Assessment['unit']): string =>
  `${directions[direction]} ${periodInSentence(period)}: it was ${inUnit(value, unit)} then`;

/** What whoever reads the figure should know of it, a sentence a line. */
export const warningSentences = (row: Assessment): string[] =>
  row.warnings.map((warning) => `Warning: ${readWarning(warning, row)}`);

/** With the counts beside it, where it is about them. */
const readWarning = (warning: FigureWarning, { numerator, denominator, unit }: Assessment): string =>
  warning.kind === 'StatedDiffersFromComputed'
    ? `stated ${inUnit(warning.stated, unit)}, computed ${inUnit(warning.computed, unit)} from ${numerator ?? '?'} of ${denominator ?? '?'}`
    : warningWords(warning, unit);
