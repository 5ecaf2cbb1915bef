import { isIsoDate } from './london.js';
import { periodTitle, parsePeriod } from './period.js';
import { isoDayOf } from './spelled-day.js';
import { plainSigns } from './spelling.js';

export type DayReading =
  | {
      readonly read: true;
      /** YYYY-MM-DD */
      readonly iso: string;
      /** Whether it was written so. */
      readonly exact: boolean;
      /**
       * `either`: two numbers that may both be the month, read in the order of the United Kingdom; `month-first`: only the
       * order of America gives a day; `told`: the writing itself says which is which.
       */
      readonly order: 'told' | 'either' | 'month-first';
    }
  | {
      readonly read: false;
      readonly kind: 'NotADate' | 'DateTurnedIntoNumber';
      /** What to write: a clause without a full stop. */
      readonly advice: string;
    };

const LONGEST = 60;
const NUMBERS = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d/;

/**
 * Reads a day as people and spreadsheets write it. In numbers alone the day comes before the month, as it does in the
 * United Kingdom; a number above 12 is the day wherever it stands.
 */
export function readDay(text: string): DayReading {
  if (isIsoDate(text)) return { read: true, iso: text, exact: true, order: 'told' };
  const written = text.length > LONGEST ? '' : plainSigns(text).toLowerCase();
  const iso = isoDayOf(written);
  if (iso !== null) return { read: true, iso, exact: false, order: orderOf(written) };
  return { read: false, ...refusal(written) };
}

/** What is said of a day that was not written as its ISO date: "read as 2016-04-03, 3 April 2016". */
export const dayReadAs = (iso: string): string => {
  const day = parsePeriod(`@${iso}`);
  return `read as ${iso}${day === null ? '' : `, ${periodTitle(day)}`}`;
};

function orderOf(written: string): 'told' | 'either' | 'month-first' {
  const numbers = NUMBERS.exec(written);
  if (numbers === null) return 'told';
  const [first, second] = [Number(numbers[1]), Number(numbers[2])];
  if (second > 12) return 'month-first';
  return first > 12 || first === second ? 'told' : 'either';
}

const DAY = 86_400_000;

// Spreadsheets count days from 1900 as if that had been a leap year, so day 60 and all before it are off by one; those of
// today are not. Some count from 1904.
const dayNumbered = (number: number, beginning: string): string =>
  new Date(Date.parse(beginning) + number * DAY).toISOString().slice(0, 10);

function refusal(written: string): Omit<Extract<DayReading, { read: false }>, 'read'> {
  const number = /^(\d{5})(?:\.\d+)?$/.exec(written);
  if (number === null) return { kind: 'NotADate', advice: 'write a date as year-month-day, such as 2015-03-31' };
  const [usual, other] = ['1899-12-30', '1904-01-01'].map((beginning) => dayNumbered(Number(number[1]), beginning));
  return {
    kind: 'DateTurnedIntoNumber',
    advice: `a spreadsheet turned this date into the number of a day: write ${usual} if that is meant (${other} where it counts from 1904)`,
  };
}
