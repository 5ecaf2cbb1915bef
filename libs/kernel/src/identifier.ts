import { hash } from 'node:crypto';

/** The namespace of domain names (RFC 9562, 6.6). */
const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

const NAMESPACE_BYTES = 16;

const scratch = Buffer.alloc(512);

/**
 * UUIDv5 (RFC 9562, 5.5): the id that a name has in a namespace. Written here, and held to the package `uuid` by its
 * spec, because an event takes three of them and the package takes a tenth of an append for it.
 */
export function nameBasedId(name: string, namespace: string): string {
  // One place for all names that are short enough: making two buffers for each took longer than hashing them.
  const needed = NAMESPACE_BYTES + 3 * name.length;
  const bytes = needed <= scratch.length ? scratch : Buffer.allocUnsafe(needed);
  bytes.write(namespace.replaceAll('-', ''), 0, NAMESPACE_BYTES, 'hex');
  const length = NAMESPACE_BYTES + bytes.write(name, NAMESPACE_BYTES, 'utf8');
  const digest = hash('sha1', bytes.subarray(0, length));
  const variant = '89ab'[Number.parseInt(digest.charAt(16), 16) & 0x3] as string;
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}

/** The namespace of every name-based id of Outturn: UUIDv5(DNS namespace, "outturn.ledger"). */
export const OUTTURN = nameBasedId('outturn.ledger', DNS);

/** Joins parts to one name without ambiguity: a part that holds the separator is percent-encoded. */
export function entityId(kind: string, ...parts: readonly string[]): string {
  return [kind, ...parts].map(escaped).join('/');
}

const escaped = (part: string): string =>
  part.includes('%') || part.includes('/') ? part.replaceAll('%', '%25').replaceAll('/', '%2F') : part;

/** The parts of an entity id, its kind first. */
export function entityParts(entity: string): string[] {
  return entity.split('/').map((part) => part.replaceAll('%2F', '/').replaceAll('%25', '%'));
}

/** commandId = UUIDv5(ledger, actor, Idempotency-Key): the same request by the same actor is one command. */
export function commandIdOf(ledger: string, actor: string, idempotencyKey: string): string {
  return nameBasedId(entityId('command', ledger, actor, idempotencyKey), OUTTURN);
}

/** eventId = UUIDv5(commandId, index), fixed before the first try, so that a retry names the same events. */
export function eventIdOf(commandId: string, index: number): string {
  return nameBasedId(String(index), commandId);
}

/** batchId = UUIDv5(commandId, which batch of the call): one command may be cut into one batch for each day. */
export function batchIdOf(commandId: string, index: number): string {
  return nameBasedId(`batch ${index}`, commandId);
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
