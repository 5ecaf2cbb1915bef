import { todayInLondon, type Clock } from '@outturn/kernel';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Today in London when the request came, an ISO date. */
    today: string;
  }
}

/** Says once for each request which day it is, so that one answer never holds two. */
export function sayWhichDay(server: FastifyInstance, clock: Clock): void {
  server.decorateRequest('today', '');
  server.addHook('onRequest', (request, _reply, done) => {
    request.today = todayInLondon(clock);
    done();
  });
}
