import type { EventEnvelope, JsonObject } from '@outturn/kernel';

/**
 * A fold from events to rows that can be queried. Pure: the same events give the same rows, on every machine and on
 * every replay. Rows are versions: an event that touches a key adds a version of its row, a null is an empty one.
 */
export interface ViewFold<Row extends object = object> {
  /** Lower-case letters and underscores: it names the view's table. */
  readonly name: string;
  /** Raised whenever the fold or the row changes shape; the view is then rebuilt from the events at the next start. */
  readonly version: number;
  /** The types of event that the view deals with. */
  readonly handles: ReadonlySet<string>;
  /** The key of the row that an event touches. Keys sort by their UTF-8 bytes. */
  keyOf(event: EventEnvelope): string;
  /** The row after the event; null takes the row away. */
  apply(row: Row | null, event: EventEnvelope): Row | null;
}

/** A row as it stood at the position that was asked for. */
export interface ViewRow<Content extends object = JsonObject> {
  readonly key: string;
  /** The last position of the batch that gave the row this content. */
  readonly fromPosition: number;
  readonly content: Content;
}

/** A view to be read: itself, so that its rows have their type, or by its name where any view will do. */
export type ViewToRead<Row extends object> = ViewFold<Row> | string;

/** Keys from `from` (inclusive) to `to` (exclusive), by their UTF-8 bytes. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

/** Every key that begins with a prefix. The prefix must not be empty. */
export function keysWithPrefix(prefix: string): KeyRange {
  return { from: prefix, to: `${prefix}\u{10FFFF}` };
}

export const allKeys: KeyRange = { from: '', to: '\u{10FFFF}' };
