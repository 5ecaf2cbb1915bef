import { isInstant, isIsoDate } from '@outturn/kernel';
import { type Cell, given, refused } from './cell.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** 1 to 12 for "Sep", "Sept" or "September" in any case; null for anything else. */
export function monthNumber(name: string): number | null {
  const index = MONTHS.indexOf(name.slice(0, 3).toLowerCase());
  if (index === -1) return null;
  const full = new Date(Date.UTC(2000, index, 1))
    .toLocaleString('en-GB', { month: 'long', timeZone: 'UTC' })
    .toLowerCase();
  const rest = name.toLowerCase();
  return rest.length >= 3 && full.startsWith(rest.replace(/^sept$/, 'sep')) ? index + 1 : null;
}

const NUMBERS = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T].*)?$/;
const WORDS = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]+),?[ -](\d{4}|\d{2})$/i;
const ISO = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T].*)?$/;

/** What a text that is written like a date means: the ISO date where only one is possible, null where two are. */
export function writtenDate(text: string): { readonly iso: string | null } | null {
  const iso = ISO.exec(text);
  if (iso !== null) return dateOf(iso[1]!, Number(iso[2]), Number(iso[3]));
  const words = WORDS.exec(text);
  const month = words === null ? null : monthNumber(words[2]!);
  if (words !== null && month !== null) return dateOf(words[3]!, month, Number(words[1]));
  const numbers = NUMBERS.exec(text);
  if (numbers === null) return null;
  const [first, second] = [Number(numbers[1]), Number(numbers[2])];
  // 01/04/2015 is April in England and January in a sheet with American settings.
  if (first <= 12 && second <= 12 && first !== second) return { iso: null };
  return second > 12 ? dateOf(numbers[3]!, first, second) : dateOf(numbers[3]!, second, first);
}

function dateOf(year: string, month: number, day: number): { iso: string | null } {
  const full = year.length === 2 ? `20${year}` : year;
  const iso = `${full}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return { iso: isIsoDate(iso) ? iso : null };
}

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
  const number = month === null ? null : monthNumber(month[1]!);
  if (month !== null && number !== null) {
    const year = month[2]!.length === 2 ? `20${month[2]}` : month[2];
    return refused('NotADate', `write this month as ${year}-${String(number).padStart(2, '0')}`);
  }
  return writtenDate(due) !== null && !isIsoDate(due) ? dateRefused(due) : given(due);
}
