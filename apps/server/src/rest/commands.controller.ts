import { Controller, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commandCatalogue, Outturn, type CommandRow } from '@outturn/wiring';
import { principalOf } from '../access/guard-requests.js';
import type { NeedsPermission } from '../access/needed-permission.js';
import { Metrics } from '../metrics/metrics.js';
import { answerCommand, mustBeDone, pathOfEntity, type CommandAnswer } from './command-answer.js';
import { Described } from './described.js';
import { expectedVersionOf, idempotencyKeyOf } from './request-headers.js';

/** One route for every row of the command catalogue that has a path. The body is the command's fields. */
@Controller('api/v1/ledgers/:ledger')
export class CommandsController {
  constructor(
    readonly outturn: Outturn,
    readonly metrics: Metrics,
  ) {}
}

async function submit(
  { outturn, metrics }: CommandsController,
  { name }: CommandRow,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<CommandAnswer> {
  const who = principalOf(request);
  const { ledger } = request.params as { ledger: string };
  const arrival = { key: idempotencyKeyOf(request), ...expectedVersionOf(request), correlationId: request.id };
  const fields = (request.body ?? {}) as object;
  const outcome = await metrics.count(name, () =>
    outturn.submit(who, ledger, name, fields, { via: 'http', ...arrival }),
  );
  return answerCommand(reply, ledger, outcome, pathOfEntity(ledger, mustBeDone(outcome).entity));
}

const answers = {
  201: { description: 'Events were appended.', schema: 'CommandAnswer' },
  200: { description: 'The request had been accepted before, or it says what is so already.', schema: 'CommandAnswer' },
} as const;

for (const row of commandCatalogue) {
  if (row.path === null) continue;
  const description = {
    operation: row.name.charAt(0).toLowerCase() + row.name.slice(1),
    summary: row.summary,
    tag: 'Commands',
    appends: true,
    edits: true,
    body: { kind: 'fields', name: row.name, of: row.command, example: row.example ?? {} },
    answers,
  } as const;
  const handler = {
    value(this: CommandsController, request: FastifyRequest, reply: FastifyReply): Promise<CommandAnswer> {
      return submit(this, row, request, reply);
    },
    configurable: true,
  };
  const { prototype } = CommandsController;
  Object.defineProperty(prototype, row.name, handler);
  Req()(prototype, row.name, 0);
  Res({ passthrough: true })(prototype, row.name, 1);
  Post(row.path)(prototype, row.name, handler);
  RouteConfig({ needs: [row.permission] } satisfies NeedsPermission)(prototype, row.name, handler);
  Described(description)(prototype, row.name, handler);
}
