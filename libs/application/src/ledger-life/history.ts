import { LEDGER_ENTITY, textDigests } from '@outturn/domain';
import type { EventEnvelope } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import { QueryRefused } from '../query-refused.js';
import { wordsOf } from '../words.js';
import { groundsAt, type Listing } from '../answer.js';

export interface HistoryAsked {
  readonly entity?: string;
  /** Positions, inclusive. */
  readonly from?: number;
  readonly to?: number;
  readonly limit?: number;
}

/** So many events are read in a few milliseconds. */
const SHORT_PAGE = 250;

/** One entity's events, or few of all. */
export const isShortHistory = ({ entity, from = 1, to = Infinity, limit = Infinity }: HistoryAsked): boolean =>
  entity !== undefined || Math.min(limit, to - from + 1) <= SHORT_PAGE;

/** An event with its place, and its texts as words beside the digests that it holds. */
export type HistoryRow = EventEnvelope & {
  readonly texts: Readonly<Record<string, string | null>>;
  /** Only where a history that was told gave no day for it ("no date stated"), so that it is known from where the clock stood. */
  readonly undated?: true;
};

/** The events of a ledger or of one entity, oldest first, with who, when and why. */
export function history(reader: LedgerReader, query: HistoryAsked): Listing<HistoryRow> {
  const head = reader.position;
  const from = query.from ?? 1;
  const to = Math.min(query.to ?? head, head);
  if (from < 1) throw new QueryRefused('from', String(from), 'must be a position, 1 or more');
  const events = query.entity === undefined ? reader.events(from, to) : reader.eventsOf(query.entity).values();
  const told = toldBefore(reader);
  const rows: HistoryRow[] = [];
  for (const event of events) {
    if (rows.length === (query.limit ?? Infinity)) break;
    if (event.position >= from && event.position <= to) rows.push(withTexts(reader, event, told));
  }
  return { ...groundsAt(reader, head), rows };
}

/** The position up to which a ledger's history was told; what lies behind it was witnessed. */
export const toldBefore = (reader: LedgerReader): number =>
  reader.eventsOf(LEDGER_ENTITY).find(({ type }) => type === 'MigrationClosed')?.position ?? Infinity;

const isUndated = ({ position, entity, occurredAt }: EventEnvelope, told: number): boolean =>
  occurredAt === undefined && position < told && entity !== LEDGER_ENTITY;

/** @param told where the ledger's migration ended, as `toldBefore` says it */
export const withTexts = (reader: LedgerReader, event: EventEnvelope, told: number): HistoryRow => ({
  ...event,
  ...(isUndated(event, told) ? { undated: true as const } : {}),
  texts: Object.fromEntries(textDigests(event).map(([member, digest]) => [member, wordsOf(reader, digest)])),
});
