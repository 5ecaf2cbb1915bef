import { londonDateOf, parsePeriod, periodTitle } from '@outturn/kernel';

/** A period as a title of its own; a publisher's label that is no period stays as it is. */
export function periodAsTitle(code: string): string {
  const period = parsePeriod(code);
  return period === null ? code : periodTitle(period);
}

/** A period within a sentence: "2016-17", "quarter 2 (July to September 2017)". */
export function periodInSentence(code: string): string {
  const period = parsePeriod(code);
  if (period === null) return code;
  if (period.kind === 'year') return code;
  return periodTitle(period).replace(/^(Quarter|First|Second|Academic|Autumn|Spring|Summer)/, (word) =>
    word.toLowerCase(),
  );
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** The London day of an instant; what is older than any date is of no known day. */
export const knownDay = (instant: string): string => (instant < '1000' ? 'undated' : londonDateOf(instant));

/** When an action is due as one would write it: "31 March 2015", "March 2015 and annually", "ongoing". */
export function dueInWords(due: string): string {
  const [date = '', ...rest] = due.split(' ');
  const words = date.length === 10 ? dayInWords(date) : (monthInWords(date) ?? date);
  return [words, ...rest].join(' ');
}

function monthInWords(date: string): string | null {
  const month = /^(\d{4})-(\d{2})$/.exec(date);
  return month === null ? null : `${MONTHS[Number(month[2]) - 1] ?? ''} ${month[1]}`;
}

/** An ISO date or instant as GOV.UK writes days: "31 December 2012". */
export function dayInWords(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split('-');
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? iso : `${Number(day)} ${name} ${year}`;
}

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  minute: '2-digit',
  hour12: true,
});

/** An instant as GOV.UK writes times, by the clock in London: "22 November 2026 at 3:40am". */
export const instantInWords = (instant: string): string =>
  `${dayInWords(londonDateOf(instant))} at ${CLOCK.format(new Date(instant)).replace(/\s/g, '')}`;
