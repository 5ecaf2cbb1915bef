import { isIsoDate } from './london.js';

/** Only periods of one kind form a series: a half-year is never drawn as a quarter. */
export const periodKinds = [
  'month',
  'quarter',
  'half_year',
  'year',
  'academic_year',
  'point_in_time',
  'rolling_year',
  'three_years',
  'term',
] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** A stretch of days; both are ISO dates and both belong to it. */
export interface Span {
  readonly start: string;
  readonly end: string;
}

/** A period under its one canonical code. A point in time starts and ends on the same day. */
export interface Period extends Span {
  readonly code: string;
  readonly kind: PeriodKind;
}

type Spanning = Exclude<PeriodKind, 'point_in_time'>;

const APRIL = 4;
const SEPTEMBER = 9;

/** The terms of a school year, in their order. */
const TERMS = ['Autumn', 'Spring', 'Summer'] as const;
const MONTHS_OF_TERM = 4;

/** Months counted from year 0, so that every step between periods is an addition. */
const monthNumber = (year: number, month: number): number => year * 12 + month - 1;
const yearOf = (month: number): number => Math.floor(month / 12);
const monthOf = (month: number): number => (month % 12) + 1;

const two = (value: number): string => String(value % 100).padStart(2, '0');
const yearMonth = (month: number): string => `${yearOf(month)}-${two(monthOf(month))}`;
const years = (first: number, count: number): string => `${first}-${two(first + count)}`;
const financialYear = (month: number): number => yearOf(month - (APRIL - 1));

interface Shape {
  /** Months in the period. */
  months: number;
  /** Months from one period of the series to the next; rolling periods overlap. */
  step: number;
  /** The groups of a code, and the first month that they mean. */
  pattern: RegExp;
  first: (year: number, part: string) => number;
  code: (first: number) => string;
}

const SHAPES: Record<Spanning, Shape> = {
  year: {
    months: 12,
    step: 12,
    pattern: /^([12]\d{3})-(\d{2})$/,
    first: (year) => monthNumber(year, APRIL),
    code: (first) => years(yearOf(first), 1),
  },
  quarter: {
    months: 3,
    step: 3,
    pattern: /^([12]\d{3})-\d{2}Q([1-4])$/,
    first: (year, quarter) => monthNumber(year, APRIL) + (Number(quarter) - 1) * 3,
    code: (first) => `${years(financialYear(first), 1)}Q${quarterOf(first)}`,
  },
  half_year: {
    months: 6,
    step: 6,
    pattern: /^([12]\d{3})-\d{2}H([12])$/,
    first: (year, half) => monthNumber(year, APRIL) + (Number(half) - 1) * 6,
    code: (first) => `${years(financialYear(first), 1)}H${halfOf(first)}`,
  },
  // "2011-12" is the financial year, as every council writes it; the twelve months (2000-01 to 2011-12) whose own code
  // would read as one are written "M:2011-12".
  month: {
    months: 1,
    step: 1,
    pattern: /^(?:M:)?([12]\d{3})-(0[1-9]|1[0-2])$/,
    first: (year, month) => monthNumber(year, Number(month)),
    code: (first) => (yearMonth(first) === years(yearOf(first), 1) ? `M:${yearMonth(first)}` : yearMonth(first)),
  },
  academic_year: {
    months: 12,
    step: 12,
    pattern: /^AY([12]\d{3})-\d{2}$/,
    first: (year) => monthNumber(year, SEPTEMBER),
    code: (first) => `AY${years(yearOf(first), 1)}`,
  },
  rolling_year: {
    months: 12,
    step: 1,
    pattern: /^R12:([12]\d{3})-(0[1-9]|1[0-2])$/,
    first: (year, month) => monthNumber(year, Number(month)) - 11,
    code: (first) => `R12:${yearMonth(first + 11)}`,
  },
  three_years: {
    months: 36,
    step: 12,
    pattern: /^3Y:([12]\d{3})-\d{2}$/,
    first: (year) => monthNumber(year, APRIL),
    code: (first) => `3Y:${years(yearOf(first), 3)}`,
  },
  // Easter, and with it the end of a spring term, moves by five weeks, so the academic year is cut into thirds.
  term: {
    months: MONTHS_OF_TERM,
    step: MONTHS_OF_TERM,
    pattern: /^T:([12]\d{3})-\d{2}(Autumn|Spring|Summer)$/,
    first: (year, term) => monthNumber(year, SEPTEMBER) + TERMS.findIndex((each) => each === term) * MONTHS_OF_TERM,
    code: (first) => `T:${years(academicYear(first), 1)}${termOf(first)}`,
  },
};

const SPANNING = Object.keys(SHAPES) as Spanning[];

const quarterOf = (first: number): number => ((first - (APRIL - 1)) % 12) / 3 + 1;
const academicYear = (month: number): number => yearOf(month - (SEPTEMBER - 1));
const termOf = (first: number): (typeof TERMS)[number] =>
  TERMS[(((first - (SEPTEMBER - 1)) % 12) / MONTHS_OF_TERM) as 0 | 1 | 2];
const halfOf = (first: number): number => ((first - (APRIL - 1)) % 12) / 6 + 1;
const firstMonthOf = (period: Period): number =>
  monthNumber(Number(period.start.slice(0, 4)), Number(period.start.slice(5, 7)));

/**
 * Reads a period's canonical code: 2016-17, 2017-18Q2, 2017-18H1, 2017-09, AY2016-17, @2016-03-31, R12:2017-09,
 * 3Y:2014-17, T:2016-17Autumn. Returns null for any other text, a year whose two halves do not fit (2016-18) included.
 */
export function parsePeriod(code: string): Period | null {
  const known = parsed.get(code);
  if (known !== undefined) return known;
  const period = parse(code);
  if (period !== null && parsed.size < PARSED) parsed.set(code, Object.freeze(period));
  return period;
}

/** The same few hundred periods are read over and over: by validation, by deciders, by every view and assessment. */
const parsed = new Map<string, Period>();
const PARSED = 5_000;

function parse(code: string): Period | null {
  if (code.startsWith('@')) return pointInTime(code.slice(1));
  for (const kind of SPANNING) {
    const match = SHAPES[kind].pattern.exec(code);
    if (match === null) continue;
    const first = SHAPES[kind].first(Number(match[1]), match[2] ?? '');
    // A code is canonical when writing its period gives it back: one rule catches every part that does not fit.
    if (SHAPES[kind].code(first) === code) return spanning(kind, first);
  }
  return null;
}

/** The period of a code that has been accepted before, as every code in the ledger has. Throws RangeError for any other. */
export function periodOf(code: string): Period {
  const period = parsePeriod(code);
  if (period === null) throw new RangeError(`Not a period: ${code}`);
  return period;
}

/** The period before, of the same kind. Null for a point in time, which has no set interval. */
export const previousPeriod = (period: Period): Period | null =>
  period.kind === 'point_in_time' ? null : moved(period, period.kind, -SHAPES[period.kind].step);

/** The period after, of the same kind. Null for a point in time, which has no set interval, and past the last code. */
export const nextPeriod = (period: Period): Period | null =>
  period.kind === 'point_in_time' ? null : moved(period, period.kind, SHAPES[period.kind].step);

/** How many later periods of the same kind have ended by the end of an ISO date. Zero for a point in time. */
export function endedSince(period: Period, isoDate: string): number {
  if (period.kind === 'point_in_time') return 0;
  const { months, step } = SHAPES[period.kind];
  const dayAfter = new Date(Date.parse(isoDate) + 86_400_000).toISOString();
  const running = monthNumber(Number(dayAfter.slice(0, 4)), Number(dayAfter.slice(5, 7)));
  return Math.max(0, Math.floor((running - firstMonthOf(period) - months) / step));
}

/** The same period one year earlier (29 February: the 28th). Null only before the first year that a code can name. */
export function sameLastYear(period: Period): Period | null {
  if (period.kind !== 'point_in_time') return moved(period, period.kind, -12);
  const lastYear = `${Number(period.start.slice(0, 4)) - 1}${period.start.slice(4)}`;
  return pointInTime(lastYear.replace(/-02-29$/, '-02-28'));
}

/** The periods of the same kind strictly between two, oldest first. Empty for points in time and for unlike kinds. */
export function periodsBetween(earlier: Period, later: Period): Period[] {
  const kind = later.kind;
  if (kind === 'point_in_time' || earlier.kind !== kind) return [];
  const { step } = SHAPES[kind];
  const between: Period[] = [];
  for (let first = firstMonthOf(earlier) + step; first < firstMonthOf(later); first += step) {
    between.push(spanning(kind, first));
  }
  return between;
}

/** Whether every day of `inner` belongs to `outer`. */
export const encloses = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The period in words, dates as GOV.UK style writes them: "Quarter 2 (July to September 2017)". */
export function periodTitle(period: Period): string {
  const first = firstMonthOf(period);
  switch (period.kind) {
    case 'point_in_time':
      return `${Number(period.start.slice(8))} ${monthTitle(first)}`;
    case 'month':
      return monthTitle(first);
    case 'quarter':
      return `Quarter ${quarterOf(first)} (${monthsTitle(first, 3)})`;
    case 'half_year':
      return `${halfOf(first) === 1 ? 'First' : 'Second'} half of ${yearsTitle(financialYear(first), 1)} (${monthsTitle(first, 6)})`;
    case 'year':
      return `Year ${yearsTitle(yearOf(first), 1)}`;
    case 'academic_year':
      return `Academic year ${yearsTitle(yearOf(first), 1)}`;
    case 'rolling_year':
      return `12 months to ${monthTitle(first + 11)}`;
    case 'three_years':
      return `3 years ${yearsTitle(yearOf(first), 3)}`;
    case 'term':
      return `${termOf(first)} term ${yearsTitle(academicYear(first), 1)}`;
  }
}

function pointInTime(date: string): Period | null {
  if (!/^[12]/.test(date) || !isIsoDate(date)) return null;
  return { code: `@${date}`, kind: 'point_in_time', start: date, end: date };
}

function spanning(kind: Spanning, first: number): Period {
  const { months, code } = SHAPES[kind];
  const after = first + months;
  const lastDay = new Date(Date.UTC(yearOf(after), monthOf(after) - 1, 0));
  return { code: code(first), kind, start: `${yearMonth(first)}-01`, end: lastDay.toISOString().slice(0, 10) };
}

const moved = (period: Period, kind: Spanning, months: number): Period | null =>
  parsePeriod(SHAPES[kind].code(firstMonthOf(period) + months));

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const monthName = (month: number): string => MONTHS[monthOf(month) - 1]!;
const monthTitle = (month: number): string => `${monthName(month)} ${yearOf(month)}`;
const yearsTitle = (first: number, count: number): string => `${first} to ${first + count}`;

function monthsTitle(first: number, count: number): string {
  const last = first + count - 1;
  return `${yearOf(first) === yearOf(last) ? monthName(first) : monthTitle(first)} to ${monthTitle(last)}`;
}
