import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Outturn } from '@outturn/wiring';
import { principalOf } from '../access/guard-requests.js';
import { jsonAnswer, writtenAnswer } from './answer.js';
import { Described, Query } from './described.js';
import { MOMENT } from './parameters.js';
import { QueryValues } from './query-values.js';

/** What can be asked of a ledger whose answer fits in one document. */
@Controller('api/v1/ledgers/:ledger')
export class QuestionsController {
  constructor(private readonly outturn: Outturn) {}

  @Get('scorecard')
  @Described({
    operation: 'scorecard',
    summary: 'The latest figure per indicator and breakdown, assessed as it could have been at that moment',
    tag: 'Questions',
    parameters: [...MOMENT, 'indicators'],
    answers: { 200: { description: 'The scorecard.', schema: 'Scorecard' } },
  })
  async scorecard(
    @Param('ledger') ledger: string,
    @Query() query: QueryValues,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const indicators = query.texts('indicators');
    const question = { ...query.moment(), ...(indicators === undefined ? {} : { indicators }) };
    const answer = await this.outturn.askWritten(principalOf(request), ledger, 'scorecard', question);
    return writtenAnswer(request, reply, answer, query.isPinned('knownAt'));
  }

  @Get('indicators/:indicator')
  @Described({
    operation: 'indicator',
    summary: 'The whole series of an indicator with its targets, benchmarks and assessment per period',
    tag: 'Questions',
    parameters: [...MOMENT, 'breakdown'],
    answers: { 200: { description: 'The series.', schema: 'IndicatorSeries' } },
  })
  async indicator(
    @Param('ledger') ledger: string,
    @Param('indicator') indicator: string,
    @Query() query: QueryValues,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const breakdown = query.text('breakdown');
    const question = { indicator, ...query.moment(), ...(breakdown === undefined ? {} : { breakdown }) };
    const answer = await this.outturn.askWritten(principalOf(request), ledger, 'indicator', question);
    return writtenAnswer(request, reply, answer, query.isPinned('knownAt'));
  }

  @Get('actions')
  @Described({
    operation: 'actions',
    summary: 'The action plan as it then stood',
    tag: 'Questions',
    parameters: MOMENT,
    answers: { 200: { description: 'The action plan.', schema: 'ActionPlan' } },
  })
  async actions(
    @Param('ledger') ledger: string,
    @Query() query: QueryValues,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const answer = await this.outturn.askWritten(principalOf(request), ledger, 'actions', query.moment());
    return writtenAnswer(request, reply, answer, query.isPinned('knownAt'));
  }

  @Get('diff')
  @Described({
    operation: 'diff',
    summary: 'What changed between two moments, row by row, with the events that did it',
    tag: 'Questions',
    parameters: ['fromMoment', 'toMoment', 'after', 'limit'],
    answers: {
      200: { description: 'A page of the rows that differ; `next` where there are more.', schema: 'Difference' },
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
    tag: 'Questions',
    parameters: ['from', 'to', 'entity', 'limit'],
    answers: { 200: { description: 'A page of events; `next` where there are more.', schema: 'EventPage' } },
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
