import type { Expected } from './append-rules.js';

/** What every call that writes says of the revision that it expects; none of the three means a number. */
interface Choice {
  hasAny(): boolean;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

/** @param revision the number, as the decimal text that the wire carries it in */
export function expectedRevision(choice: Choice, revision: string): Expected {
  if (choice.hasAny()) return 'any';
  if (choice.hasNoStream()) return 'no stream';
  if (choice.hasStreamExists()) return 'stream exists';
  return Number(revision);
}

/** Where an answer says what was expected and what is there. */
export interface Disagreement<Empty, Answer> {
  setExpectedAny(empty: Empty): Answer;
  setExpectedNoStream(empty: Empty): Answer;
  setExpectedStreamExists(empty: Empty): Answer;
}

/** Writes what was expected, a number by `setRevision`. */
export function sayExpected<Empty, Answer>(
  answer: Disagreement<Empty, Answer>,
  expected: Expected,
  empty: Empty,
  setRevision: (revision: string) => Answer,
): Answer {
  if (expected === 'any') return answer.setExpectedAny(empty);
  if (expected === 'no stream') return answer.setExpectedNoStream(empty);
  if (expected === 'stream exists') return answer.setExpectedStreamExists(empty);
  return setRevision(String(expected));
}
