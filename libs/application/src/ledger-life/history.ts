import { LEDGER_ENTITY, textDigests } from '@outturn/domain';
import type { EventEnvelope } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import { QuestionRefused } from '../question-refused.js';
import { wordsOf } from '../words.js';
import { groundsAt, type Listing } from '../answer.js';

export interface HistoryQuestion {
  readonly entity?: string;
  /** Positions, inclusive. */
  readonly from?: number;
  readonly to?: number;
  readonly limit?: number;
}

/** An event with its place, and its texts as words beside the digests that it holds. */
export type HistoryRow = EventEnvelope & {
  readonly texts: Readonly<Record<string, string | null>>;
  /** Only where a history that was told gave no day for it ("no date stated"), so that it is known from where the clock stood. */
  readonly undated?: true;
};

/** The events of a ledger or of one entity, oldest first, with who, when and why. */
export function history(reader: LedgerReader, question: HistoryQuestion): Listing<HistoryRow> {
  const head = reader.position;
  const from = question.from ?? 1;
  const to = Math.min(question.to ?? head, head);
  if (from < 1) throw new QuestionRefused('from', String(from), 'must be a position, 1 or more');
  const events = question.entity === undefined ? reader.events(from, to) : reader.eventsOf(question.entity).values();
  const told = toldBefore(reader);
  const rows: HistoryRow[] = [];
  for (const event of events) {
    if (rows.length === (question.limit ?? Infinity)) break;
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
