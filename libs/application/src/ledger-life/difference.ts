import { textDigests } from '@outturn/domain';
import type { EventEnvelope, JsonObject } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import { closedRoundView, targetPastView, views } from '@outturn/views';
import { resolveMoment, type ResolvedMoment } from '../known-at.js';
import { wordsOf } from '../words.js';
import { groundsAt, type Listing } from '../answer.js';
import { changedVerdicts, type ChangedVerdict } from '../indicator/changed-verdicts.js';

export interface DifferenceAsked {
  /** Dates or positions. Left out, `to` is now. */
  readonly from: string;
  readonly to?: string;
  /** How many rows to look past, as the answer before said; none left out. */
  readonly after?: number;
  /** How many rows at most; left out, all of them. */
  readonly limit?: number;
  /** Today in London, an ISO date: the edge sets it. */
  readonly today?: string;
}

/** One row of a view that differs between two moments; null where it didn't exist. */
export interface ChangedRow {
  readonly view: string;
  readonly key: readonly string[];
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  /** The events in between that touched it, oldest first. */
  readonly events: readonly {
    readonly position: number;
    readonly type: string;
    readonly actor: string;
    readonly knownFrom: string;
    /** Why, as words; null where none was given. */
    readonly reason: string | null;
  }[];
}

/** The words behind a digest, or the position of the event that took them out. */
export type TextInRow = { readonly text: string } | { readonly redactedAt: number };

export interface Difference extends Listing<ChangedRow> {
  readonly from: number;
  readonly to: number;
  /** The texts behind the digests in the rows; one that is not kept here is left out. */
  readonly texts: Readonly<Record<string, TextInRow>>;
  /** The rows of the scorecard on which a verdict is another one; told with the first page of the rows. */
  readonly verdicts: readonly ChangedVerdict[];
  /** What to ask with as `after` for the rows that follow; null where these are the last. */
  readonly next: number | null;
}

/** What is told of a difference. That a round was closed, and a target moved, stands in rows of their own too. */
export const toldOfViews = views.filter((view) => view !== closedRoundView && view !== targetPastView);

/** What changed between two moments, row by row, with the events that did it. */
export function difference(reader: LedgerReader, query: DifferenceAsked): Difference {
  const [from, to] = momentsOf(reader, query);
  const touched = touchedRows(reader, from.position, to.position);
  const { after = 0, limit = Infinity } = query;
  const rows: ChangedRow[] = [];
  let next: number | null = null;
  for (const [index, entry] of touched.entries()) {
    if (index < after) continue;
    const row = changedRow(reader, entry, from.position, to.position);
    // What came and went in between is at neither end.
    if (row.before === null && row.after === null) continue;
    if (rows.length === limit) {
      next = index;
      break;
    }
    rows.push(row);
  }
  return {
    ...groundsAt(reader, to.position),
    from: from.position,
    to: to.position,
    rows,
    texts: textsOf(reader, rows),
    verdicts: after === 0 ? changedVerdicts(reader, from, to) : [],
    next,
  };
}

/** The earlier moment and the later one, in whichever order they were asked for. */
function momentsOf(
  reader: LedgerReader,
  { from, to, today }: DifferenceAsked,
): readonly [ResolvedMoment, ResolvedMoment] {
  const now = today === undefined ? {} : { today };
  const one = resolveMoment(reader, { knownAt: from, ...now }, 'from');
  const other = resolveMoment(reader, { ...(to === undefined ? {} : { knownAt: to }), ...now }, 'to');
  const isTurned = one.position === other.position ? one.asAt > other.asAt : one.position > other.position;
  return isTurned ? [other, one] : [one, other];
}

interface Touched {
  readonly view: string;
  readonly key: string;
  readonly events: EventEnvelope[];
}

/** The rows of the views that an event between two positions wrote, in the order of the first that did. */
function touchedRows(reader: LedgerReader, from: number, to: number): Touched[] {
  const touched = new Map<string, Touched>();
  for (const event of reader.events(from + 1, to)) {
    for (const view of toldOfViews) {
      if (!view.handles.has(event.type)) continue;
      const key = view.keyOf(event);
      const id = `${view.name}\u0000${key}`;
      const entry = touched.get(id) ?? { view: view.name, key, events: [] };
      entry.events.push(event);
      touched.set(id, entry);
    }
  }
  return [...touched.values()];
}

function changedRow(reader: LedgerReader, { view, key, events }: Touched, from: number, to: number): ChangedRow {
  return {
    view,
    key: key.split('\u001F'),
    before: reader.row(view, key, from)?.content ?? null,
    after: reader.row(view, key, to)?.content ?? null,
    events: events.map((event) => {
      const { position, type, actor, knownFrom } = event;
      const reason = textDigests(event).find(([member]) => member === 'reason')?.[1] ?? null;
      return { position, type, actor, knownFrom, reason: wordsOf(reader, reason) };
    }),
  };
}

const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** What is kept of every text whose digest stands in the rows, however deep. */
function textsOf(reader: LedgerReader, rows: readonly ChangedRow[]): Record<string, TextInRow> {
  const texts: Record<string, TextInRow> = {};
  const look = (value: unknown): void => {
    if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
    else if (typeof value === 'string' && DIGEST.test(value)) {
      const kept = reader.text(value);
      if (kept !== null) texts[value] = 'text' in kept ? { text: kept.text } : kept;
    }
  };
  for (const { before, after } of rows) {
    look(before);
    look(after);
  }
  return texts;
}
