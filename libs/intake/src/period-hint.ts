import { parsePeriod } from '@outturn/kernel';
import { monthNumber, writtenDate } from './date-cell.js';
import type { Fault } from './problems.js';

const CODES = '2016-17, 2017-18Q2, 2017-18H1, 2017-09, AY2016-17, @2016-03-31, R12:2017-09 or 3Y:2014-17';

const YEARS = String.raw`(\d{4}|\d{2})\s?(?:/|-|to)\s?(\d{4}|\d{2})`;
const BETWEEN = String.raw`(?:[ ,:-]| of )*`;

/**
 * What is wrong with a text that stands where a period's code should, and the code that it means where only one is
 * likely. It is said, never used: the row stays refused.
 */
export function periodFault(text: string): Fault {
  const written = text.toLowerCase().replace(/[‐-―]/gu, '-').replace(/\s+/gu, ' ');
  const excel = excelMonth(written);
  if (excel !== null) return excel;
  const likely = LIKELY.map((read) => read(written)).find((code) => code !== null) ?? null;
  if (likely !== null && parsePeriod(likely) !== null) {
    return { kind: 'NotAPeriodCode', message: `write this period as ${likely}` };
  }
  return ambiguous(written) ?? { kind: 'NotAPeriodCode', message: `write the period as a code such as ${CODES}` };
}

type Reading = (written: string) => string | null;

const reading = (pattern: string, code: (...parts: string[]) => string | null): Reading => {
  const whole = new RegExp(`^(?:${pattern})$`);
  return (written) => {
    const match = whole.exec(written);
    return match === null ? null : code(...match.slice(1));
  };
};

// In the order in which they are tried; none of them names a code that the kernel would refuse.
const LIKELY: readonly Reading[] = [
  (written) => (parsePeriod(written.toUpperCase()) === null ? null : written.toUpperCase()),
  reading(`(?:fy|financial year|year)? ?${YEARS}(?: ?fy| financial year)?`, bareYears),
  reading(`(?:ay|academic year) ?${YEARS}`, (from, to) => prefixed('AY', years(from!, to!, 1))),
  reading(`${YEARS} ?(?:ay|academic year|academic)`, (from, to) => prefixed('AY', years(from!, to!, 1))),
  reading(`${YEARS}${BETWEEN}(q|quarter|h|half) ?([1-4])`, (from, to, part, number) =>
    partOfYear(from!, to!, part!, number!),
  ),
  reading(`(q|quarter|h|half) ?([1-4])${BETWEEN}${YEARS}`, (part, number, from, to) =>
    partOfYear(from!, to!, part!, number!),
  ),
  reading(String.raw`(?:12 months|rolling(?: year| 12 months)?|year|r12) ?(?:to|ending|ended|end)?:? ?(.+)`, (end) => {
    const month = monthOf(end!);
    return month === null ? null : `R12:${month}`;
  }),
  (written) => monthCode(monthOf(written)),
  (written) => prefixed('@', writtenDate(written)?.iso ?? null),
];

const prefixed = (prefix: string, code: string | null): string | null => (code === null ? null : `${prefix}${code}`);

// 11/12 by itself may be November 2012.
function bareYears(from = '', to = ''): string | null {
  if (from.length === 2 && Number(to) <= 12) return null;
  return years(from, to, 1) ?? prefixed('3Y:', from.length === 4 ? years(from, to, 3) : null);
}

/** "2016" and "17" or "2017", or "16" and "17", as 2016-17, when they lie `span` years apart. */
function years(from: string, to: string, span: number): string | null {
  const first = from.length === 2 ? Number(`20${from}`) : Number(from);
  const last = to.length === 2 ? Math.floor(first / 100) * 100 + Number(to) : Number(to);
  const apart = to.length === 2 && last < first ? last + 100 - first : last - first;
  return apart === span ? `${first}-${to.slice(-2)}` : null;
}

function partOfYear(from: string, to: string, part: string, number: string): string | null {
  const year = years(from, to, 1);
  return year === null ? null : `${year}${part.startsWith('q') ? 'Q' : 'H'}${number}`;
}

/** "September 2017", "sep 2017", "9/2017", "2017/9" as 2017-09. */
function monthOf(written: string): string | null {
  const named = /^([a-z]+)[ ,-]*(\d{4})$/.exec(written);
  const numbered = /^(\d{1,2})[/.-](\d{4})$/.exec(written);
  const yearFirst = /^(\d{4})[/.-](\d{1,2})$/.exec(written);
  const month = named !== null ? monthNumber(named[1]!) : Number((numbered?.[1] ?? yearFirst?.[2]) || 0);
  const year = named?.[2] ?? numbered?.[2] ?? yearFirst?.[1];
  if (month === null || month < 1 || month > 12 || year === undefined) return null;
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** The code of a month: 2011-12 would be the financial year, so that December is M:2011-12. */
const monthCode = (month: string | null): string | null =>
  month === null ? null : parsePeriod(month)?.kind === 'month' ? month : `M:${month}`;

// What Excel shows for a cell in which somebody typed 2017-09, or 2011-12 for the financial year.
function excelMonth(written: string): Fault | null {
  const match = /^([a-z]{3,4})-(\d{2})$/.exec(written);
  const number = match === null ? null : monthNumber(match[1]!);
  if (match === null || number === null) return null;
  const month = `20${match[2]}-${String(number).padStart(2, '0')}`;
  const code = monthCode(month)!;
  const right = code === month ? `write ${code}` : `write ${month} for the financial year or ${code} for the month`;
  return {
    kind: 'PeriodTurnedIntoDate',
    message: `Excel turned this period into a date: format the column as text and ${right}`,
  };
}

function ambiguous(written: string): Fault | null {
  const year = /^([12]\d{3})$/.exec(written);
  if (year !== null) {
    const [before, same] = [Number(year[1]) - 1, Number(year[1])].map(
      (first) => `${first}-${String(first + 1).slice(-2)}`,
    );
    return {
      kind: 'PeriodAmbiguous',
      message: `which year is meant? Write ${before} or ${same} for a financial year, with AY before it for an academic year`,
    };
  }
  if (/^(q|quarter) ?[1-4] ?\d{4}$|^\d{4} ?(q|quarter) ?[1-4]$/.test(written)) {
    return {
      kind: 'PeriodAmbiguous',
      message: 'which financial year is meant? Write both of its years, such as 2017-18Q2',
    };
  }
  if (writtenDate(written) !== null) {
    return {
      kind: 'PeriodAmbiguous',
      message:
        'this is a date: write the period as a code such as 2017-09 or @2016-03-31, and format the column as text',
    };
  }
  if (/^\d{5}$/.test(written)) {
    return {
      kind: 'PeriodTurnedIntoDate',
      message: `Excel turned this period into the number of a day: format the column as text and write a code such as ${CODES}`,
    };
  }
  return null;
}
