import { greatest, least, type EventEnvelope, type JsonObject } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import { closedRoundView, views } from '@outturn/views';
import { resolvePosition } from '../known-at.js';
import { groundsAt, type Listing } from '../answer.js';

export interface DifferenceQuestion {
  /** Dates or positions. */
  readonly from: string;
  readonly to: string;
  /** How many rows to look past, as the answer before said; none left out. */
  readonly after?: number;
  /** How many rows at most; left out, all of them. */
  readonly limit?: number;
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
  }[];
}

export interface Difference extends Listing<ChangedRow> {
  readonly from: number;
  readonly to: number;
  /** What to ask with as `after` for the rows that follow; null where these are the last. */
  readonly next: number | null;
}

/** What is told of a difference. That a round was closed stands in its own row too. */
const told = views.filter((view) => view !== closedRoundView);

/** What changed between two moments, row by row, with the events that did it. */
export function difference(reader: LedgerReader, question: DifferenceQuestion): Difference {
  const ends = (['from', 'to'] as const).map((end) => resolvePosition(reader, question[end], end));
  const from = least(ends);
  const to = greatest(ends);
  const touched = new Map<string, { view: string; key: string; events: EventEnvelope[] }>();
  for (const event of reader.events(from + 1, to)) {
    for (const view of told) {
      if (!view.handles.has(event.type)) continue;
      const key = view.keyOf(event);
      const id = `${view.name}\u0000${key}`;
      const entry = touched.get(id) ?? { view: view.name, key, events: [] };
      entry.events.push(event);
      touched.set(id, entry);
    }
  }
  const { after = 0, limit = Infinity } = question;
  const rows: ChangedRow[] = [];
  let next: number | null = null;
  for (const [index, entry] of [...touched.values()].entries()) {
    if (index < after) continue;
    const row = changedRow(reader, entry, from, to);
    // What came and went in between is at neither end.
    if (row.before === null && row.after === null) continue;
    if (rows.length === limit) {
      next = index;
      break;
    }
    rows.push(row);
  }
  return { ...groundsAt(reader, to), from, to, rows, next };
}

interface Touched {
  readonly view: string;
  readonly key: string;
  readonly events: readonly EventEnvelope[];
}

function changedRow(reader: LedgerReader, { view, key, events }: Touched, from: number, to: number): ChangedRow {
  return {
    view,
    key: key.split('\u001F'),
    before: reader.row(view, key, from)?.content ?? null,
    after: reader.row(view, key, to)?.content ?? null,
    events: events.map(({ position, type, actor, knownFrom }) => ({ position, type, actor, knownFrom })),
  };
}
