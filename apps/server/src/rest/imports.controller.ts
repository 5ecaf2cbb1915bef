import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { importKinds, importOf, importOptions } from '@outturn/intake';
import { isInstant, readDay } from '@outturn/kernel';
import { Outturn } from '@outturn/wiring';
import { principalOf } from '../access/guard-requests.js';
import { SOME_ROW } from '../access/needed-permission.js';
import { Metrics } from '../metrics/metrics.js';
import { badRequest } from '../problem/problem.js';
import { sayGrounds } from './answer.js';
import { TAKES_FILES } from './payload/body-parsers.js';
import { Described, Query } from './described.js';
import { answerImport, asField, type ImportAnswer } from './import-answer.js';
import { QueryValues } from './query-values.js';
import { isName, sentFiles } from './payload/sent-files.js';
import { idempotencyKeyOf } from './request-headers.js';

/** What is said of an import in its address; a file comes in the body. */
const saidInAddress = importOptions.flatMap((option) => (option.answer === 'file' ? [] : [option.name]));

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
    parameters: [...saidInAddress, 'fileName', 'dryRun'],
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
    const occurred = query.text('occurred');
    const day = occurred === undefined || isInstant(occurred) ? null : readDay(occurred);
    if (day?.read === false)
      throw badRequest('InvalidParameter', { parameter: 'occurred', detail: `occurred "${occurred}": ${day.advice}` });
    const { files: sent, dictionary } = sentFiles(request.body, fileNameOf(query));
    const { files, options } = importOf(sent, {
      kind,
      release: query.text('release'),
      table: query.text('table'),
      occurred,
      dictionary,
      outOfOrder: query.isTrue('outOfOrder'),
    });
    const report = await this.metrics.count('ImportFiles', () =>
      this.outturn.importFiles(
        principalOf(request),
        ledger,
        { files, options, dryRun: query.isTrue('dryRun') },
        { via: 'http', key, correlationId: request.id },
      ),
    );
    const answer = answerImport(ledger, report, asField);
    sayGrounds(reply, answer, null);
    reply.status(answer.rejectedCount === 0 ? 200 : 422);
    return answer;
  }
}

function fileNameOf(query: QueryValues): string {
  const name = query.text('fileName') ?? 'upload';
  if (!isName(name)) {
    throw badRequest('InvalidParameter', {
      parameter: 'name',
      detail: 'name must be one line of 1 to 200 characters',
    });
  }
  return name;
}
