import type { FastifyInstance, FastifyRequest } from 'fastify';
import { problem, Refused } from '../../problem/problem.js';
import { pageRouteOf } from '../../web/frame/page-route.js';
import { takesFiles } from './body-parsers.js';

/** How many requests with a file of one council may be under way: an import runs and two wait. */
const MOST = 3;

/** When to try again. Seconds. */
const WAIT = '30';

/**
 * Lets in only so many files of one council at once. A file is read into memory before anything can be done with it, so
 * whoever sends one too many is refused before its first byte is read.
 */
export function boundFilesUnderWay(server: FastifyInstance): void {
  const underWay = new Map<string, number>();
  server.addHook('onRequest', (request, reply, done) => {
    const { ledger } = (request.params ?? {}) as { readonly ledger?: string };
    if (ledger === undefined || !bringsFile(request)) return done();
    const before = underWay.get(ledger) ?? 0;
    if (before >= MOST) {
      const detail = `${MOST} files of this ledger are under way: try again when one of them is done.`;
      return done(new Refused(problem(429, 'TooManyImports', detail), { 'Retry-After': WAIT }));
    }
    underWay.set(ledger, before + 1);
    reply.raw.once('close', () => {
      const left = (underWay.get(ledger) ?? 1) - 1;
      if (left === 0) underWay.delete(ledger);
      else underWay.set(ledger, left);
    });
    done();
  });
}

/** Whether a request is on a way that takes files. */
export const bringsFile = ({ method, routeOptions: { config } }: FastifyRequest): boolean =>
  method === 'POST' && (takesFiles(config) || pageRouteOf(config).takesUploads === true);
