import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';
import type { Clock } from './clock.js';

// A date on a return means the whole day as a council in England lives it, summer time included.
const ZONE = 'Europe/London';

/** Whether the text is a real day of the calendar, written YYYY-MM-DD. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  // JavaScript takes 30 February for 2 March; writing the date back shows it.
  const time = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Whether the text is an instant as the ledger writes it: UTC, milliseconds and Z, so that texts sort as times do. */
export function isInstant(text: string): boolean {
  const time = Date.parse(text);
  return !Number.isNaN(time) && new Date(time).toISOString() === text;
}

/** The instant (UTC, milliseconds, Z) at which a day begins in London. Throws RangeError when it is no date. */
export const startOfLondonDay = (isoDate: string): string => instant(midnight(isoDate));

/** The instant of the next London midnight: the first that is no longer that day. Throws as `startOfLondonDay`. */
export const endOfLondonDay = (isoDate: string): string => instant(midnight(isoDate).plus({ days: 1 }));

/** The date in London, YYYY-MM-DD, at an instant. Throws RangeError when it is no instant. */
export function londonDateOf(instantText: string): string {
  if (!isInstant(instantText)) throw new RangeError(`Not an instant: ${instantText}`);
  const hour = instantText.slice(0, -':00:00.000Z'.length);
  let date = datesOfHours.get(hour);
  if (date === undefined) {
    date = DateTime.fromISO(instantText, { zone: ZONE }).toFormat('yyyy-MM-dd');
    // Before standard time London's clocks were 75 seconds behind, so an hour could lie on two days.
    if (instantText > STANDARD_TIME) datesOfHours.set(hour, date);
  }
  return date;
}

/** Today in London as a clock says it, YYYY-MM-DD. */
export const todayInLondon = (clock: Clock): string => londonDateOf(clock.now());

/** From here on London is whole hours from UTC, so all of an hour lies on one day. */
const STANDARD_TIME = '1900-01-01T00:00:00.000Z';

/** The same few hours are asked about over and over: now, and those of an import. */
const datesOfHours = new LRUCache<string, string>({ max: 1_000 });

function midnight(isoDate: string): DateTime {
  if (!isIsoDate(isoDate)) throw new RangeError(`Not a date: ${isoDate}`);
  return DateTime.fromISO(isoDate, { zone: ZONE });
}

const instant = (time: DateTime): string => new Date(time.toMillis()).toISOString();
