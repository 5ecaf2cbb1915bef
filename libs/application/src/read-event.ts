import { eventCatalogue, eventUpcasters, type Upcaster } from '@outturn/domain';
import type { EventEnvelope } from '@outturn/kernel';
import { UnknownEvent } from '@outturn/ledger';

/**
 * Reads stored events as one release understands them: the data of older versions are lifted step by step, and a type or
 * version that it doesn't know stops the fold instead of being passed over. The envelope stays as it was stored, but for
 * `schemaVersion`, which then says the version that the data have.
 * @param versions the current version of every type that is known
 * @param steps by type and the version that a step starts from, `KpiReturnSubmitted@1`
 */
export const eventReader =
  (versions: ReadonlyMap<string, number>, steps: ReadonlyMap<string, Upcaster>) =>
  (stored: EventEnvelope): EventEnvelope => {
    const current = versions.get(stored.type);
    const { type, schemaVersion } = stored;
    if (current === schemaVersion) return stored;
    if (current === undefined || schemaVersion > current) throw new UnknownEvent(stored.position, type, schemaVersion);
    let { data } = stored;
    for (let version = schemaVersion; version < current; version += 1) {
      const lift = steps.get(`${type}@${version}`);
      if (lift === undefined) throw new UnknownEvent(stored.position, type, schemaVersion);
      data = lift(data);
    }
    return { ...stored, schemaVersion: current, data };
  };

/** Reads events as this release does. @throws UnknownEvent */
export const readEvent = eventReader(
  new Map(eventCatalogue.map(({ type, schemaVersion }) => [type, schemaVersion])),
  eventUpcasters,
);
