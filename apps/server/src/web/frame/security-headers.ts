import { randomFillSync } from 'node:crypto';

// Random bytes cost by the call more than by the byte.
const random = Buffer.alloc(4_096);
let used = random.length;

/** A word that the scripts of one answer share and that nobody can know before. */
export function newNonce(): string {
  if (used === random.length) {
    randomFillSync(random);
    used = 0;
  }
  return random.toString('base64', used, (used += 16));
}

/** What a page says may be taken back by a redaction, and a session ends: a copy must be asked about. */
export const KEEPING = 'private, no-cache';

/**
 * What a browser may do with a page: run the scripts that carry the nonce, take everything else from here, and be framed by
 * nobody. Referrer-Policy is not `no-referrer`, because a browser would then send a form with the origin `null`.
 */
export const pageHeaders = (nonce: string): Readonly<Record<string, string>> => ({
  'Content-Security-Policy': [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join(';'),
  'Referrer-Policy': 'same-origin',
  'Cache-Control': KEEPING,
  'Content-Type': 'text/html; charset=utf-8',
});
