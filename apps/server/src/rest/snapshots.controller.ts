import { Controller, Param, Post, Req, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LEDGER_ENTITY } from '@outturn/domain';
import { commandIdOf } from '@outturn/kernel';
import { Outturn, Proofs, type Moment, type Principal } from '@outturn/wiring';
import { principalOf } from '../access/guard-requests.js';
import type { NeedsPermission } from '../access/needed-permission.js';
import { Metrics } from '../metrics/metrics.js';
import { writtenAnswer } from './answer.js';
import { mustBeDone } from './command-answer.js';
import { Described } from './described.js';
import { fieldsOfBody } from './fields-of-body.js';
import { idempotencyKeyOf } from './request-headers.js';
import { SnapshotRequest } from './snapshot-request.js';

@Controller('api/v1/ledgers/:ledger')
export class SnapshotsController {
  constructor(
    private readonly outturn: Outturn,
    private readonly proofs: Proofs,
    private readonly metrics: Metrics,
  ) {}

  @Post('snapshots')
  @RouteConfig({ needs: ['snapshot:issue'] } satisfies NeedsPermission)
  @Described({
    operation: 'issueSnapshot',
    summary: 'Take a snapshot and issue it to a body',
    tag: 'Commands',
    appends: true,
    body: {
      kind: 'fields',
      name: 'SnapshotRequest',
      of: SnapshotRequest,
      example: { issuedTo: 'Corporate Parenting Board' },
    },
    answers: {
      201: { description: 'The snapshot, issued.', schema: 'Snapshot' },
      200: { description: 'The snapshot that this request issued before.', schema: 'Snapshot' },
    },
  })
  async issue(
    @Param('ledger') ledger: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    const who = principalOf(request);
    const key = idempotencyKeyOf(request);
    const asked = fieldsOfBody(SnapshotRequest, request.body);
    const earlier = await this.issuedBefore(who, ledger, key, asked);
    const { issuedTo, occurred, ...moment } = asked;
    const snapshot = await this.proofs.frozen(who, ledger, { ...(earlier ?? moment), preparedFor: issuedTo });
    const { digest, position, asAt, rules } = snapshot.terms;
    const fields = { digest, position, asAt, issuedTo, rules, ...(occurred === undefined ? {} : { occurred }) };
    const arrival = { via: 'http', key, correlationId: request.id } as const;
    const outcome = await this.metrics.count('IssueSnapshot', () =>
      this.outturn.submit(who, ledger, 'IssueSnapshot', fields, arrival),
    );
    const done = mustBeDone(outcome);
    const isNew = done.status === 'accepted' && !done.repeated;
    const query = new URLSearchParams({ knownAt: String(position), asAt, preparedFor: issuedTo });
    reply.status(isNew ? 201 : 200);
    if (isNew) reply.header('Location', `/api/v1/ledgers/${ledger}/snapshot?${query.toString()}`);
    return writtenAnswer(request, reply, snapshot.written, false);
  }

  /**
   * The moment of the snapshot that a request with this key issued before. The issuing is itself an event, so a retry that asks for
   * "now" would otherwise find another head than the first try did, and be refused as another request.
   */
  private async issuedBefore(
    who: Principal,
    ledger: string,
    key: string,
    asked: SnapshotRequest,
  ): Promise<Moment | null> {
    const commandId = commandIdOf(ledger, who.actor, key);
    const { rows } = await this.outturn.ask(who, ledger, 'history', { entity: LEDGER_ENTITY });
    const issued = rows.find((event) => event.commandId === commandId && event.type === 'SnapshotIssued');
    if (issued === undefined) return null;
    const { position, asAt } = issued.data as { position: number; asAt: string };
    // If no asAt was given, it is the date of knownAt, so it says which date was asked for.
    const atItsPosition = asked.knownAt === undefined || (asked.asAt === undefined && asked.knownAt === asAt);
    return { asAt: asked.asAt ?? asAt, knownAt: atItsPosition ? String(position) : asked.knownAt };
  }
}
