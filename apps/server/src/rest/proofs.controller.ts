import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Proofs } from '@outturn/wiring';
import { principalOf } from '../access/guard-requests.js';
import { badRequest } from '../problem/problem.js';
import { Described } from './described.js';

/** What lets others check a ledger without trusting the machine that keeps it: texts in the C2SP formats. */
@Controller('api/v1/ledgers/:ledger')
export class ProofsController {
  constructor(private readonly proofs: Proofs) {}

  @Get('checkpoint')
  @Described({
    operation: 'checkpoint',
    summary: 'The signed tree head (C2SP checkpoint)',
    tag: 'Proofs',
    answers: { 200: { description: 'The checkpoint.', schema: 'Text', types: ['text/plain'] } },
  })
  checkpoint(
    @Param('ledger') ledger: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    asText(reply);
    return this.proofs.checkpoint(principalOf(request), ledger);
  }

  @Get('proofs/:position')
  @Described({
    operation: 'proof',
    summary: 'A proof that one event is in the ledger, with the event (C2SP tlog-proof)',
    tag: 'Proofs',
    answers: { 200: { description: 'The proof.', schema: 'Text', types: ['text/plain'] } },
  })
  proof(
    @Param('ledger') ledger: string,
    @Param('position') position: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!/^[1-9]\d{0,14}$/.test(position)) {
      throw badRequest('InvalidPosition', { parameter: 'position', detail: `"${position}" is no position` });
    }
    asText(reply);
    return this.proofs.proof(principalOf(request), ledger, Number(position));
  }

  @Get('key')
  @Described({
    operation: 'key',
    summary: 'The key that the checkpoints are verified with (C2SP vkey)',
    tag: 'Proofs',
    answers: { 200: { description: 'The key.', schema: 'Text', types: ['text/plain'] } },
  })
  async key(
    @Param('ledger') ledger: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    asText(reply);
    return `${await this.proofs.key(principalOf(request), ledger)}\n`;
  }
}

const asText = (reply: FastifyReply): FastifyReply =>
  reply.header('Cache-Control', 'private, no-store').type('text/plain; charset=utf-8');
