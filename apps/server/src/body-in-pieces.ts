import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** What is copied to a socket in one turn. Bytes. */
export const PIECE = 131_072;

/** Pieces of a body, with a turn for everybody else after each. */
async function* inPieces(body: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += PIECE) {
    yield body.subarray(at, at + PIECE);
    await turn();
  }
}

/**
 * Sends a long body piece by piece, each when the one before has left: given to the socket whole, it is copied whole, and a
 * snapshot of 21,000 rows (110 MB) stops the thread for a second.
 */
export function sendInPieces(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    const isText = typeof payload === 'string';
    if (request.method === 'HEAD' || (!isText && !Buffer.isBuffer(payload)) || payload.length <= PIECE) {
      return done(null, payload);
    }
    const body = isText ? Buffer.from(payload) : payload;
    reply.header('Content-Length', body.length);
    done(null, Readable.from(inPieces(body), { objectMode: false, highWaterMark: PIECE }));
  });
}
