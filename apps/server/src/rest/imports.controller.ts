import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { importKinds } from '@outturn/intake';
import { isIsoDate } from '@outturn/kernel';
import { Outturn } from '@outturn/wiring';
import { principalOf } from '../access/guard-requests.js';
import { SOME_ROW } from '../access/needed-permission.js';
import { Metrics } from '../metrics/metrics.js';
import { badRequest } from '../problem/problem.js';
import { sayGrounds } from './answer.js';
import { TAKES_FILES } from './payload/body-parsers.js';
import { Described, Query } from './described.js';
import { answerImport, type ImportAnswer } from './import-answer.js';
import { QueryValues } from './query-values.js';
import { idempotencyKeyOf } from './request-headers.js';

@Controller('api/v1/ledgers/:ledger')
export class ImportsController {
  constructor(
    private readonly outturn: Outturn,
    private readonly metrics: Metrics,
  ) {}

  @Post('imports')
  @RouteConfig({ ...TAKES_FILES, ...SOME_ROW })
  @Described({
    operation: 'importFile',
    summary: 'Take the rows of a file into the ledger: all of them or none',
    tag: 'Commands',
    appends: true,
    parameters: ['kind', 'release', 'occurred', 'fileName', 'dryRun', 'outOfOrder'],
    body: { kind: 'file' },
    answers: {
      200: { description: 'What became of the rows.', schema: 'ImportAnswer' },
      422: { description: 'Rows were rejected, and so nothing was written.', schema: 'ImportAnswer' },
    },
  })
  async importFile(
    @Param('ledger') ledger: string,
    @Query() query: QueryValues,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportAnswer> {
    const key = idempotencyKeyOf(request);
    const kind = query.choice('kind', importKinds);
    const [release, occurred] = [query.text('release'), query.text('occurred')];
    if (occurred !== undefined && !isIsoDate(occurred)) {
      throw badRequest('InvalidParameter', {
        parameter: 'occurred',
        detail: `occurred "${occurred}" must be a date such as 2017-11-30`,
      });
    }
    if (!Buffer.isBuffer(request.body) || request.body.length === 0) {
      throw badRequest('BodyMissing', { pointer: '', detail: 'the body must be the file' });
    }
    const file = { name: fileNameOf(query), bytes: request.body, ...(kind === undefined ? {} : { kind }) };
    const options = {
      ...(release === undefined ? {} : { release }),
      ...(occurred === undefined ? {} : { occurred }),
      ...(query.isTrue('outOfOrder') ? { outOfOrder: true } : {}),
    };
    const report = await this.metrics.count('ImportFiles', () =>
      this.outturn.importFiles(
        principalOf(request),
        ledger,
        { files: [file], options, dryRun: query.isTrue('dryRun') },
        { via: 'http', key, correlationId: request.id },
      ),
    );
    const answer = answerImport(ledger, report);
    sayGrounds(reply, answer, null);
    reply.status(answer.rejectedCount === 0 ? 200 : 422);
    return answer;
  }
}

function fileNameOf(query: QueryValues): string {
  const name = query.text('fileName') ?? 'upload';
  if (name === '' || name.length > 200 || /[\p{Cc}\p{Cs}]/u.test(name)) {
    throw badRequest('InvalidParameter', {
      parameter: 'name',
      detail: 'name must be one line of 1 to 200 characters',
    });
  }
  return name;
}
