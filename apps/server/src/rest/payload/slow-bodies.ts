import type { FastifyInstance } from 'fastify';
import { problem, PROBLEM_JSON } from '../../problem/problem.js';
import { bringsFile } from './files-under-way.js';

/**
 * Ends requests whose body trickles in: it is no file, so it is small, and whoever sends it byte by byte wants the
 * connection more than the answer. Files have the time of a whole request.
 * @param patience milliseconds
 */
export function endSlowBodies(server: FastifyInstance, patience: number): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { raw } = request;
    if (raw.method === 'GET' || raw.method === 'HEAD' || bringsFile(request)) return done();
    const timer = setTimeout(() => {
      if (raw.complete || reply.sent) return;
      const body = JSON.stringify(problem(408, 'RequestTimeout', 'The request did not arrive in time.'));
      const headers = reply.getHeaders() as Record<string, string>;
      reply.hijack();
      reply.raw
        .writeHead(408, { ...headers, 'Content-Type': PROBLEM_JSON, Connection: 'close' })
        .end(body, () => raw.socket.destroy());
    }, patience).unref();
    const stop = (): void => clearTimeout(timer);
    raw.once('end', stop).once('close', stop);
    done();
  });
}
