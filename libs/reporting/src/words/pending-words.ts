import type { Assessment } from '@outturn/domain';
import { counted } from './name-words.js';
import { dayInWords, periodInSentence } from './period-words.js';

/** Names the figures that are held and not shown, because their periods have not ended; empty if there are none. */
export function pendingWords(rows: readonly Pick<Assessment, 'pending'>[]): string {
  const pending = rows.flatMap((row) => row.pending ?? []);
  const count = pending.reduce((sum, each) => sum + each.count, 0);
  const [first = '', ...later] = [...new Set(pending.map(({ endsOn }) => endsOn))].sort();
  if (count === 0) return '';
  if (count === 1) return `1 figure is not shown: its period ends on ${dayInWords(first)}.`;
  const isOneDay = later.length === 0 && pending.every((each) => each.count === 1);
  const ends = `${isOneDay ? 'end' : 'end from'} ${isOneDay ? 'on ' : ''}${dayInWords(first)}${isOneDay ? '' : ' on'}`;
  return `${counted(count, 'figure')} are not shown: their periods ${ends}.`;
}

/** Says that a target was set for a time that has not begun; empty if there is none. */
export function targetAheadWords({ targetAhead }: Pick<Assessment, 'targetAhead'>): string {
  if (targetAhead === null) return '';
  const { period, from, to } = targetAhead;
  if (period !== null) return `a target is set for ${periodInSentence(period)}`;
  return `a target is set from ${dayInWords(from ?? '')}${to === null ? '' : ` to ${dayInWords(to)}`}`;
}
