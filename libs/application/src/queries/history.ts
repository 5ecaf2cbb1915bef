import { textDigests } from '@outturn/domain';
import type { EventEnvelope } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import { QuestionRefused } from '../question-refused.js';
import { wordsOf } from '../words.js';
import { groundsAt, type Listing } from './answer.js';

export interface HistoryQuestion {
  readonly entity?: string;
  /** Positions, inclusive. */
  readonly from?: number;
  readonly to?: number;
  readonly limit?: number;
}

/** An event with its place, and its texts as words beside the digests that it holds. */
export type HistoryRow = EventEnvelope & { readonly texts: Readonly<Record<string, string | null>> };

/** The events of a ledger or of one entity, oldest first, with who, when and why. */
export function history(reader: LedgerReader, question: HistoryQuestion): Listing<HistoryRow> {
  const head = reader.position;
  const from = question.from ?? 1;
  const to = Math.min(question.to ?? head, head);
  if (from < 1) throw new QuestionRefused('from', String(from), 'must be a position, 1 or more');
  const events = question.entity === undefined ? reader.events(from, to) : reader.eventsOf(question.entity).values();
  const rows: HistoryRow[] = [];
  for (const event of events) {
    if (rows.length === (question.limit ?? Infinity)) break;
    if (event.position >= from && event.position <= to) rows.push(withTexts(reader, event));
  }
  return { ...groundsAt(reader, head), rows };
}

export const withTexts = (reader: LedgerReader, event: EventEnvelope): HistoryRow => ({
  ...event,
  texts: Object.fromEntries(textDigests(event).map(([member, digest]) => [member, wordsOf(reader, digest)])),
});
