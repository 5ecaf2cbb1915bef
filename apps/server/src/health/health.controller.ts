import { Controller, Get, Header } from '@nestjs/common';
import { problem, Refused } from '../problem/problem.js';
import { Described } from '../rest/described.js';
import { replicaAges, type ReplicaAges } from './replica-ages.js';
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
    summary: 'Whether ledgers can be read and written to',
    tag: 'Service',
    answers: { 200: { description: 'It is.', schema: 'Health' } },
  })
  async ready(): Promise<{ status: 'ready'; ledgers: number; unreadable: number; replicas?: ReplicaAges }> {
    const { ledgers, unreadable: notRead, refusing, writer, replicas } = await this.readiness.look();
    const unreadable = notRead.length;
    if (writer !== null) throw notReady('the writer has ended: start the service again');
    if (refusing.length > 0) {
      throw notReady(
        `${refusing.length} of ${ledgers} ledgers take no writes since their store failed, and can be read: the log says which and why`,
      );
    }
    // One file that lies in the way keeps nobody from the others.
    if (ledgers > 0 && unreadable >= ledgers)
      throw notReady(`none of ${ledgers} ledgers can be read: the log says why`);
    if (replicas.length === 0) return { status: 'ready', ledgers, unreadable };
    const { stopped, silent, ...ages } = replicaAges(replicas, Date.now());
    if (stopped > 0)
      throw notReady(`${stopped} of ${replicas.length} replicas have stopped: the log says where and why`);
    if (silent > 0) throw notReady(`the store has not been heard of for ${silent} of ${replicas.length} replicas`);
    return { status: 'ready', ledgers, unreadable, replicas: ages };
  }
}

const notReady = (detail: string): Refused => new Refused(problem(503, 'NotReady', detail), { 'Retry-After': '2' });
