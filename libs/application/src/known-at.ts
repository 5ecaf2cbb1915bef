import { endOfLondonDay, londonDateOf, parsePeriod, readDay, type Instant } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import { EntityStates } from './entity-states.js';
import { QueryRefused } from './query-refused.js';

/**
 * The moment that an answer is asked for. Left out, `knownAt` is the head. Left out, `asAt` is the date of `knownAt` where
 * that was asked for; else today, or, while the ledger is open for migration, the day of the last thing told.
 */
export interface Moment {
  /** An ISO date (the whole day in London, inclusive) or, digits alone, a position. */
  readonly knownAt?: string;
  /** An ISO date: figures of periods that end later are not looked at. */
  readonly asAt?: string;
  /** Reads a date in `knownAt` by when the ledger truly recorded, not by what it was told of the past. */
  readonly byRecordedAt?: boolean;
  /** Today in London as the edge's clock says it, an ISO date: the edge sets it, for there is no clock in here. */
  readonly today?: string;
}

/** A moment resolved against a ledger: everything that an answer of that moment rests on. */
export interface ResolvedMoment {
  /** Events up to here were known; always the end of a whole batch. */
  readonly position: number;
  readonly asAt: string;
}

/**
 * Resolves a moment. A moment of the past is judged on its own day; a quiet ledger goes on to be judged on today.
 * @param parameter what the question called the moment
 * @throws QueryRefused for what is neither a date nor a position that the ledger has
 */
export function resolveMoment(reader: LedgerReader, moment: Moment, parameter = 'knownAt'): ResolvedMoment {
  const { knownAt, byRecordedAt = false, today } = moment;
  const asAt = moment.asAt === undefined ? undefined : dayAsked('asAt', moment.asAt);
  const { position, date } = resolveKnownAt(reader, knownAt, byRecordedAt, parameter);
  if (asAt !== undefined) return { position, asAt };
  if (knownAt !== undefined || isTellingThePast(reader)) return { position, asAt: date };
  if (today === undefined) throw new TypeError('a query about now came without the day that its edge calls today');
  return { position, asAt: today };
}

/** Whether a ledger is open for migration, or nobody has opened it: there is no "now" in what it holds. */
const isTellingThePast = (reader: LedgerReader): boolean => new EntityStates(reader).life.status !== 'live';

function resolveKnownAt(
  reader: LedgerReader,
  knownAt: string | undefined,
  byRecordedAt: boolean,
  parameter = 'knownAt',
): { position: number; date: string } {
  const head = reader.head();
  if (knownAt === undefined) return { position: head.position, date: dayOf(head) };
  const day = /^\d+$/.test(knownAt) ? null : readDay(knownAt);
  if (day?.read && isDay(day.iso)) {
    const dayEnd = endOfLondonDay(day.iso);
    const last = byRecordedAt ? reader.lastRecordedBefore(dayEnd) : reader.lastKnownBefore(dayEnd);
    return { position: reader.wholeBatch(last), date: day.iso };
  }
  if (!/^\d{1,15}$/.test(knownAt)) {
    throw new QueryRefused(parameter, knownAt, 'must be a date such as 2012-07-31, or a position such as 41');
  }
  const asked = Number(knownAt);
  if (asked > head.position) {
    throw new QueryRefused(parameter, knownAt, `is past the head: this ledger has ${head.position} events`);
  }
  const position = reader.wholeBatch(asked);
  const last = reader.eventAt(position);
  return { position, date: last === null ? NO_DAY : dayOf(last) };
}

/** The first day that a figure can be about stands for a ledger in which nothing has happened. */
const NO_DAY = '1000-01-01';

/**
 * The ISO date of a day in a question, in any writing that can be read.
 * @throws QueryRefused
 */
export function dayAsked(parameter: string, text: string, such = '2017-11-30'): string {
  const day = readDay(text);
  if (!day.read || !isDay(day.iso)) throw new QueryRefused(parameter, text, `must be a date such as ${such}`);
  return day.iso;
}

/** Whether a text is a date that a figure can be about. */
const isDay = (text: string): boolean => parsePeriod(`@${text}`) !== null;

/** The day up to which something was known; while nothing that was told has a date, the day on which it was recorded. */
function dayOf({ knownFrom, recordedAt }: { readonly knownFrom: Instant; readonly recordedAt: Instant }): string {
  return [knownFrom, recordedAt].map(londonDateOf).find(isDay) ?? NO_DAY;
}
