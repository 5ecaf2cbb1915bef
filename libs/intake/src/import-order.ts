import { isInstant, londonDateOf } from '@outturn/kernel';
import type { ImportItem } from './import-item.js';
import { rowKinds } from './row-kinds.js';

const rank = new Map(rowKinds.map(({ kind }, index) => [kind, index]));

/**
 * The order in which rows are decided: those without a date first, then day by day (London's); within a day by kind,
 * because a return needs its indicator, then by time, then as the files were given.
 */
export function inOrder(items: readonly ImportItem[]): ImportItem[] {
  const keyed = items.map((item) => ({
    item,
    day: dayOf(item.occurred),
    kind: rank.get(item.kind)!,
    at: item.occurred ?? '',
  }));
  // The sort is stable, so rows that tie stay as the files and their lines have them.
  keyed.sort((a, b) => compareText(a.day, b.day) || a.kind - b.kind || compareText(a.at, b.at));
  return keyed.map(({ item }) => item);
}

/** The same order among rows about one thing: they are of one kind. */
export const compareTimes = (one: Timed, other: Timed): number =>
  compareText(dayOf(one.occurred), dayOf(other.occurred)) || compareText(one.occurred ?? '', other.occurred ?? '');

type Timed = Pick<ImportItem, 'occurred'>;

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const dayOf = (occurred: string | null): string =>
  occurred === null ? '' : isInstant(occurred) ? londonDateOf(occurred) : occurred;
