import type { Assessment, BenchmarkComparison, FigureWarning, Travel } from '@outturn/domain';
import { figureSaid, inUnit, standing, symbolWords } from './figure-words.js';
import { areaName } from './name-words.js';
import { periodInSentence } from './period-words.js';
import { significanceWords } from './rating-words.js';
import { oldComparator } from './stale-words.js';
import { warningWords } from './warning-words.js';

/** The figure with its unit; if there is none, what stands in its place. */
export function figureText({ period, value, symbol, qualifier, unit }: Assessment): string {
  if (value !== null) return figureSaid({ value, symbol, qualifier }, unit);
  return period === null ? 'none' : symbolWords(symbol);
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

/** With the counts beside it, if it is about them. */
const readWarning = (warning: FigureWarning, { numerator, denominator, unit }: Assessment): string =>
  warning.kind === 'StatedDiffersFromComputed'
    ? `stated ${inUnit(warning.stated, unit)}, computed ${inUnit(warning.computed, unit)} from ${numerator ?? '?'} of ${denominator ?? '?'}`
    : warningWords(warning, unit);
