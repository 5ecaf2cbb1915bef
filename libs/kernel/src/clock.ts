/** An instant in UTC with milliseconds: `2026-11-21T23:51:00.000Z`. Texts of this form sort as time does. */
export type Instant = string;

/**
 * Where "now" comes from. The ledger's append asks for the instant, and the edge for the day that it calls today; nothing
 * between them has a clock.
 */
export interface Clock {
  now(): Instant;
}

let millisecond = Number.NaN;
let instant: Instant = '';

/** This machine's clock. The text of a millisecond is made once: many events are recorded in one. */
export const systemClock: Clock = {
  now: () => {
    const now = Date.now();
    if (now !== millisecond) {
      millisecond = now;
      instant = new Date(now).toISOString();
    }
    return instant;
  },
};
