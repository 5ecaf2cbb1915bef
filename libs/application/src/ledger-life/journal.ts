import { endOfLondonDay, startOfLondonDay, type EventEnvelope } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import { dayAsked, resolveMoment, type Moment } from '../known-at.js';
import { groundsAt, type Listing } from '../answer.js';
import { toldBefore, withTexts, type HistoryRow } from './history.js';

/** What an auditor looks for in a journal; each part narrows it. */
export interface JournalAsked extends Moment {
  /** An entity's id, or the beginning of several: `return/cl-eet` is every return of that indicator. */
  readonly entity?: string;
  /** The type of the events, such as `KpiReturnCorrected`. */
  readonly type?: string;
  readonly actor?: string;
  /** ISO dates: the event became known on that day in London, or later. */
  readonly since?: string;
  /** The same, on that day or earlier. */
  readonly until?: string;
  /** Only events before this position. */
  readonly before?: number;
  /** How many events a page has; 50 where it is left out. */
  readonly limit?: number;
}

/** A page of a journal, the newest event first. */
export interface Journal extends Listing<HistoryRow> {
  /** Events before this position were not looked at yet; null where there is nothing further back. */
  readonly before: number | null;
}

const PAGE = 50;
/** Events are read backwards in stretches of this many. */
const STRETCH = 1_000;
/** A page looks at no more than this many, so that a search for what isn't there doesn't hold up everybody else. */
const MOST_LOOKED_AT = 20_000;

/** The events of a ledger that fit what is looked for, backwards from what was known at a moment. @throws QueryRefused */
export function journal(reader: LedgerReader, query: JournalAsked): Journal {
  const { position } = resolveMoment(reader, query);
  const { before = position + 1, limit = PAGE } = query;
  const top = Math.min(position, before - 1, lastOn(reader, query.until) ?? position);
  const first = (lastBefore(reader, query.since) ?? 0) + 1;
  const bottom = Math.max(first, top - MOST_LOOKED_AT + 1);

  const found: EventEnvelope[] = [];
  let lookedDownTo = top + 1;
  while (found.length < limit && lookedDownTo > bottom) {
    const from = Math.max(bottom, lookedDownTo - STRETCH);
    for (const event of [...reader.events(from, lookedDownTo - 1)].reverse()) {
      lookedDownTo = event.position;
      if (fits(event, query)) found.push(event);
      if (found.length === limit) break;
    }
  }
  const told = toldBefore(reader);
  return {
    ...groundsAt(reader, position),
    rows: found.map((event) => withTexts(reader, event, told)),
    before: lookedDownTo > first ? lookedDownTo : null,
  };
}

const fits = (event: EventEnvelope, { entity, type, actor }: JournalAsked): boolean =>
  (entity === undefined || event.entity === entity || event.entity.startsWith(`${entity}/`)) &&
  (type === undefined || event.type === type) &&
  (actor === undefined || event.actor === actor);

/** The last position that was known by the end of a day. */
const lastOn = (reader: LedgerReader, day: string | undefined): number | null =>
  day === undefined ? null : reader.lastKnownBefore(endOfLondonDay(dayAsked('until', day, '2012-07-31')));

/** The last position that was known before a day began. */
const lastBefore = (reader: LedgerReader, day: string | undefined): number | null =>
  day === undefined ? null : reader.lastKnownBefore(startOfLondonDay(dayAsked('since', day, '2012-07-31')));
