/** An instant in UTC with milliseconds: `2026-11-21T23:51:00.000Z`. Texts of this form sort as time does. */
export type Instant = string;

/** Where "now" comes from; only the ledger's append asks for it. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };
