/** A question that can't be answered as it was put: which parameter, what it said, and what would be right. */
export class QueryRefused extends Error {
  /** As problem documents have called it since the first release. */
  override readonly name = 'QuestionRefused';
  constructor(
    readonly parameter: string,
    readonly value: string,
    readonly reason: string,
  ) {
    super(`${parameter} "${value}" ${reason}`);
  }
}

/** A question about something that the ledger didn't hold at that moment. */
export class NotKnown extends Error {
  override readonly name = 'NotKnown';
  constructor(
    readonly kind: string,
    readonly id: string,
  ) {
    super(`there is no ${kind} "${id}" in this ledger at that moment`);
  }
}
