import { isInstant, isIsoDate, monthNamed, writtenDate } from '@outturn/kernel';
import { type Cell, given, refused } from './cell.js';

const dateRefused = (text: string) => {
  const iso = writtenDate(text)?.iso ?? null;
  return refused(
    'NotADate',
    iso === null ? 'write a date as year-month-day, such as 2015-03-31' : `write this date as ${iso}`,
  );
};

/** A calendar date, 2015-03-31. */
export const dateCell = (text: string): Cell => (isIsoDate(text) ? given(text) : dateRefused(text));

/** A calendar date, or an instant in UTC with milliseconds. */
export const occurredCell = (text: string): Cell =>
  isIsoDate(text) || isInstant(text) ? given(text) : dateRefused(text);

/** When an action is due: a date, a month, `ongoing`, or a date or month `and annually`. */
export function dueCell(text: string): Cell {
  const due = text.toLowerCase().replace(/\s+/g, ' ');
  const month = /^([a-z]+)[ -](\d{4}|\d{2})$/.exec(due);
  const number = month === null ? null : monthNamed(month[1]!);
  if (month !== null && number !== null) {
    const year = month[2]!.length === 2 ? `20${month[2]}` : month[2];
    return refused('NotADate', `write this month as ${year}-${String(number).padStart(2, '0')}`);
  }
  return writtenDate(due) !== null && !isIsoDate(due) ? dateRefused(due) : given(due);
}
