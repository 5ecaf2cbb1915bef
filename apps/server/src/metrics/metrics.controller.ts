import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Described } from '../rest/described.js';
import { Metrics } from './metrics.js';

@Controller()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get('metrics')
  @Described({
    operation: 'metrics',
    summary: 'Measurements in the Prometheus text format',
    tag: 'Service',
    answers: { 200: { description: 'The measurements.', schema: 'Text', types: ['text/plain'] } },
  })
  async read(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const { registry } = this.metrics;
    reply.header('Cache-Control', 'no-store').type(registry.contentType);
    return registry.metrics();
  }
}
