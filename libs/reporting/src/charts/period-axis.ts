import { type Period, type PeriodKind, periodsBetween } from '@outturn/kernel';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const year = (iso: string): string => iso.slice(0, 4);
const month = (iso: string): string => MONTHS[Number(iso.slice(5, 7)) - 1] ?? '';
const years = ({ start, end }: Period): string => `${year(start)}-${year(end).slice(2)}`;

const labels: Readonly<Record<PeriodKind, (period: Period) => readonly string[]>> = {
  month: ({ start }) => [month(start), year(start)],
  quarter: ({ code }) => [`Q${code.slice(-1)}`, code.slice(0, 7)],
  half_year: ({ code }) => [code.endsWith('1') ? '1st half' : '2nd half', code.slice(0, 7)],
  year: (period) => [years(period)],
  academic_year: (period) => [years(period)],
  point_in_time: ({ end }) => [shortDay(end).slice(0, -5), year(end)],
  rolling_year: ({ end }) => [`to ${month(end)}`, year(end)],
  term: ({ code }) => [code.slice(9), code.slice(2, 9)],
  three_years: ({ start, end }) => [`${year(start)} to`, year(end)],
};

/** A period under an axis, in one or two lines: "Q2", "2017-18". */
export const tickLines = (period: Period): readonly string[] => labels[period.kind](period);

/** An ISO date in little room: "30 Sep 2012". */
export const shortDay = (iso: string): string => `${Number(iso.slice(8, 10))} ${month(iso)} ${year(iso)}`;

/** Whether nothing is missing between two periods of a series. Points in time have no set interval, so nothing is. */
export const adjoin = (earlier: Period, later: Period): boolean => periodsBetween(earlier, later).length === 0;

/** Milliseconds at the end of a day, to place it on an axis. */
export const timeOf = (iso: string): number => Date.parse(iso);
