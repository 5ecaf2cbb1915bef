import type { Instant } from './clock.js';
import type { JsonObject } from './json.js';

/** How far the actor's id can be trusted: stated by the caller, or proved by a token or a sign-in. */
export type ActorAssurance = 'asserted' | 'authenticated';

/** The edge through which a command came. */
export type Via = 'http' | 'form' | 'terminal' | 'import' | 'demo' | 'system';

/** The part of an event that a decider proposes. */
export interface DomainEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
}

/** One event as it lies in the ledger. The canonical JSON of this object is what is hashed. */
export interface EventEnvelope extends DomainEvent {
  readonly ledger: string;
  /** 1, 2, 3 … without gaps. */
  readonly position: number;
  readonly entity: string;
  /** 1, 2, 3 … within the entity. */
  readonly entityVersion: number;
  readonly eventId: string;
  /** The later of the machine's clock and the ledger's last `recordedAt`. */
  readonly recordedAt: Instant;
  /** When the council says that it happened: an ISO date or an instant, as it was given. */
  readonly occurredAt?: string;
  /** The ledger's one clock for `knownAt`; never falls. */
  readonly knownFrom: Instant;
  readonly actor: string;
  readonly actorAssurance: ActorAssurance;
  readonly via: Via;
  readonly commandId: string;
  readonly commandDigest: string;
  readonly batch: { readonly id: string; readonly index: number; readonly size: number };
  readonly correlationId: string;
  readonly causationId: string | null;
}
