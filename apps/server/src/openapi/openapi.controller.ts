import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Described } from '../rest/described.js';

/** The token under which the document is injected: it tells of this controller too, so it can't be made in this file. */
export const OPENAPI = Symbol('openapi');

@Controller('api/v1')
export class OpenApiController {
  private readonly text: string;

  constructor(@Inject(OPENAPI) document: object) {
    this.text = JSON.stringify(document);
  }

  @Get('openapi.json')
  @Described({
    operation: 'openapi',
    summary: 'This document',
    tag: 'Service',
    answers: { 200: { description: 'The document.', schema: 'OpenApi' } },
  })
  read(@Res({ passthrough: true }) reply: FastifyReply): string {
    reply.header('Cache-Control', 'private, no-cache').type('application/json; charset=utf-8');
    return this.text;
  }
}
