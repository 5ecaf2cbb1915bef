import type { FastifyRequest } from 'fastify';
import { badRequest } from '../problem/problem.js';

/** The key that makes a retry the same request. @throws Refused (400) */
export function idempotencyKeyOf({ headers }: Pick<FastifyRequest, 'headers'>): string {
  const key = headers['idempotency-key'];
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw badRequest(key === undefined ? 'IdempotencyKeyMissing' : 'IdempotencyKeyInvalid', {
    header: 'Idempotency-Key',
    detail:
      'Idempotency-Key is needed: 1 to 200 visible characters that are new for each request and the same for its retries',
  });
}

/** The version of the entity that the caller saw; nothing if they don't say. @throws Refused (400) */
export function expectedVersionOf({ headers }: Pick<FastifyRequest, 'headers'>): { expectedVersion?: number } {
  const match = headers['if-match'];
  if (match === undefined) return {};
  const version = /^"(\d{1,15})"$/.exec(match)?.[1];
  if (version === undefined) {
    throw badRequest('InvalidIfMatch', {
      header: 'If-Match',
      detail: 'If-Match must be the ETag of the entity as you saw it, such as "3"; "0" says that there was none',
    });
  }
  return { expectedVersion: Number(version) };
}
