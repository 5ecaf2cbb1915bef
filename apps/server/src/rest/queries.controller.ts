import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Outturn, queryCatalogue, queryNames, type Parameter, type Queries, type QueryName } from '@outturn/wiring';
import { principalOf } from '../access/guard-requests.js';
import type { AnswerName } from '../openapi/answer-schemas.js';
import { writtenAnswer } from './answer.js';
import { Described, Query } from './described.js';
import { keysOfParameters } from './parameters.js';
import type { QueryValues } from './query-values.js';

/** One route for every query of the catalogue that has one: what fits in one document. */
@Controller('api/v1/ledgers/:ledger')
export class QueriesController {
  constructor(readonly outturn: Outturn) {}
}

type Written = Exclude<QueryName, 'figures'>;

for (const name of queryNames) {
  const { asks, route } = queryCatalogue[name];
  if (route === null || name === 'figures') continue;
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, member]) => member);
  const inQuery = Object.fromEntries(
    Object.entries<Parameter | null>(asks).filter(([member]) => !inPath.includes(member)),
  );
  const pinnedBy = keysOfParameters(route.pinnedBy.map((member) => inQuery[member]));
  const handler = {
    async value(
      this: QueriesController,
      values: QueryValues,
      request: FastifyRequest,
      reply: FastifyReply,
    ): Promise<Buffer | undefined> {
      const { ledger = '', ...said } = request.params as Readonly<Record<string, string>>;
      const asked = { ...said, ...values.asked(inQuery) } as Queries[Written]['asked'];
      const answer = await this.outturn.askWritten(principalOf(request), ledger, name, asked);
      return writtenAnswer(request, reply, answer, values.isPinned(...pinnedBy));
    },
    configurable: true,
  };
  const { prototype } = QueriesController;
  Object.defineProperty(prototype, name, handler);
  Query()(prototype, name, 0);
  Req()(prototype, name, 1);
  Res({ passthrough: true })(prototype, name, 2);
  Get(route.path)(prototype, name, handler);
  Described({
    operation: name,
    summary: route.summary,
    tag: 'Queries',
    parameters: keysOfParameters(Object.values(inQuery)),
    answers: { 200: { description: route.answer.description, schema: route.answer.schema as AnswerName } },
  })(prototype, name, handler);
}
