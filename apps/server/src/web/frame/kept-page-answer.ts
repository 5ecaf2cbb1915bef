import type { FastifyReply, FastifyRequest } from 'fastify';
import { isHeld } from '../../rest/answer.js';
import type { KeptPage } from './kept-page.js';
import { KEEPING, newNonce, pageHeaders } from './security-headers.js';

/** Answers with a page that is kept, compressed where that may be; with no body where the reader has the page already. */
export function keptPageAnswer(page: KeptPage, request: FastifyRequest, reply: FastifyReply): Buffer | undefined {
  // A weak tag: a page that differs in its nonce alone, or in how it was sent, is the same page.
  reply.headers({ ETag: `W/${page.tag}`, Vary: 'Accept-Encoding', 'Cache-Control': KEEPING });
  if (isHeld(request, page.tag)) {
    // The browser goes on with the policy that came with its copy: another one's nonce would stop the scripts in it.
    reply.removeHeader('Content-Security-Policy');
    reply.status(304);
    return undefined;
  }
  const nonce = newNonce();
  reply.headers(pageHeaders(nonce));
  if (!takesGzip(request) || isFromElsewhere(request)) return page.plain(nonce);
  reply.header('Content-Encoding', 'gzip');
  return page.gzipped(nonce);
}

/** Whether gzip is named, with no weight or one above nothing (RFC 9110, 12.5.3). */
const takesGzip = ({ headers }: FastifyRequest): boolean =>
  /(?:^|,)\s*gzip\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[^,]*)?(?:,|$)/i.test(String(headers['accept-encoding'] ?? ''));

/**
 * Whether another site made the browser ask. Such a site chooses the address, which stands in the page, and whoever listens
 * on the line could tell from the lengths of compressed answers what else stands there (BREACH). A browser says so
 * wherever the line is encrypted; on one that is not, there is nothing left to tell.
 */
const isFromElsewhere = ({ headers }: FastifyRequest): boolean =>
  !['same-origin', 'none', undefined].includes(headers['sec-fetch-site'] as string | undefined);
