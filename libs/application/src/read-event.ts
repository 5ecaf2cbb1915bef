import { eventCatalogue } from '@outturn/domain';
import type { EventEnvelope } from '@outturn/kernel';
import { UnknownEvent } from '@outturn/ledger';

/** Lifts an event of one version to the next: pure, one for each step, with a fixture of the old version in its spec. */
export type Upcaster = (event: EventEnvelope) => EventEnvelope;

/** By type and version: `KpiReturnSubmitted@1` lifts version 1 to version 2. No event has changed its shape yet. */
const upcasters: ReadonlyMap<string, Upcaster> = new Map();

/**
 * Reads stored events as one release understands them: older versions are lifted step by step, and a type or version
 * that it doesn't know stops the fold instead of being passed over.
 * @param versions the current version of every type that is known
 */
export const eventReader =
  (versions: ReadonlyMap<string, number>, steps: ReadonlyMap<string, Upcaster>) =>
  (stored: EventEnvelope): EventEnvelope => {
    const current = versions.get(stored.type);
    if (current === undefined || stored.schemaVersion > current)
      throw new UnknownEvent(stored.position, stored.type, stored.schemaVersion);
    let event = stored;
    while (event.schemaVersion < current) {
      const lift = steps.get(`${event.type}@${event.schemaVersion}`);
      if (lift === undefined) throw new UnknownEvent(stored.position, stored.type, stored.schemaVersion);
      event = lift(event);
    }
    return event;
  };

/** Reads events as this release does. @throws UnknownEvent */
export const readEvent = eventReader(
  new Map(eventCatalogue.map(({ type, schemaVersion }) => [type, schemaVersion])),
  upcasters,
);
