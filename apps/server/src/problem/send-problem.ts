import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { pathOf } from '../request-path.js';
import { looksForPage, sendErrorPage } from '../web/frame/error-page.js';
import { problemOfError } from './problem-of-error.js';
import { PROBLEM_JSON } from './problem.js';

/** Answers a request with the problem that an error stands for, as a page where a browser looks for one; a bug is logged with its stack under the request's id. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply, log: Logger): void {
  const told = problemOfError(error);
  const { problem, headers, isBug } = told;
  if (hungUp(error, request)) log.info({ correlationId: request.id }, 'the client hung up');
  else if (isBug) log.error({ correlationId: request.id, err: error }, 'a bug');
  if (reply.sent || reply.raw.headersSent) {
    // A stream has begun: cutting it off is the only honest sign that it is not whole.
    reply.raw.destroy();
    return;
  }
  if (looksForPage(request)) return sendErrorPage(told, request, reply);
  const body = { ...problem, instance: pathOf(request), ...(isBug ? { correlationId: request.id } : {}) };
  reply
    .status(problem.status)
    .headers({ 'Cache-Control': 'private, no-store', ...headers })
    .type(PROBLEM_JSON)
    .send(JSON.stringify(body));
}

/** What reading from, or writing to, a connection that is gone ends in. */
const GONE: ReadonlySet<unknown> = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE']);

const hungUp = (error: unknown, { raw }: FastifyRequest): boolean =>
  raw.socket.destroyed && GONE.has((error as { readonly code?: unknown } | null)?.code);
