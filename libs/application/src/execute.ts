import type { DayNotSaid } from '@outturn/domain';
import {
  batchIdOf,
  commandIdOf,
  eventIdOf,
  type ActorAssurance,
  type DomainEvent,
  type EventEnvelope,
  type Via,
} from '@outturn/kernel';
import type { Ledger, LedgerReader, ProposedBatch, ProposedEvent, Proposal } from '@outturn/ledger';
import { commandRow } from './command-catalogue.js';
import type { CommandRow, Rejection } from './command-row.js';
import { EntityStates } from './entity-states.js';
import { commandDigest, digestOfRetry, TextSealer } from './seal-command.js';

/** Who asks, by what way, and under which key a retry is the same request. */
export interface Asker {
  /** An opaque id; a directory maps it to a name. */
  readonly actor: string;
  readonly assurance: ActorAssurance;
  readonly via: Via;
  /** The Idempotency-Key: unique for each request of this actor. */
  readonly key: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  /** Today in London as the edge's clock says it, an ISO date. */
  readonly today: string;
}

/** A command with everything that surrounds it. `name` is the command class's name; `command` a valid instance. */
export interface CommandRequest extends Asker {
  readonly name: string;
  readonly command: object & { readonly occurred?: string | null };
  /** The version of the entity that the caller saw (If-Match). */
  readonly expectedVersion?: number;
}

export type Outcome =
  /** `repeated`: this request had been accepted before; these are the events of that time. */
  | {
      readonly status: 'accepted';
      readonly entity: string;
      readonly entityVersion: number;
      readonly position: number;
      /** The Merkle root at `position`, hex. */
      readonly root: string;
      readonly events: readonly EventEnvelope[];
      readonly repeated: boolean;
    }
  /** It says what is so already; nothing was added. */
  | {
      readonly status: 'unchanged';
      readonly entity: string;
      readonly entityVersion: number;
      readonly position: number;
      readonly root: string;
    }
  | { readonly status: 'rejected'; readonly entity: string; readonly rejection: Rejection }
  /** The entity has moved on since the caller looked; `since` says by what. */
  | {
      readonly status: 'stale';
      readonly entity: string;
      readonly expectedVersion: number;
      readonly entityVersion: number;
      readonly since: readonly EventEnvelope[];
    }
  /** The key was used before, for another request. */
  | { readonly status: 'key-reused'; readonly entity: string };

/** Carries out any one command: reads the facts, folds the entity, decides, appends. Files go through `importFiles`. */
export function execute(ledger: Ledger, request: CommandRequest): Promise<Outcome> {
  const row = commandRow(request.name);
  return ledger.write((reader) => propose(row, request, reader));
}

/** What a command would come to if it were sent now. */
export type Rehearsal =
  | Exclude<Outcome, { readonly status: 'accepted' }>
  /** The events that it would append. */
  | { readonly status: 'acceptable'; readonly events: readonly DomainEvent[] };

/** Decides a command on what stands and writes nothing, so that a long form can say early what would be refused. */
export function rehearse(ledger: Ledger, request: CommandRequest): Rehearsal {
  const proposal = ledger.read((reader) => propose(commandRow(request.name), request, reader));
  if (proposal.batches.length > 0)
    return { status: 'acceptable', events: proposal.batches.flatMap(({ events }) => events) };
  const outcome = proposal.answer({ position: 0, events: () => [], root: () => '' });
  return outcome.status === 'accepted' ? { status: 'acceptable', events: outcome.events } : outcome;
}

function propose(row: CommandRow, request: CommandRequest, reader: LedgerReader): Proposal<Outcome> {
  const states = new EntityStates(reader);
  const command = states.asStored(row, request.command);
  const entity = row.entityOf(command);
  const commandId = commandIdOf(reader.ledger, request.actor, request.key);
  const earlier = reader.eventsOfCommand(commandId);
  if (earlier.length > 0) {
    return nothing(
      earlier[0]?.commandDigest === digestOfRetry(command, commandId, reader)
        ? accepted(entity, earlier, reader.rootAt(earlier.at(-1)?.position ?? 0), true)
        : { status: 'key-reused', entity },
    );
  }
  const { life } = states;
  const occurred = request.command.occurred ?? undefined;
  if (life.status === 'open for migration' && row.dated && occurred === undefined)
    return nothing({ status: 'rejected', entity, rejection: dayNotSaid(reader.ledger) });
  const { version } = states.standing(row.decider, entity);
  if (request.expectedVersion !== undefined && request.expectedVersion !== version) {
    const since = reader.eventsOf(entity).slice(request.expectedVersion);
    return nothing({
      status: 'stale',
      entity,
      expectedVersion: request.expectedVersion,
      entityVersion: version,
      since,
    });
  }
  const sealer = new TextSealer(reader, commandId);
  const sealed = sealer.seal(command, entity);
  const decision = states.decide(row, entity, sealed.command, { occurred, today: request.today });
  if (!decision.accepted)
    return nothing({ status: 'rejected', entity, rejection: states.explained(decision.rejection) });
  if (decision.events.length === 0) {
    const { position } = reader;
    return nothing({ status: 'unchanged', entity, entityVersion: version, position, root: reader.rootAt(position) });
  }
  const numbered = number(commandId, entity, version, decision.events, 0);
  const digest = commandDigest(sealer.keep(sealed, decision.events));
  // Going live is witnessed itself, so it is known from when it is recorded.
  const live = life.status === 'live' || decision.events.some(({ type }) => type === 'MigrationClosed');
  return {
    batches: [batchOf(request, commandId, digest, 0, numbered, live ? 'live' : 'migration', occurred)],
    texts: sealer.texts,
    redact: decision.events.flatMap(redactedBy),
    answer: ({ events, root }) => accepted(entity, events(), root(), false),
  };
}

/** Gives events their place behind the version of the entity that they were decided on. */
export function number(
  commandId: string,
  entity: string,
  version: number,
  events: readonly DomainEvent[],
  firstIndex: number,
): ProposedEvent[] {
  return events.map((event, index) => ({
    entity,
    entityVersion: version + index + 1,
    eventId: eventIdOf(commandId, firstIndex + index),
    type: event.type,
    schemaVersion: event.schemaVersion,
    data: event.data,
  }));
}

/** One batch of a command, with who asked for it. */
export function batchOf(
  asker: Asker,
  commandId: string,
  commandDigest: string,
  index: number,
  events: readonly ProposedEvent[],
  clock: ProposedBatch['clock'],
  occurredAt: string | undefined,
): ProposedBatch {
  return {
    id: batchIdOf(commandId, index),
    events,
    clock,
    ...(occurredAt === undefined ? {} : { occurredAt }),
    actor: asker.actor,
    actorAssurance: asker.assurance,
    via: asker.via,
    commandId,
    commandDigest,
    correlationId: asker.correlationId ?? commandId,
    causationId: asker.causationId ?? null,
  };
}

const redactedBy = ({ type, data: { digest } }: DomainEvent): string[] =>
  type === 'TextRedacted' && typeof digest === 'string' ? [digest] : [];

const dayNotSaid = (ledger: string): DayNotSaid => ({ kind: 'DayNotSaid', field: 'occurred', ledger });

const nothing = (outcome: Outcome): Proposal<Outcome> => ({ batches: [], answer: () => outcome });

function accepted(entity: string, events: readonly EventEnvelope[], root: string, repeated: boolean): Outcome {
  const last = events.findLast((event) => event.entity === entity);
  return {
    status: 'accepted',
    entity,
    entityVersion: last?.entityVersion ?? 0,
    position: events.at(-1)?.position ?? 0,
    root,
    events,
    repeated,
  };
}
