import type { FastifyReply } from 'fastify';
import { entityParts } from '@outturn/kernel';
import { refusalOfRejection, type Grounds, type Outcome } from '@outturn/wiring';
import { problem, Refused } from '../problem/problem.js';

/** What a command came to, for its sender. */
export interface CommandAnswer extends Grounds {
  readonly status: 'accepted' | 'repeated' | 'unchanged';
  readonly entity: string;
  readonly entityVersion: number;
  readonly events: readonly EventNamed[];
}

interface EventNamed {
  readonly position: number;
  readonly type: string;
  readonly eventId: string;
}

const named = ({ position, type, eventId }: EventNamed): EventNamed => ({ position, type, eventId });

/** Where an entity can be looked at: an indicator as such, anything else by its history. */
export function pathOfEntity(ledger: string, entity: string): string {
  const [kind, id] = entityParts(entity);
  return kind === 'indicator' && id !== undefined
    ? `/api/v1/ledgers/${ledger}/indicators/${encodeURIComponent(id)}`
    : `/api/v1/ledgers/${ledger}/history?entity=${encodeURIComponent(entity)}`;
}

/**
 * Answers a command: 201 if something was appended, 200 if nothing was.
 * @throws Refused (409, 412, 422)
 */
export function answerCommand(reply: FastifyReply, ledger: string, outcome: Outcome, location: string): CommandAnswer {
  const done = mustBeDone(outcome);
  const isNew = done.status === 'accepted' && !done.repeated;
  reply.status(isNew ? 201 : 200).headers({
    ETag: `"${done.entityVersion}"`,
    'Cache-Control': 'private, no-store',
    ...(isNew ? { Location: location } : {}),
  });
  const { entity, entityVersion, position, root } = done;
  const status = done.status === 'accepted' && done.repeated ? 'repeated' : done.status;
  return {
    ledger,
    position,
    root,
    status,
    entity,
    entityVersion,
    events: done.status === 'accepted' ? done.events.map(named) : [],
  };
}

/** So many of the latest events say what changed; the history has them all. */
const NAMED = 50;

export type Done = Extract<Outcome, { readonly status: 'accepted' | 'unchanged' }>;

/** The outcome of a command that was not refused. @throws Refused (409, 412, 422) */
export function mustBeDone(outcome: Outcome): Done {
  switch (outcome.status) {
    case 'accepted':
    case 'unchanged':
      return outcome;
    case 'rejected': {
      const { kind, sentence, field, httpStatus } = refusalOfRejection(outcome.rejection);
      const errors = field === null ? {} : { errors: [{ pointer: `/${field}`, detail: sentence }] };
      throw new Refused(problem(httpStatus, kind, sentence, errors));
    }
    case 'stale': {
      const { entity, expectedVersion, entityVersion, since } = outcome;
      const detail = `it is at version ${entityVersion} and not at ${expectedVersion}: look at what changed, then send it again`;
      const changes = since
        .slice(-NAMED)
        .map((event) => ({ ...named(event), actor: event.actor, recordedAt: event.recordedAt }));
      throw new Refused(
        problem(412, 'StaleVersion', detail, { entity, expectedVersion, entityVersion, since: changes }),
        { ETag: `"${entityVersion}"` },
      );
    }
    case 'key-reused':
      throw new Refused(
        problem(
          422,
          'IdempotencyKeyReused',
          'this Idempotency-Key was used for another request: take a new one, or send what was sent before',
          { errors: [{ header: 'Idempotency-Key', detail: 'used for another request' }] },
        ),
      );
  }
}
