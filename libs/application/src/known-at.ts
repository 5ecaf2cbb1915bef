import { endOfLondonDay, londonDateOf, parsePeriod, type Instant } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import { QuestionRefused } from './question-refused.js';

/** The moment that an answer is asked for. Left out, `knownAt` is the head and `asAt` the date of `knownAt`. */
export interface Moment {
  /** An ISO date (the whole day in London, inclusive) or, digits alone, a position. */
  readonly knownAt?: string;
  /** An ISO date: figures of periods that end later are not looked at. */
  readonly asAt?: string;
  /** Reads a date in `knownAt` by when the ledger truly recorded, not by what it was told of the past. */
  readonly byRecordedAt?: boolean;
}

/** A moment resolved against a ledger: everything that an answer of that moment rests on. */
export interface ResolvedMoment {
  /** Events up to here were known; always the end of a whole batch. */
  readonly position: number;
  readonly asAt: string;
}

/**
 * Resolves a moment. "Now" is the head, never the clock of the machine that asks.
 * @throws QuestionRefused for what is neither a date nor a position that the ledger has
 */
export function resolveMoment(reader: LedgerReader, { knownAt, asAt, byRecordedAt = false }: Moment): ResolvedMoment {
  if (asAt !== undefined && !isDay(asAt)) throw new QuestionRefused('asAt', asAt, 'must be a date such as 2017-11-30');
  const { position, date } = resolveKnownAt(reader, knownAt, byRecordedAt);
  return { position, asAt: asAt ?? date };
}

/**
 * The position that a date or a position in a question means.
 * @param parameter where the question said it
 * @throws QuestionRefused
 */
export function resolvePosition(reader: LedgerReader, knownAt: string, parameter: string): number {
  return resolveKnownAt(reader, knownAt, false, parameter).position;
}

function resolveKnownAt(
  reader: LedgerReader,
  knownAt: string | undefined,
  byRecordedAt: boolean,
  parameter = 'knownAt',
): { position: number; date: string } {
  const head = reader.head();
  if (knownAt === undefined) return { position: head.position, date: dayOf(head) };
  if (isDay(knownAt)) {
    const dayEnd = endOfLondonDay(knownAt);
    const last = byRecordedAt ? reader.lastRecordedBefore(dayEnd) : reader.lastKnownBefore(dayEnd);
    return { position: reader.wholeBatch(last), date: knownAt };
  }
  if (!/^\d{1,15}$/.test(knownAt)) {
    throw new QuestionRefused(parameter, knownAt, 'must be a date such as 2012-07-31, or a position such as 41');
  }
  const asked = Number(knownAt);
  if (asked > head.position) {
    throw new QuestionRefused(parameter, knownAt, `is past the head: this ledger has ${head.position} events`);
  }
  const position = reader.wholeBatch(asked);
  const last = reader.eventAt(position);
  return { position, date: last === null ? NO_DAY : dayOf(last) };
}

/** The first day that a figure can be about stands for a ledger in which nothing has happened. */
const NO_DAY = '1000-01-01';

/** Whether a text is a date that a figure can be about. */
const isDay = (text: string): boolean => parsePeriod(`@${text}`) !== null;

/** The day up to which something was known; while nothing that was told has a date, the day on which it was recorded. */
function dayOf({ knownFrom, recordedAt }: { readonly knownFrom: Instant; readonly recordedAt: Instant }): string {
  return [knownFrom, recordedAt].map(londonDateOf).find(isDay) ?? NO_DAY;
}
