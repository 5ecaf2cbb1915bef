import { HttpException } from '@nestjs/common';
import { InvalidCommand, refusalOfError } from '@outturn/wiring';
import { problem, Refused, type Problem } from './problem.js';

/** A problem with the headers that go with it. A bug is said to be one and keeps its details for the log. */
export interface ToldProblem {
  readonly problem: Problem;
  readonly headers: Readonly<Record<string, string>>;
  readonly isBug: boolean;
}

/** How long a client should wait before it asks again what can't be done now, by status. Seconds. */
const waits: Readonly<Record<number, string>> = { 429: '30', 503: '2' };

const told = (of: Problem, headers: Readonly<Record<string, string>> = {}, isBug = false): ToldProblem => ({
  problem: of,
  headers,
  isBug,
});

/** The problem that an error of any making stands for. */
export function problemOfError(error: unknown): ToldProblem {
  if (error instanceof Refused) return told(error.problem, error.headers);
  if (error instanceof InvalidCommand) return told(ofInvalidCommand(error));
  const refusal = refusalOfError(error);
  if (refusal !== null && refusal.httpStatus !== 500) {
    const { kind, sentence, field, httpStatus } = refusal;
    const errors = field === null ? {} : { errors: [{ parameter: field, detail: sentence }] };
    const wait = waits[httpStatus];
    return told(problem(httpStatus, kind, sentence, errors), wait === undefined ? {} : { 'Retry-After': wait });
  }
  const known = ofFastify(error) ?? (error instanceof HttpException ? ofStatus(error.getStatus()) : null);
  return known === null ? told(bug, {}, true) : told(known);
}

/** How many faults are listed: more than anyone mends in one go. What was sent must not come back as a longer answer. */
const NAMED = 50;

/** What a sender called something, as far as it helps them to find it. */
const LONGEST = 500;
const shortened = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text;

const bug = problem(500, 'InternalError', 'Something went wrong here. Quote the correlation id when you report it.');

function ofInvalidCommand({ errors }: InvalidCommand): Problem {
  const details = errors.flatMap(({ pointer, messages }) =>
    messages.map((detail) => ({ pointer: shortened(pointer), detail: shortened(detail) })),
  );
  const { length } = details;
  const [first] = details;
  const rest = length > NAMED ? `; the first ${NAMED} are listed` : '';
  const detail = length === 1 && first !== undefined ? first.detail : `${length} things are wrong${rest}`;
  const told = { errors: details.slice(0, NAMED), ...(length > NAMED ? { errorCount: length } : {}) };
  return problem(422, 'InvalidCommand', detail, told);
}

/** Fastify's own refusals. Nest hands on some of them by status alone. */
function ofFastify(error: unknown): Problem | null {
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  if (typeof code !== 'string' || !code.startsWith('FST_') || typeof statusCode !== 'number') return null;
  if (code === 'FST_ERR_BAD_URL') {
    return problem(400, 'MalformedPath', 'The path is not well-formed percent-encoding.');
  }
  return ofStatus(statusCode);
}

/** A form without the token of its session: shown before the service was started again, or by somebody else's page. */
const formExpired = problem(
  403,
  'FormExpired',
  'This form is too old to be sent. Go back, reload the page and send it again.',
);

/** A refusal of the framework that has no name here: its status is right, its words are not ours. */
function ofStatus(status: number): Problem | null {
  if (status < 400 || status > 499) return null;
  return byStatus[status] ?? problem(status, 'BadRequest', 'The request cannot be understood.');
}

const byStatus: Readonly<Record<number, Problem>> = {
  // Of itself the framework forbids nothing but a form without the token of its session.
  403: formExpired,
  404: problem(404, 'NotFound', 'There is nothing at this path.'),
  413: problem(413, 'BodyTooLarge', 'The body is larger than this route takes.'),
  414: problem(414, 'PathTooLong', 'A part of the path is too long.'),
  415: problem(415, 'UnsupportedMediaType', 'The body is of a type that this route does not take.'),
};
