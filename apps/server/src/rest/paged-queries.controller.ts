import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Outturn } from '@outturn/wiring';
import { principalOf } from '../access/guard-requests.js';
import { jsonAnswer, writtenAnswer } from './answer.js';
import { Described, Query } from './described.js';
import { QueryValues } from './query-values.js';

/** What is answered in pages, each of which says where the next one begins. */
@Controller('api/v1/ledgers/:ledger')
export class PagedQueriesController {
  constructor(private readonly outturn: Outturn) {}

  @Get('diff')
  @Described({
    operation: 'diff',
    summary: 'What changed between two moments, row by row, with the events that did it',
    tag: 'Queries',
    parameters: ['fromMoment', 'toMoment', 'after', 'limit'],
    answers: {
      200: { description: 'A page of the rows that differ; `next` if there are more.', schema: 'Difference' },
    },
  })
  async diff(
    @Param('ledger') ledger: string,
    @Query() query: QueryValues,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const [from, to, limit] = [query.needed('fromMoment'), query.needed('toMoment'), query.limit()];
    const after = query.position('after') ?? 0;
    const question = { from, to, limit, after };
    const answer = await this.outturn.askWritten(principalOf(request), ledger, 'diff', question);
    const { next, from: since, to: until } = answer.values;
    if (next !== undefined) {
      // As positions: a day that is not over would mean more with each event that comes between two pages.
      const pinned = { from: String(since), to: String(until), after: String(next), limit: String(limit) };
      const following = new URLSearchParams(pinned);
      reply.header('Link', `</api/v1/ledgers/${ledger}/diff?${following.toString()}>; rel="next"`);
    }
    return writtenAnswer(request, reply, answer, query.isPinned('fromMoment', 'toMoment'));
  }

  @Get('history')
  @Described({
    operation: 'history',
    summary: 'Events, oldest first, with who, when and why',
    tag: 'Queries',
    parameters: ['from', 'to', 'entity', 'limit'],
    answers: { 200: { description: 'A page of events; `next` if there are more.', schema: 'EventPage' } },
  })
  async history(
    @Param('ledger') ledger: string,
    @Query() query: QueryValues,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const limit = query.limit();
    const [from, to, entity] = [query.position('from') ?? 1, query.position('to'), query.text('entity')];
    const kept = { ...(to === undefined ? {} : { to }), ...(entity === undefined ? {} : { entity }) };
    const asked = { from, ...kept, limit: limit + 1 };
    const { rows, ...grounds } = await this.outturn.ask(principalOf(request), ledger, 'history', asked);
    const following = rows[limit]?.position;
    const next = following === undefined ? null : nextPage(ledger, { from: following, ...kept, limit });
    if (next !== null) reply.header('Link', `<${next}>; rel="next"`);
    const page = { ...grounds, rows: rows.slice(0, limit), next };
    return jsonAnswer(request, reply, page, false);
  }
}

function nextPage(ledger: string, parameters: Readonly<Record<string, string | number>>): string {
  const query = new URLSearchParams(
    Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return `/api/v1/ledgers/${ledger}/history?${query.toString()}`;
}
