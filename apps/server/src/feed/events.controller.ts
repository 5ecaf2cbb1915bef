import { Controller, Get, Inject, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Outturn, sees, type HistoryRow } from '@outturn/wiring';
import { GATE } from '../access/gate.js';
import type { Gate } from '../access/gate.js';
import { principalOf } from '../access/guard-requests.js';
import { LOG } from '../logging/log.js';
import { badRequest } from '../problem/problem.js';
import { jsonAnswer } from '../rest/answer.js';
import { Described, Query } from '../rest/described.js';
import { QueryValues } from '../rest/query-values.js';
import { FeedRoom } from './feed-room.js';
import { Feed } from './feed.js';

@Controller('api/v1/ledgers/:ledger')
export class EventsController {
  constructor(
    private readonly outturn: Outturn,
    private readonly room: FeedRoom,
    @Inject(GATE) private readonly gate: Gate,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  @Get('events')
  @Described({
    operation: 'events',
    summary: 'Events from a position on: a page of them, or (text/event-stream) those and then each as it is committed',
    tag: 'Queries',
    parameters: ['from', 'limit'],
    resumes: true,
    answers: {
      200: {
        description: 'A page of events with the path of the next, or the feed.',
        schema: 'EventPage',
        types: ['application/json', 'text/event-stream'],
      },
    },
  })
  async events(
    @Param('ledger') ledger: string,
    @Query() query: QueryValues,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    reply.header('Vary', 'Accept');
    if (/\btext\/event-stream\b/i.test(request.headers.accept ?? '')) {
      return this.follow(ledger, lastSeen(request) ?? (query.position('from') ?? 1) - 1, request, reply);
    }
    const limit = query.limit();
    const from = query.position('from') ?? 1;
    const { rows, ...grounds } = await this.outturn.ask(principalOf(request), ledger, 'history', { from, limit });
    const following = (rows.at(-1)?.position ?? from - 1) + 1;
    const next = `/api/v1/ledgers/${ledger}/events?${new URLSearchParams({ from: String(following), limit: String(limit) }).toString()}`;
    reply.header('Link', `<${next}>; rel="next"`);
    reply.status(200);
    const page = { ...grounds, rows, next };
    await reply.send(jsonAnswer(request, reply, page, false));
  }

  private async follow(ledger: string, seen: number, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const who = principalOf(request);
    this.room.mustHaveRoom(ledger, who.actor);
    const { position } = await this.outturn.ask(who, ledger, 'summary', {});
    if (seen > position) {
      throw badRequest('PastTheHead', {
        header: 'Last-Event-ID',
        detail: `you have seen event ${seen}, and this ledger has ${position}: it is another ledger than you followed`,
      });
    }
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'private, no-store',
      'X-Accel-Buffering': 'no',
    });
    if (request.method === 'HEAD') {
      reply.raw.end();
      return;
    }
    const read = async (from: number, limit: number): Promise<readonly HistoryRow[]> =>
      (await this.outturn.ask(who, ledger, 'history', { from, limit })).rows;
    const feed = new Feed(reply.raw, {
      ledger,
      reader: who.actor,
      from: seen + 1,
      read,
      isAllowed: () => this.isAllowed(request, ledger),
    });
    try {
      await this.room.host(feed);
    } catch (error) {
      // The answer has begun, so all that can be done is to end it; the reader comes back with Last-Event-ID.
      this.log.error({ correlationId: request.id, err: error }, 'a feed ended early');
    }
  }

  private isAllowed(request: FastifyRequest, ledger: string): boolean {
    try {
      return sees(this.gate.principalOf(request), ledger);
    } catch {
      return false;
    }
  }
}

/** The last event that the reader has (Last-Event-ID). @throws Refused (400) */
function lastSeen({ headers }: FastifyRequest): number | undefined {
  const id = headers['last-event-id'];
  if (id === undefined || id === '') return undefined;
  if (typeof id === 'string' && /^\d{1,15}$/.test(id)) return Number(id);
  throw badRequest('InvalidLastEventId', { header: 'Last-Event-ID', detail: 'Last-Event-ID must be a position' });
}
