import { isIsoDate } from './london.js';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');

/** 1 to 12 for "Sep", "Sept" or "September" in any case; null for anything else. */
export function monthNamed(name: string): number | null {
  const written = name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^sept$/, 'sep');
  if (written.length < 3) return null;
  const index = MONTHS.findIndex((month) => month.startsWith(written));
  return index === -1 ? null : index + 1;
}

const NUMBERS = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ T].*)?$/;
const WORDS = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]+),?[ -](\d{4}|\d{2})$/i;
const ISO = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T].*)?$/;

/** What a text that is written like a date means: the ISO date where only one is possible, null where two are. */
export function writtenDate(text: string): { readonly iso: string | null } | null {
  const iso = ISO.exec(text);
  if (iso !== null) return dateOf(iso[1]!, Number(iso[2]), Number(iso[3]));
  const words = WORDS.exec(text);
  const month = words === null ? null : monthNamed(words[2]!);
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
