import { problem, PROBLEM_JSON, type Problem } from '../problem/problem.js';
import type { Description } from '../rest/described.js';
import type { JsonSchema } from './json-schema.js';

/** An example of every status that a problem can have. */
const examples: Readonly<Record<number, Problem>> = {
  400: problem(400, 'IdempotencyKeyMissing', 'Idempotency-Key is needed', {
    errors: [{ header: 'Idempotency-Key', detail: 'Idempotency-Key is needed' }],
  }),
  401: problem(401, 'Unauthorized', 'Send a token: Authorization: Bearer …'),
  403: problem(403, 'NotAllowed', 'you need the permission return:submit in the ledger "walsall"'),
  404: problem(404, 'LedgerNotFound', 'there is no ledger "atlantis" here'),
  409: problem(409, 'CorrectionNeedsReason', 'this corrects a figure that was submitted before: give a reason', {
    errors: [{ pointer: '/reason', detail: 'give a reason' }],
  }),
  412: problem(412, 'StaleVersion', 'it is at version 2 and not at 1: look at what changed, then send it again', {
    entity: 'return/placement-long-term/all/2017-18Q2',
    expectedVersion: 1,
    entityVersion: 2,
    since: [{ position: 9, type: 'KpiReturnCorrected', eventId: '…', actor: 'j.smith', recordedAt: '…' }],
  }),
  413: problem(413, 'BodyTooLarge', 'The body is larger than this route takes.'),
  415: problem(415, 'UnsupportedMediaType', 'Send the body as application/json.'),
  422: problem(422, 'InvalidCommand', 'period: write the period as a code such as 2016-17', {
    errors: [{ pointer: '/period', detail: 'period: write the period as a code such as 2016-17' }],
  }),
  429: problem(429, 'TooManyImports', 'an import into "walsall" runs and 2 wait: try again when one of them is done'),
  503: problem(503, 'LedgerBusy', 'another process is writing to this ledger: try again'),
};

const titles: Readonly<Record<number, string>> = {
  400: 'The request cannot be understood.',
  401: 'There is no token, or none that works.',
  403: 'The asker may not do this, or the request comes from elsewhere.',
  404: 'There is no such ledger, or nothing of that name in it.',
  409: 'It goes against what the ledger holds.',
  412: 'The entity has changed since; `since` says by what.',
  413: 'The body is too large.',
  415: 'The body is of another type.',
  422: 'What was sent is wrong, or its Idempotency-Key was used for something else.',
  429: 'As many are under way as there may be; Retry-After says when to try again.',
  503: 'It cannot be done now; Retry-After says when to try again.',
};

const nameOf = (status: number | string): string => `Problem${status}`;

/** The problems that a route may answer with. */
export function problemAnswers(path: string, { appends, edits, body, answers }: Description): JsonSchema {
  const inLedger = path.includes('{ledger}');
  const statuses = [
    400,
    401,
    403,
    ...(inLedger ? [404] : []),
    ...(appends === true ? [409] : []),
    ...(edits === true ? [412] : []),
    ...(body === undefined ? [] : [413, 415, 422]),
    ...(body?.kind === 'file' ? [429] : []),
    503,
  ].filter((status) => !(status in answers));
  return Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]));
}

/** Every problem once, for the routes to refer to. */
export const problemResponses: JsonSchema = Object.fromEntries(
  Object.entries(examples).map(([status, example]) => [
    nameOf(status),
    {
      description: titles[Number(status)],
      content: {
        [PROBLEM_JSON.split(';')[0] ?? PROBLEM_JSON]: {
          schema: { $ref: '#/components/schemas/Problem' },
          example: { ...example, instance: '/api/v1/ledgers/walsall/returns' },
        },
      },
    },
  ]),
);
