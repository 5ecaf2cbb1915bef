import { capitalised } from '@outturn/reporting';
/** What is wrong with one member of what was sent: a JSON pointer into the body, or the name of a parameter or header. */
export interface ProblemDetail {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly header?: string;
  /** The place in the body's text, from 1, at which it is no JSON that can be taken. */
  readonly line?: number;
  readonly column?: number;
  readonly detail: string;
}

/** A problem document (RFC 9457), without the `instance` that the request gives it. */
export interface Problem {
  /** A stable URN: `urn:outturn:problem:correction-needs-reason`. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly ProblemDetail[];
  /** Members of one type of problem, such as what has changed since. */
  readonly [extension: string]: unknown;
}

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** `CorrectionNeedsReason` as the last part of its URN. */
const kebab = (kind: string): string => kind.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();

export const problemType = (kind: string): string => `urn:outturn:problem:${kebab(kind)}`;

/** `CorrectionNeedsReason` in words: the title is the same for every problem of a type. */
const inWords = (kind: string): string => {
  const words = kebab(kind).replaceAll('-', ' ');
  return capitalised(words);
};

/** A problem of a kind (PascalCase), told in one sentence. */
export function problem(status: number, kind: string, detail: string, rest: Partial<Problem> = {}): Problem {
  return { type: problemType(kind), title: inWords(kind), status, detail, ...rest };
}

/** A refusal of this edge itself: what a request may look like, not what it asks for. */
export class Refused extends Error {
  override readonly name = 'Refused';
  constructor(
    readonly problem: Problem,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(problem.detail);
  }
}

/** A request that can't be understood, with the place that is wrong. */
export const badRequest = (kind: string, error: ProblemDetail): Refused =>
  new Refused(problem(400, kind, error.detail, { errors: [error] }));
