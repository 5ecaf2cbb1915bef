import { v5 } from 'uuid';

/** The namespace of every name-based id of Outturn: UUIDv5(DNS namespace, "outturn.ledger"). */
const OUTTURN = v5('outturn.ledger', v5.DNS);

/** Joins parts to one name without ambiguity: a part that holds the separator is percent-encoded. */
export function entityId(kind: string, ...parts: readonly string[]): string {
  return [kind, ...parts].map((part) => part.replaceAll('%', '%25').replaceAll('/', '%2F')).join('/');
}

/** The parts of an entity id, its kind first. */
export function entityParts(entity: string): string[] {
  return entity.split('/').map((part) => part.replaceAll('%2F', '/').replaceAll('%25', '%'));
}

/** commandId = UUIDv5(ledger, actor, Idempotency-Key): the same request by the same actor is one command. */
export function commandIdOf(ledger: string, actor: string, idempotencyKey: string): string {
  return v5(entityId('command', ledger, actor, idempotencyKey), OUTTURN);
}

/** eventId = UUIDv5(commandId, index), fixed before the first try, so that a retry names the same events. */
export function eventIdOf(commandId: string, index: number): string {
  return v5(String(index), commandId);
}

/** batchId = UUIDv5(commandId, which batch of the call): one command may be cut into one batch for each day. */
export function batchIdOf(commandId: string, index: number): string {
  return v5(`batch ${index}`, commandId);
}

const LEDGER_ID = /^[a-z][a-z0-9-]{0,62}$/;

/** Whether a text may name a ledger: lower-case letters, digits and hyphens, at most 63, so it is a safe file name. */
export function isLedgerId(text: string): boolean {
  return LEDGER_ID.test(text);
}

const ACTOR_ID = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/;

/** Whether a text may stand for an actor: an opaque id of at most 64 letters, digits and . _ @ - */
export function isActorId(text: string): boolean {
  return ACTOR_ID.test(text);
}
