import { canonicalJson, type EventEnvelope, type Json, type JsonObject } from '@outturn/kernel';
import type { ViewFold, ViewRow } from '../view-fold.js';

interface Latest {
  readonly value: Json;
  readonly times: number;
}

/** The last value of each entity and how often it was said; a withdrawal takes the row away. */
export const latest: ViewFold<Latest> = {
  name: 'latest',
  version: 1,
  handles: new Set(['Said', 'Withdrawn']),
  keyOf: (event) => event.entity,
  apply: (row, event) =>
    event.type === 'Withdrawn' ? null : { value: event.data['value'] ?? null, times: (row?.times ?? 0) + 1 },
};

/** The first value of each entity: most events leave its rows as they are. */
export const first: ViewFold<Pick<Latest, 'value'>> = {
  name: 'first_value',
  version: 1,
  handles: new Set(['Said', 'Withdrawn']),
  keyOf: (event) => event.entity,
  apply: (row, event) => (event.type === 'Withdrawn' ? null : (row ?? { value: event.data['value'] ?? null })),
};

/** Many entities to one key: which values were said in a group, and how many events said them. */
export const groups: ViewFold<{ readonly events: number; readonly values: readonly string[] }> = {
  name: 'groups',
  version: 1,
  handles: new Set(['Said']),
  keyOf: (event) => `group/${canonicalJson(event.data['group'] ?? null)}`,
  apply: (row, event) => ({
    events: (row?.events ?? 0) + 1,
    values: [...new Set([...(row?.values ?? []), canonicalJson(event.data['value'] ?? null)])].sort(),
  }),
};

export const contractViews: readonly ViewFold[] = [latest, first, groups];

/** The rows of a view at a position, from all events again: slow, plain and independent of any store. */
export function replayedRows(events: readonly EventEnvelope[], view: ViewFold, position: number): ViewRow[] {
  const rows = new Map<string, { content: JsonObject | null; fromPosition: number }>();
  for (const batch of batchesOf(events)) {
    const last = batch.at(-1) as EventEnvelope;
    if (last.position > position) break;
    const after = new Map<string, object | null>();
    for (const event of batch.filter(({ type }) => view.handles.has(type))) {
      const key = view.keyOf(event);
      after.set(key, view.apply(after.has(key) ? (after.get(key) ?? null) : (rows.get(key)?.content ?? null), event));
    }
    for (const [key, content] of after) {
      const before = rows.get(key)?.content ?? null;
      if (textOf(before) !== textOf(content))
        rows.set(key, { content: content as JsonObject | null, fromPosition: last.position });
    }
  }
  return [...rows]
    .flatMap(([key, { content, fromPosition }]) => (content === null ? [] : [{ key, fromPosition, content }]))
    .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
}

const textOf = (content: object | null): string | null =>
  content === null ? null : canonicalJson(content as JsonObject);

export function batchesOf(events: readonly EventEnvelope[]): EventEnvelope[][] {
  const batches = new Map<string, EventEnvelope[]>();
  for (const event of events) batches.set(event.batch.id, [...(batches.get(event.batch.id) ?? []), event]);
  return [...batches.values()];
}
