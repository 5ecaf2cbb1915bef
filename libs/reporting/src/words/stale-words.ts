import type { Assessment, BenchmarkComparison } from '@outturn/domain';
import type { PeriodKind } from '@outturn/kernel';
import { counted } from './name-words.js';
import { periodInSentence } from './period-words.js';

/** What is missing when no figure came for a while; rolling periods follow each other by the month, three years by the year. */
const missing: Readonly<Record<PeriodKind, string>> = {
  month: 'month',
  quarter: 'quarter',
  half_year: 'half-year',
  year: 'year',
  academic_year: 'academic year',
  term: 'term',
  point_in_time: 'day',
  rolling_year: 'month',
  three_years: 'year',
};

/** That a figure is old, as half a sentence: "last reported for 2016-17; 3 years missing". Null while it is current. */
export function staleWords({
  stale,
  period,
  periodKind,
}: Pick<Assessment, 'stale' | 'period' | 'periodKind'>): string | null {
  if (stale === null || period === null || periodKind === null) return null;
  return `last reported for ${periodInSentence(period)}; ${counted(stale, missing[periodKind])} missing`;
}

/** That a comparator is years older than the figure beside it. Null if it is not. */
export const oldComparator = ({ yearsOld }: Pick<BenchmarkComparison, 'yearsOld'>): string | null =>
  yearsOld === null ? null : `${counted(yearsOld, 'year')} older than the figure`;
