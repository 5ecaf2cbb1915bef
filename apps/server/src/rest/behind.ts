import type { FastifyInstance } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import type { Outturn } from '@outturn/wiring';
import { behindNow } from '../health/replica-ages.js';
import { problem, Refused } from '../problem/problem.js';

/** How long a reader may wait for a position that was answered elsewhere, in milliseconds. */
const PATIENCE = 5_000;

/**
 * Where ledgers are replicas, every answer about one says how many records the store had more when it last named the end of
 * the stream, and when that was. A reader that was answered a position by another node can ask for at least that.
 */
export function sayHowFarBehind(server: FastifyInstance, outturn: Outturn): void {
  server.addHook('preHandler', async (request, reply) => {
    const { ledger } = (request.params ?? {}) as { readonly ledger?: string };
    const standing = outturn.replicas.find((replica) => replica.ledger === ledger);
    const wanted = request.headers['outturn-at-least'];
    if (wanted !== undefined && ledger !== undefined) await mustReach(outturn, ledger, positionOf(wanted));
    if (standing === undefined) return;
    const behind = behindNow(standing, Date.now());
    reply.header('Outturn-Behind', behind === null ? 'unknown' : String(behind));
    if (standing.seenAt !== null) reply.header('Outturn-Seen', standing.seenAt);
  });
}

function positionOf(text: string | string[]): number {
  if (typeof text === 'string' && /^\d{1,15}$/.test(text)) return Number(text);
  const detail = 'Outturn-At-Least is no position: give digits alone.';
  throw new Refused(problem(400, 'NoPosition', detail, { errors: [{ header: 'Outturn-At-Least', detail }] }));
}

async function mustReach(outturn: Outturn, ledger: string, position: number): Promise<void> {
  const end = performance.now() + PATIENCE;
  for (;;) {
    const reached = await outturn.positionOf(ledger);
    if (reached >= position) return;
    if (performance.now() > end) {
      const detail = `This node has the ledger up to position ${reached}, and ${position} was asked for: try again, or ask another node.`;
      throw new Refused(problem(503, 'NotThereYet', detail), { 'Retry-After': '2' });
    }
    await pause(20);
  }
}
