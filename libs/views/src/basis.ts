import type { EventEnvelope } from '@outturn/kernel';
import type { Basis, Origin } from '@outturn/domain';

/** While a ledger is open for migration, what is known and when it was recorded part; when live, they are one. */
export const basisOf = (event: EventEnvelope): Basis =>
  event.knownFrom === event.recordedAt ? 'recorded' : 'migrated';

/** Where a row's content comes from. */
export const originOf = (event: EventEnvelope): Origin => ({
  position: event.position,
  type: event.type,
  basis: basisOf(event),
  ...(event.occurredAt === undefined && basisOf(event) === 'migrated' ? { undated: true as const } : {}),
});
