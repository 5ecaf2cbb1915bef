import { canonicalJson, type DomainEvent, type EventEnvelope, type Instant, type JsonObject } from '@outturn/kernel';
import type { ViewFold } from '@outturn/ledger';

export type Rows = ReadonlyMap<string, JsonObject>;

export interface Times {
  readonly recordedAt: Instant;
  readonly knownFrom: Instant;
  readonly occurredAt?: string;
}

/** Told on 1 May 2024 of a day in 2017. */
const migrated: Times = {
  recordedAt: '2024-05-01T09:00:00.000Z',
  knownFrom: '2017-11-30T00:00:00.000Z',
  occurredAt: '2017-11-30',
};
/** Witnessed. */
export const witnessed: Times = { recordedAt: '2024-05-02T09:00:00.000Z', knownFrom: '2024-05-02T09:00:00.000Z' };

/** An event of an entity, before it has a place. */
export interface ToldEvent {
  readonly event: DomainEvent;
  readonly entity: string;
  readonly times: Times;
}

export const told = (entity: string, event: DomainEvent, times: Times = migrated): ToldEvent => ({
  event,
  entity,
  times,
});

/** Gives events their places, each in a batch of its own, the first behind position `after`. */
export function placed(events: readonly ToldEvent[], after = 0): EventEnvelope[] {
  const versions = new Map<string, number>();
  return events.map(({ event, entity, times }, index) => {
    const entityVersion = (versions.get(entity) ?? 0) + 1;
    versions.set(entity, entityVersion);
    return {
      ...event,
      ...times,
      ledger: 'walsall',
      position: after + index + 1,
      entity,
      entityVersion,
      eventId: `event ${after + index + 1}`,
      actor: 'tester',
      actorAssurance: 'asserted',
      via: 'import',
      commandId: `command ${after + index + 1}`,
      commandDigest: '',
      batch: { id: `batch ${after + index + 1}`, index: 0, size: 1 },
      correlationId: '',
      causationId: null,
    };
  });
}

/** Folds events into rows; between two events a row is what its store would give back. */
export function fold(view: ViewFold, events: readonly EventEnvelope[], rows: Rows = new Map()): Rows {
  const folded = new Map(rows);
  for (const event of events) {
    if (!view.handles.has(event.type)) continue;
    const key = view.keyOf(event);
    const row = view.apply(folded.get(key) ?? null, event);
    if (row === null) folded.delete(key);
    else folded.set(key, JSON.parse(canonicalJson(row as JsonObject)) as JsonObject);
  }
  return folded;
}

/** A view's rule as a sentence: `given(view, ...events).then({ key: row })`; parts of a key are joined by ` | `. */
export function given(view: ViewFold, ...events: readonly ToldEvent[]): { then(rows: Record<string, object>): void } {
  const rows = fold(view, placed(events));
  return {
    // oxlint-disable-next-line unicorn/no-thenable -- the word of given / when / then; nothing awaits a rule
    then(expected) {
      const found = Object.fromEntries([...rows].map(([key, row]) => [key.replaceAll('\u001F', ' | '), row]));
      expect(found).toEqual(expected);
    },
  };
}
