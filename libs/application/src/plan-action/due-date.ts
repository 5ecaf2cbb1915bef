import { parsePeriod } from '@outturn/kernel';

/**
 * The last day on which an action is still in time: `2015-03-31` is that day, `2015-03` the end of that month. `ongoing`
 * has none. Of `2014-06 and annually` the first time counts: whether it was done again, the plan does not say.
 */
export function lastDayOf(due: string | null): string | null {
  if (due === null || due === 'ongoing') return null;
  const first = due.replace(/ and annually$/, '');
  if (first.length === 10) return first;
  return parsePeriod(`M:${first}`)?.end ?? parsePeriod(first)?.end ?? null;
}
