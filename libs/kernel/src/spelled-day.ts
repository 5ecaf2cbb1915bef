import { parsePeriod } from './period.js';
import { monthNamed } from './month-named.js';

/** A number in two digits. */
export const two = (value: number): string => String(value).padStart(2, '0');

/** 2017 for "2017" and for "17"; a year of a council's figures, and in two digits one of this half century. */
export function year(written: string): number | null {
  if (written.length === 4) return /^(?:19|20)/.test(written) ? Number(written) : null;
  return /^[0-4]\d$/.test(written) ? 2000 + Number(written) : null;
}

const TIME = String.raw`(?:[ t]0?0:00(?::00(?:\.0+)?)?z?)?`;

/** A date in the order of the United Kingdom; in that of America only if no other is possible. */
export function isoDayOf(written: string): string | null {
  const iso = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${TIME}$`).exec(written);
  if (iso !== null) return isoDay(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const words =
    /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4}|\d{2})$/.exec(
      written,
    ) ?? /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/.exec(written);
  if (words !== null) {
    const [dayText, monthText] = /^\d/.test(words[1]!) ? [words[1]!, words[2]!] : [words[2]!, words[1]!];
    return isoDay(year(words[3]!), monthNamed(monthText), Number(dayText));
  }
  const numbers = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})${TIME}$`).exec(written);
  if (numbers === null) return null;
  const [first, second, of] = [Number(numbers[1]), Number(numbers[3]), year(numbers[4]!)];
  return isoDay(of, second, first) ?? isoDay(of, first, second);
}

export function isoDay(ofYear: number | null, ofMonth: number | null, ofDay: number): string | null {
  if (ofYear === null || ofMonth === null) return null;
  const iso = `${ofYear}-${two(ofMonth)}-${two(ofDay)}`;
  return parsePeriod(`@${iso}`) === null ? null : iso;
}

/** Whether a day is the last of its month. */
export const isLastDay = (iso: string): boolean => parsePeriod(`R12:${iso.slice(0, 7)}`)?.end === iso;
