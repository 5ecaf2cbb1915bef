import { randomUUID } from 'node:crypto';
import { validateCommand, type CommandRequest, type CommandRow, type FieldError } from '@outturn/application';
import type { Via } from '@outturn/kernel';
import type { Principal } from './principal.js';

/** A command whose fields are not what its class says, each with a JSON pointer. */
export class InvalidCommand extends Error {
  override readonly name = 'InvalidCommand';
  constructor(readonly errors: readonly FieldError[]) {
    // There may be as many as there are members in a body: the first few say what kind they are.
    super(
      errors
        .slice(0, 50)
        .map(({ messages }) => messages.join('; '))
        .join('; '),
    );
  }
}

/** How a command came: the edge, the key that makes a retry the same request, and what its sender saw. */
export interface Arrival {
  readonly via: Via;
  /** The Idempotency-Key. Left out, the request is one of its own. */
  readonly key?: string;
  readonly expectedVersion?: number;
  readonly correlationId?: string;
}

/** A command out of the fields that a form, a JSON body or an argument list gave. @throws InvalidCommand */
export function requestOf(
  { name, command }: CommandRow,
  who: Principal,
  fields: object,
  { key = randomUUID(), ...arrival }: Arrival,
  today: string,
): CommandRequest {
  const validated = validateCommand(command, fields);
  if ('errors' in validated) throw new InvalidCommand(validated.errors);
  return { name, command: validated.command, actor: who.actor, assurance: who.assurance, key, today, ...arrival };
}
