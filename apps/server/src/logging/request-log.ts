import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Metrics } from '../metrics/metrics.js';
import { pathOf } from '../request-path.js';

/** One line and one measurement a request. What was asked for (the query) and what was sent (the body) stay out. */
export function logRequests(server: FastifyInstance, log: Logger, metrics: Metrics): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('X-Request-Id', request.id);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { method, principal, routeOptions } = request;
    const milliseconds = Math.round(reply.elapsedTime * 1_000) / 1_000;
    const status = reply.raw.statusCode;
    // An unknown path is no label: there are as many as anyone cares to try.
    metrics.observe(method, routeOptions.url ?? 'none', status, reply.elapsedTime / 1_000);
    log.info(
      {
        id: request.id,
        method,
        path: pathOf(request),
        status,
        ms: milliseconds,
        actor: principal?.actor ?? null,
        ledger: (request.params as { ledger?: string } | null)?.ledger ?? null,
        address: request.ip,
      },
      'request',
    );
    done();
  });
}
