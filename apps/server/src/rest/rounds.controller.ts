import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Outturn } from '@outturn/wiring';
import { principalOf } from '../access/guard-requests.js';
import { writtenAnswer } from './answer.js';
import { Described, Query } from './described.js';
import { MOMENT } from './parameters.js';
import { QueryValues } from './query-values.js';

/** Collection rounds and who is to be reminded; rounds are opened, closed and reopened as every command is posted. */
@Controller('api/v1/ledgers/:ledger')
export class RoundsController {
  constructor(private readonly outturn: Outturn) {}

  @Get('rounds')
  @Described({
    operation: 'rounds',
    summary: 'The collection rounds, each with its returns: submitted, late, missing or not yet due',
    tag: 'Questions',
    parameters: [...MOMENT, 'today', 'round'],
    answers: { 200: { description: 'The rounds, by period.', schema: 'Rounds' } },
  })
  async rounds(
    @Param('ledger') ledger: string,
    @Query() query: QueryValues,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const answer = await this.outturn.askWritten(principalOf(request), ledger, 'rounds', questionOf(query));
    return writtenAnswer(request, reply, answer, query.isPinned('knownAt'));
  }

  @Get('reminders')
  @Described({
    operation: 'reminders',
    summary: 'Who is to be reminded of which return of the open rounds, and how many days are left',
    tag: 'Questions',
    parameters: [...MOMENT, 'today', 'round'],
    answers: { 200: { description: 'One reminder for each person and return.', schema: 'Reminders' } },
  })
  async reminders(
    @Param('ledger') ledger: string,
    @Query() query: QueryValues,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const answer = await this.outturn.askWritten(principalOf(request), ledger, 'reminders', questionOf(query));
    return writtenAnswer(request, reply, answer, query.isPinned('knownAt'));
  }
}

function questionOf(query: QueryValues) {
  const [judgedOn, round] = [query.text('today'), query.text('round')];
  return {
    ...query.moment(),
    ...(judgedOn === undefined ? {} : { judgedOn }),
    ...(round === undefined ? {} : { round }),
  };
}
