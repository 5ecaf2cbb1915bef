import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Grounds, WrittenAnswer } from '@outturn/wiring';
import { sha256 } from '@outturn/kernel';

const UNPINNED = 'private, no-store';

/** A cache may keep it and must ask again: a text behind it may be redacted, and then the answer is another. */
const PINNED = 'private, no-cache';

/** Says on which position and root an answer rests, and whether it may be kept. */
export function sayGrounds(reply: FastifyReply, { position, root }: Grounds, etag: string | null): void {
  reply.headers({
    'Outturn-Position': String(position),
    'Outturn-Root': root,
    'Cache-Control': etag === null ? UNPINNED : PINNED,
    ...(etag === null ? {} : { ETag: etag }),
  });
}

/** The entity tag of an answer: the root that it rests on, and what else it depends on. */
export const tagOf = ({ root }: Grounds, rest: string): string => `"${root}.${sha256(rest).slice(0, 16)}"`;

/** Whether the asker has this answer already (If-None-Match). */
export function isHeld(request: FastifyRequest, etag: string): boolean {
  const held = (request.headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return held.includes(etag) || held.includes('*');
}

/** An answer that is written already, with its headers set; nothing where the asker has it already. */
export function writtenAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  { grounds, bytes, digest }: WrittenAnswer,
  isPinned: boolean,
): Buffer | undefined {
  const etag = isPinned ? `"${grounds.root}.${digest.slice(0, 16)}"` : null;
  sayGrounds(reply, grounds, etag);
  if (etag !== null && isHeld(request, etag)) {
    reply.status(304);
    return undefined;
  }
  reply.type('application/json; charset=utf-8');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** An answer as JSON text, with its headers set; nothing where the asker has it already. */
export function jsonAnswer(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: Grounds,
  isPinned: boolean,
): string | undefined {
  const text = JSON.stringify(answer);
  const etag = isPinned ? tagOf(answer, text) : null;
  sayGrounds(reply, answer, etag);
  if (etag !== null && isHeld(request, etag)) {
    reply.status(304);
    return undefined;
  }
  reply.type('application/json; charset=utf-8');
  return text;
}
