import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { LedgerExports } from '@outturn/wiring';
import { principalOf } from '../access/guard-requests.js';
import { Described } from './described.js';

/** How much of an export is gathered before it is sent and everyone else has their turn. UTF-16 units. */
const CHUNK = 65_536;

@Controller('api/v1/ledgers/:ledger')
export class ExportController {
  constructor(private readonly exports: LedgerExports) {}

  @Get('export')
  @Described({
    operation: 'export',
    summary: 'The whole ledger as JSON Lines, from which it can be restored with the same root',
    tag: 'Queries',
    answers: {
      200: {
        description: 'A header, every event, every text, an end.',
        schema: 'Export',
        types: ['application/jsonl'],
      },
    },
  })
  async export(
    @Param('ledger') ledger: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const lines = await this.exports.lines(principalOf(request), ledger);
    reply
      .status(200)
      .headers({
        'Cache-Control': 'private, no-store',
        'Content-Disposition': `attachment; filename="${ledger}.outturn.jsonl"`,
      })
      .type('application/jsonl; charset=utf-8');
    await reply.send(Readable.from(inChunks(lines), { objectMode: false }));
  }
}

async function* inChunks(lines: Iterable<string>): AsyncGenerator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
    await turn();
  }
  if (chunk !== '') yield chunk;
}
