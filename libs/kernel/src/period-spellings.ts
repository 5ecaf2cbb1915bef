import { parsePeriod } from './period.js';
import { isLastDay, isoDay, isoDayOf, two, year } from './spelled-day.js';
import { monthNamed } from './month-named.js';

// How people write periods, form by form. Each form says every code that a text in it may mean; the text is lower-case,
// in plain signs. What several forms say together is what the text may mean.

type Form = (written: string) => readonly (string | null)[];

const form = (pattern: string, codes: (...parts: string[]) => readonly (string | null)[]): Form => {
  const whole = new RegExp(`^(?:${pattern})$`);
  return (written) => {
    const match = whole.exec(written);
    return match === null ? [] : codes(...match.slice(1).map((part: string | undefined) => part ?? ''));
  };
};

const SPAN = String.raw`(\d{4}|\d{2}) ?(?:/|-|to) ?(\d{4}|\d{1,2})`;
const FINANCIAL = '(?:fy|f/y|financial year|fin year)';
const ACADEMIC = '(?:ay|a/y|academic year|acad year|school year|academic)';
const ENDING = '(?:ending|ended|end|to)(?: in| the)?';
const BETWEEN = '(?:[ ,:/-]| of | in )*';
const MONTH = String.raw`([a-z]{3,9})\.?`;

const pair = (first: number, apart = 1): string => `${first}-${two((first + apart) % 100)}`;

/** The first year of "2016-17", "2016/2017", "16/17", "2016/7", where the second is `apart` years later; else null. */
function firstYear(from: string, to: string, apart = 1): number | null {
  const first = year(from);
  if (first === null) return null;
  if (from.length === 2 && to.length !== 2) return null;
  return String(first + apart).slice(-to.length) === to ? first : null;
}

/** The code of each year that the two halves of a span make, or none. */
const spans = (from: string, to: string, code: (first: number) => string | null): (string | null)[] => {
  const first = firstYear(from, to);
  return first === null ? [] : [code(first)];
};

const quarter = (first: number, number: string): string => `${pair(first)}Q${number}`;
const half = (first: number, number: string): string => `${pair(first)}H${number}`;

/** "2011-12" is the financial year, so December 2011 has a code of its own. */
function month(ofYear: number | null, number: number | null): string | null {
  if (ofYear === null || ofYear < 1900 || number === null || number < 1 || number > 12) return null;
  const code = `${ofYear}-${two(number)}`;
  return parsePeriod(code)?.kind === 'month' ? code : `M:${code}`;
}

/** A month inside a financial year. */
const monthOf = (first: number, number: number | null): string | null =>
  number === null ? null : month(number < 4 ? first + 1 : first, number);

const ORDINALS: Readonly<Record<string, string>> = {
  first: '1',
  '1st': '1',
  second: '2',
  '2nd': '2',
  third: '3',
  '3rd': '3',
  fourth: '4',
  '4th': '4',
};
const PART = String.raw`(?:(q|qtr|quarter|h|half|half-year|half year) ?([1-4])|(first|1st|second|2nd|third|3rd|fourth|4th) (quarter|half))`;

function part(kind: string, number: string, ordinal: string, ordinalKind: string): ((first: number) => string) | null {
  const [what, which = ''] = kind === '' ? [ordinalKind, ORDINALS[ordinal]] : [kind, number];
  if (what.startsWith('q')) return (first) => quarter(first, which);
  return which === '1' || which === '2' ? (first) => half(first, which) : null;
}

type PartText = [string, string, string, string];

function partOfSpan(parts: PartText, from: string, to: string): (string | null)[] {
  const code = part(...parts);
  return code === null ? [] : spans(from, to, code);
}

/** "Q2 2017" may be of the calendar's year, or of a financial year that is named by its first or by its last one. */
function partOfOneYear(parts: PartText, written: string): (string | null)[] {
  const [code, of] = [part(...parts), year(written)];
  if (code === null || of === null) return [];
  const isQuarter = code(of).includes('Q');
  const [number, most] = [Number(code(of).slice(-1)), isQuarter ? 4 : 2];
  const calendar =
    number === 1 ? (isQuarter ? quarter(of - 1, '4') : null) : isQuarter ? quarter(of, String(number - 1)) : null;
  return number > most ? [] : [code(of), code(of - 1), calendar];
}

/** Months from one to another, both with their year: the period that has just these, of any kind. */
function months(fromYear: number, from: number, toYear: number, to: number): string[] {
  const length = (toYear - fromYear) * 12 + to - from + 1;
  const start = `${fromYear}-${two(from)}-01`;
  const end = `${toYear}-${two(to)}`;
  const financial = from < 4 ? fromYear - 1 : fromYear;
  const codes = [
    ...[1, 2, 3, 4].map((number) => quarter(financial, String(number))),
    ...[1, 2].map((number) => half(financial, String(number))),
    pair(fromYear),
    `AY${pair(fromYear)}`,
    `3Y:${pair(fromYear, 3)}`,
    ...['Autumn', 'Spring', 'Summer'].map((term) => `T:${pair(from < 9 ? fromYear - 1 : fromYear)}${term}`),
  ];
  const found = codes.filter((code) => {
    const period = parsePeriod(code);
    return period?.start === start && period.end.slice(0, 7) === end;
  });
  return found.length > 0 || length !== 12 ? found : [`R12:${end}`];
}

function monthsOfOneYear(fromName: string, toName: string, written: string): string[] {
  const [from, to, of] = [monthNamed(fromName), monthNamed(toName), year(written)];
  if (from === null || to === null || of === null) return [];
  // "Oct-Mar 2018" may begin or end in 2018.
  return from < to ? months(of, from, of, to) : [...months(of - 1, from, of, to), ...months(of, from, of + 1, to)];
}

function monthsOfTwoYears(fromName: string, fromYear: string, toName: string, toYear: string): string[] {
  const [from, to, first, last] = [monthNamed(fromName), monthNamed(toName), year(fromYear), year(toYear)];
  return from === null || to === null || first === null || last === null ? [] : months(first, from, last, to);
}

/** From the first day of a month to the last day of one. */
function daysFromTo(first: string, last: string): string[] {
  const [from, to] = [isoDayOf(first), isoDayOf(last)];
  if (from === null || to === null || !from.endsWith('-01') || !isLastDay(to)) return [];
  const [fromYear, fromMonth, toYear, toMonth] = [from.slice(0, 4), from.slice(5, 7), to.slice(0, 4), to.slice(5, 7)];
  return months(Number(fromYear), Number(fromMonth), Number(toYear), Number(toMonth));
}

function monthsOfSpan(fromName: string, toName: string, firstText: string, lastText: string): string[] {
  const [from, to, first] = [monthNamed(fromName), monthNamed(toName), firstYear(firstText, lastText)];
  if (from === null || to === null || first === null) return [];
  const of = (number: number): number => (number < 4 ? first + 1 : first);
  return months(of(from), from, of(to), to);
}

/** The year and the month of "September 2017", "09/2017", "2017-09", and of the last day of a month; a period ends on no other. */
function yearAndMonth(written: string): readonly [year: number, month: number] | null {
  const iso = isoDayOf(written);
  if (iso !== null) return isLastDay(iso) ? [Number(iso.slice(0, 4)), Number(iso.slice(5, 7))] : null;
  const named = new RegExp(`^${MONTH}[ ,-]*(\\d{4}|\\d{2})$`).exec(written);
  const numbered = /^(\d{1,2})[/.-](\d{4})$/.exec(written);
  const yearFirst = /^(\d{4})[/.-](\d{1,2})$/.exec(written);
  const number = named === null ? Number(numbered?.[1] ?? yearFirst?.[2] ?? 0) : monthNamed(named[1]!);
  const of = year(named?.[2] ?? numbered?.[2] ?? yearFirst?.[1] ?? '');
  return of === null || number === null || number < 1 || number > 12 ? null : [of, number];
}

function twelveMonthsTo(end: string): (string | null)[] {
  const ends = yearAndMonth(end);
  return ends === null ? [] : [`R12:${ends[0]}-${two(ends[1])}`];
}

/** A year that ends in March is the financial one; in August, it may be the academic one. */
function yearEnding(end: string): (string | null)[] {
  const ends = yearAndMonth(end);
  if (ends === null) return [];
  const [last, number] = ends;
  if (number === 3) return [pair(last - 1)];
  return number === 8 ? [`AY${pair(last - 1)}`, ...twelveMonthsTo(end)] : twelveMonthsTo(end);
}

const TERM = '(autumn|spring|summer)';

function termOfYear(term: string, written: string): string[] {
  const of = year(written);
  return of === null ? [] : [termOf(term === 'autumn' ? of : of - 1, term)];
}

const termOf = (first: number, term: string): string =>
  `T:${pair(first)}${term.charAt(0).toUpperCase()}${term.slice(1)}`;

const financialYears = (written: string): string[] => {
  const of = year(written);
  return of === null ? [] : [pair(of - 1), pair(of)];
};
const academicYears = (written: string): string[] => financialYears(written).map((code) => `AY${code}`);
const endingIn = (written: string): string[] => financialYears(written).slice(0, 1);

function day(written: string): string | null {
  const iso = isoDayOf(written);
  return iso === null ? null : `@${iso}`;
}

/** Excel makes a month into its first day, so such a day may be the month that somebody typed. */
function days(written: string): (string | null)[] {
  const iso = isoDayOf(written);
  if (iso === null) return [];
  // 16-03-17 may be the 17th of March 2016 as well.
  const turned = /^(\d{2})-(\d{2})-(\d{2})$/.exec(written);
  const other = turned === null ? null : isoDay(year(turned[1]!), Number(turned[2]), Number(turned[3]));
  const first = iso.endsWith('-01') ? month(Number(iso.slice(0, 4)), Number(iso.slice(5, 7))) : null;
  return [`@${iso}`, other === null ? null : `@${other}`, first];
}

const codeOf = (prefix: string, inner: string): string => `${prefix}${inner}`;

const CODES: readonly Form[] = [
  form(`ay ?:? ?${SPAN}`, (from, to) => spans(from!, to!, (first) => `AY${pair(first)}`)),
  form(`3y ?:? ?${SPAN}|(?:3|three)(?: financial)? years,?(?: from)? ${SPAN}`, (a, b, c, d) => {
    const first = firstYear(a! || c!, b! || d!, 3);
    return [first === null ? null : `3Y:${pair(first, 3)}`];
  }),
  form('r12 ?:? ?(.+)', (end) => twelveMonthsTo(end!)),
  form(String.raw`m ?:? ?(\d{4})[-/](\d{1,2})`, (of, number) => [month(Number(of), Number(number))]),
  form(String.raw`(\d{4}) ?m ?(\d{1,2})`, (of, number) => [month(Number(of), Number(number))]),
  form(`t ?:? ?${SPAN} ?${TERM}`, (from, to, term) => spans(from!, to!, (first) => termOf(first, term!))),
  form('@ ?(.+)', (date) => [day(date!)]),
  form('(?:as at|as of|at|on|snapshot(?: at| on)?|position at) (.+)', (date) => [day(date!)]),
];

const YEARS: readonly Form[] = [
  // 11/12 may be November 2012, and 2017/8 is the form of a month, too (below).
  form(SPAN, (from, to) => (from!.length === 2 && Number(from) <= 12 ? [] : spans(from!, to!, (first) => pair(first)))),
  form(`${FINANCIAL} ?:?${SPAN}|year ${SPAN}|${SPAN} ?${FINANCIAL}`, (a, b, c, d, e, f) =>
    spans(a! || c! || e!, b! || d! || f!, (first) => pair(first)),
  ),
  form(String.raw`${FINANCIAL} ?(\d{2})(\d{2})`, (from, to) => spans(from!, to!, (first) => pair(first))),
  form(String.raw`(\d{4})(\d{2})`, (from, to) => [
    ...spans(from!, to!, (first) => pair(first)),
    month(Number(from), Number(to)),
  ]),
  form(String.raw`${FINANCIAL} ?(\d{4}|\d{2})|(\d{4}) ?${FINANCIAL}`, (a, b) => financialYears(a! || b!)),
  form(String.raw`${FINANCIAL} ?${ENDING} (\d{4}|\d{2})|fye ?(\d{4}|\d{2})`, (a, b) => endingIn(a! || b!)),
  form(`${ACADEMIC} ?:?${SPAN}|${SPAN} ?${ACADEMIC}`, (a, b, c, d) =>
    spans(a! || c!, b! || d!, (first) => `AY${pair(first)}`),
  ),
  form(String.raw`${ACADEMIC} ?(\d{4}|\d{2})|(\d{4}) ?${ACADEMIC}`, (a, b) => academicYears(a! || b!)),
  form(String.raw`${ACADEMIC} ?${ENDING} (\d{4}|\d{2})`, (of) => endingIn(of!).map((code) => codeOf('AY', code))),
  form(String.raw`(\d{4})`, (of) => [...financialYears(of!), ...academicYears(of!)]),
];

const PARTS: readonly Form[] = [
  form(`${PART}${BETWEEN}(?:${FINANCIAL} ?)?${SPAN}`, (a, b, c, d, from, to) =>
    partOfSpan([a!, b!, c!, d!], from!, to!),
  ),
  form(`(?:${FINANCIAL} ?)?${SPAN}${BETWEEN}${PART}`, (from, to, a, b, c, d) =>
    partOfSpan([a!, b!, c!, d!], from!, to!),
  ),
  form(String.raw`${PART}${BETWEEN}(?:${FINANCIAL} ?)?(\d{4}|\d{2})`, (a, b, c, d, of) =>
    partOfOneYear([a!, b!, c!, d!], of!),
  ),
  form(String.raw`(?:${FINANCIAL} ?)?(\d{4})${BETWEEN}${PART}`, (of, a, b, c, d) =>
    partOfOneYear([a!, b!, c!, d!], of!),
  ),
];

const TO = ' ?(?:-|to|until|/) ?';

const MONTHS: readonly Form[] = [
  form(String.raw`${MONTH}${TO}${MONTH}[ ,-]*(\d{4}|\d{2})`, (from, to, of) => monthsOfOneYear(from!, to!, of!)),
  form(String.raw`(\d{4}) ${MONTH}${TO}${MONTH}`, (of, from, to) => monthsOfOneYear(from!, to!, of!)),
  form(String.raw`${MONTH}[ -]*(\d{4}|\d{2})${TO}${MONTH}[ -]*(\d{4}|\d{2})`, (from, first, to, last) =>
    monthsOfTwoYears(from!, first!, to!, last!),
  ),
  form('(.{6,}?) ?(?:to|until|-) ?(.{6,})', (first, last) => daysFromTo(first!, last!)),
  form(`${MONTH}${TO}${MONTH}[ ,]*${SPAN}`, (from, to, first, last) => monthsOfSpan(from!, to!, first!, last!)),
  form(`${SPAN}[ ,:]*${MONTH}${TO}${MONTH}`, (first, last, from, to) => monthsOfSpan(from!, to!, first!, last!)),
  form(String.raw`${MONTH}[ ,]*(\d{4})|(\d{4})[ ,-]*${MONTH}`, (name, of, ofFirst, nameSecond) => [
    month(year(of! || ofFirst!), monthNamed(name! || nameSecond!)),
  ]),
  // What Excel shows for a cell in which somebody typed 2017-09, or 2011-12 for the financial year.
  form(String.raw`${MONTH}[ ,'-]*(\d{4}|\d{2})`, (name, written) => {
    const [number, of] = [monthNamed(name!), year(written!)];
    if (number === null || of === null) return [];
    const typed = `${of}-${two(number)}`;
    return [month(of, number), parsePeriod(typed)?.kind === 'year' && written!.length === 2 ? typed : null];
  }),
  form(`${MONTH}[ ,]*${SPAN}|${SPAN}[ ,:]*${MONTH}`, (a, b, c, d, e, f) => {
    const first = firstYear(b! || d!, c! || e!);
    return first === null ? [] : [monthOf(first, monthNamed(a! || f!))];
  }),
  form(String.raw`(\d{1,2})[/.-](\d{4})`, (number, of) => [month(Number(of), Number(number))]),
  // A second half of two digits that makes a year is one: 2009/10 is no October.
  form(String.raw`(\d{4}) ?[/.-] ?(\d{1,2})`, (of, number) =>
    number!.length === 2 && firstYear(of!, number!) !== null ? [] : [month(Number(of), Number(number))],
  ),
];

const ROLLING = String.raw`(?:12|twelve) months?|rolling(?: year| (?:12|twelve) months)?|12m|12-month(?: period)?`;

const OTHERS: readonly Form[] = [
  form(`(?:${ROLLING}) ${ENDING} ?(.+)`, (end) => twelveMonthsTo(end!)),
  form(`(?:financial )?year ?-?${ENDING} (.+)|y/e (.+)|ye (.+)`, (a, b, c) => yearEnding(a! || b! || c!)),
  form(`(?:(?:qtr|quarter)|3 months) ${ENDING} (.+)`, (end) => endingPart(end!, 3)),
  form(`(?:half(?:[ -]year)?|6 months) ${ENDING} (.+)`, (end) => endingPart(end!, 6)),
  form(`month ${ENDING} (.+)|month of (.+)`, (a, b) => endingPart(a! || b!, 1)),
  form(`${TERM}(?: term)?,? ${SPAN}`, (term, from, to) => spans(from!, to!, (first) => termOf(first, term!))),
  form(`${SPAN},? ${TERM}(?: term)?`, (from, to, term) => spans(from!, to!, (first) => termOf(first, term!))),
  form(String.raw`${TERM}(?: term)?,? (\d{4}|\d{2})|(\d{4}),? ${TERM}(?: term)?`, (a, b, c, d) =>
    termOfYear(a! || d!, b! || c!),
  ),
  days,
];

/** A quarter or a half-year by the month in which it ends. */
function endingPart(end: string, length: number): (string | null)[] {
  const ends = yearAndMonth(end);
  if (ends === null) return [];
  const [of, number] = ends;
  if (length === 1) return [month(of, number)];
  const from = number - length + 1;
  return from < 1 ? months(of - 1, from + 12, of, number) : months(of, from, of, number);
}

const FORMS: readonly Form[] = [...CODES, ...YEARS, ...PARTS, ...MONTHS, ...OTHERS];

/** Every code that a text may mean, each once; the text is lower-case and in plain signs. */
export function possiblePeriods(written: string): string[] {
  const codes = FORMS.flatMap((each) => each(written));
  return [...new Set(codes.filter((code): code is string => code !== null && parsePeriod(code) !== null))];
}
