import { Controller, Get, Header } from '@nestjs/common';
import { problem, Refused } from '../problem/problem.js';
import { Described } from '../rest/described.js';
import { Readiness } from './readiness.js';

/** For whoever looks after the service. Which ledgers there are is not said: these paths are open to anyone. */
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  @Get('live')
  @Header('Cache-Control', 'no-store')
  @Described({
    operation: 'live',
    summary: 'Whether the process answers',
    tag: 'Service',
    answers: { 200: { description: 'It does.', schema: 'Health' } },
  })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @Described({
    operation: 'ready',
    summary: "Whether every ledger's head can be read and the writer is there",
    tag: 'Service',
    answers: { 200: { description: 'It is.', schema: 'Health' } },
  })
  async ready(): Promise<{ status: 'ready'; ledgers: number }> {
    const { ledgers, unreadable, writer } = await this.readiness.look();
    if (writer !== null) throw notReady('the writer has ended: start the service again');
    if (unreadable.length > 0) throw notReady(`${unreadable.length} of ${ledgers} ledgers can not be read`);
    return { status: 'ready', ledgers };
  }
}

const notReady = (detail: string): Refused => new Refused(problem(503, 'NotReady', detail), { 'Retry-After': '2' });
