import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What may go into events, logs and headers as it is. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;

/** The caller's X-Request-Id if it is plain, else a fresh one: it ties the log, the answer and the events together. */
export function requestIdOf(request: Pick<IncomingMessage, 'headers'>): string {
  const sent = request.headers['x-request-id'];
  return typeof sent === 'string' && PLAIN.test(sent) ? sent : randomUUID();
}
