import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Outturn, Principal } from '@outturn/wiring';
import { pathOf } from '../request-path.js';
import { ASSETS } from '../web/frame/assets.js';
import type { Gate } from './gate.js';
import { mustBeNeeded } from './needed-permission.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on the few paths that anyone may ask for. */
    principal: Principal | null;
  }
}

/** Whoever looks after the service asks these without a token, and styles are the same for all: they say nothing of what the ledgers hold. */
const isOpen = (path: string): boolean =>
  path === '/health/live' || path === '/health/ready' || path.startsWith(ASSETS);

/**
 * Decides at the very first who asks, whether the ledger in the path is there for them and whether they may do what the
 * path is for: before a body is read, and before anything else could answer differently for a ledger that they may not see
 * and one that does not exist.
 */
export function guardRequests(server: FastifyInstance, gate: Gate, outturn: Outturn): void {
  server.decorateRequest('principal', null);
  server.addHook('onRequest', async (request) => {
    gate.mustBeFromHere(request);
    if (isOpen(pathOf(request))) return;
    request.principal = gate.principalOf(request);
    const ledger = (request.params as { ledger?: string } | null)?.ledger;
    if (ledger !== undefined) await outturn.mustSee(request.principal, ledger);
    mustBeNeeded(request.routeOptions.config, request.principal, ledger ?? null);
  });
}

/** Who asks, on a path that is not open to anyone. */
export function principalOf({ principal }: Pick<FastifyRequest, 'principal'>): Principal {
  if (principal === null) throw new Error('this path has no principal');
  return principal;
}
