import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { sendProblem } from './send-problem.js';
import { problem, PROBLEM_JSON, type Problem } from './problem.js';

interface BrokenRequestHandlers {
  readonly frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => void;
  readonly clientErrorHandler: (error: NodeJS.ErrnoException, socket: Socket) => void;
}

/** Answers requests that are broken before any route could be found: a path that can't be decoded, or no HTTP at all. */
export const answerBrokenRequests = (
  log: Logger,
  protective: Readonly<Record<string, string>>,
): BrokenRequestHandlers => ({
  // No hook has run, so what every answer bears is put on here.
  frameworkErrors: (error, request, reply) => {
    reply.headers({ ...protective, 'X-Request-Id': request.id });
    sendProblem(error, request, reply, log);
  },
  clientErrorHandler: (error, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy();
      return;
    }
    const told = problemOfCode(error.code ?? '');
    const body = JSON.stringify(told);
    socket.end(
      `HTTP/1.1 ${told.status} ${STATUS_CODES[told.status] ?? ''}\r\nContent-Type: ${PROBLEM_JSON}\r\n` +
        Object.entries(protective)
          .map(([name, value]) => `${name}: ${value}\r\n`)
          .join('') +
        `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
    );
    log.info({ status: told.status, code: error.code }, 'a broken request');
  },
});

function problemOfCode(code: string): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') return problem(431, 'HeadersTooLarge', 'The headers are too large.');
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return problem(408, 'RequestTimeout', 'The request did not arrive in time.');
  return problem(400, 'BadRequest', 'This is no HTTP request that can be understood.');
}
