import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Outturn, queryCatalogue, type Queries } from '@outturn/wiring';
import { principalOf } from '../access/guard-requests.js';
import { isHeld, sayGrounds, tagOf } from './answer.js';
import { Described, Query } from './described.js';
import { figuresCsv, figuresJson } from './figure-texts.js';
import { keysOfParameters } from './parameters.js';
import { QueryValues } from './query-values.js';

const { asks } = queryCatalogue.figures;

/** Every figure of a ledger, which may be hundreds of thousands: sent as it is read, page by page. */
@Controller('api/v1/ledgers/:ledger')
export class FiguresController {
  constructor(private readonly outturn: Outturn) {}

  @Get('figures')
  @Described({
    operation: 'figures',
    summary: 'Every figure current at that moment, streamed',
    tag: 'Queries',
    parameters: [...keysOfParameters(Object.values(asks)), 'format'],
    answers: {
      200: { description: 'The figures.', schema: 'Figures', types: ['application/json', 'text/csv'] },
    },
  })
  async figures(
    @Param('ledger') ledger: string,
    @Query() query: QueryValues,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asked: Queries['figures']['asked'] = query.asked(asks);
    const isCsv = (query.choice('format', ['json', 'csv']) ?? preferred(request)) === 'csv';
    const { grounds, pages } = await this.outturn.ask(principalOf(request), ledger, 'figures', asked);
    // A figure holds no text that could be redacted, so the question and the root say all that the answer depends on.
    const etag = query.isPinned('knownAt') ? tagOf(grounds, JSON.stringify([asked, isCsv])) : null;
    sayGrounds(reply, grounds, etag);
    reply.header('Vary', 'Accept');
    if (etag !== null && isHeld(request, etag)) {
      reply.status(304).send();
      return;
    }
    reply.status(200).type(isCsv ? 'text/csv; charset=utf-8; header=present' : 'application/json; charset=utf-8');
    const texts = isCsv ? figuresCsv(pages) : figuresJson(grounds, pages);
    await reply.send(Readable.from(texts, { objectMode: false, highWaterMark: 65_536 }));
  }
}

/** JSON unless the Accept header wants CSV and doesn't mention JSON. */
function preferred({ headers: { accept = '' } }: FastifyRequest): 'json' | 'csv' {
  return /\btext\/csv\b/i.test(accept) && !/\bapplication\/json\b/i.test(accept) ? 'csv' : 'json';
}
