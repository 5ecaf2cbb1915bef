import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Outturn, whyUnreadable, type LedgerSummary } from '@outturn/wiring';
import { principalOf } from '../access/guard-requests.js';
import type { NeedsPermission } from '../access/needed-permission.js';
import { Metrics } from '../metrics/metrics.js';
import { jsonAnswer } from './answer.js';
import { answerCommand, type CommandAnswer } from './command-answer.js';
import { Described } from './described.js';
import { fieldsOfBody } from './fields-of-body.js';
import { NewLedger } from './new-ledger.js';
import { idempotencyKeyOf } from './request-headers.js';

interface LedgerList {
  readonly rows: readonly LedgerSummary[];
  /** Files among the ledgers that can't be read, by what would be their ids. */
  readonly unreadable: readonly string[];
  /** The same, with what is wrong and what to do. */
  readonly faults: readonly { readonly ledger: string; readonly detail: string }[];
}

@Controller('api/v1/ledgers')
export class LedgersController {
  constructor(
    private readonly outturn: Outturn,
    private readonly metrics: Metrics,
  ) {}

  @Post()
  @RouteConfig({ needs: ['ledger:administer'] } satisfies NeedsPermission)
  @Described({
    operation: 'createLedger',
    summary: 'Make a ledger, open for migration; with `live: true`, live from the start',
    tag: 'Ledgers',
    appends: true,
    body: {
      kind: 'fields',
      name: 'NewLedger',
      of: NewLedger,
      example: { id: 'borsetshire', name: 'Borsetshire', areaCode: 'E10000099' },
    },
    answers: {
      201: { description: 'The ledger was made.', schema: 'CommandAnswer' },
      200: { description: 'This request made it before.', schema: 'CommandAnswer' },
    },
  })
  async create(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CommandAnswer> {
    const who = principalOf(request);
    const arrival = { via: 'http', key: idempotencyKeyOf(request), correlationId: request.id } as const;
    const { id, ...fields } = fieldsOfBody(NewLedger, request.body);
    const outcome = await this.metrics.count('OpenLedger', () => this.outturn.createLedger(who, id, fields, arrival));
    return answerCommand(reply, id, outcome, `/api/v1/ledgers/${id}`);
  }

  @Get()
  @Described({
    operation: 'ledgers',
    summary: 'The ledgers that you may see, at their heads',
    tag: 'Ledgers',
    answers: { 200: { description: 'The ledgers.', schema: 'Ledgers' } },
  })
  async list(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<LedgerList> {
    reply.header('Cache-Control', 'private, no-store');
    const { rows, unreadable } = await this.outturn.listLedgers(principalOf(request));
    return {
      rows,
      unreadable: unreadable.map(({ ledger }) => ledger),
      faults: unreadable.map(({ ledger, error }) => ({ ledger, detail: whyUnreadable(error) })),
    };
  }

  @Get(':ledger')
  @Described({
    operation: 'ledger',
    summary: 'A ledger at its head',
    tag: 'Ledgers',
    answers: { 200: { description: 'The ledger.', schema: 'LedgerSummary' } },
  })
  async summary(
    @Param('ledger') ledger: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | undefined> {
    const answer = await this.outturn.ask(principalOf(request), ledger, 'summary', {});
    return jsonAnswer(request, reply, answer, false);
  }
}
