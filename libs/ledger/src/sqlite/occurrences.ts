import { isIsoDate, startOfLondonDay, type Instant } from '@outturn/kernel';
import { OccurredInFuture } from '../errors.js';

const INSTANT = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A date in `occurred` means its whole day in London, so it is known from the start of that day.
 * @throws RangeError for what is neither a real date nor an instant with its offset: `Date` would take "2024-02-30" for
 * 1 March and read a time without an offset by the zone of the machine.
 */
export function instantOf(occurred: string): Instant {
  if (isIsoDate(occurred)) return startOfLondonDay(occurred);
  const date = INSTANT.exec(occurred)?.[1];
  if (date === undefined || !isIsoDate(date)) throw new RangeError(`Neither a date nor an instant: ${occurred}`);
  const instant = new Date(occurred).toISOString();
  // Its offset may carry it out of the years whose texts sort as time does.
  if (!/^\d/.test(instant)) throw new RangeError(`Neither a date nor an instant: ${occurred}`);
  return instant;
}

/**
 * What the envelopes of one batch say of when it happened. Many events share a day, and telling when a day begins in
 * London costs half of what an append does, so each date is looked at once.
 * @throws OccurredInFuture, RangeError as `instantOf`
 */
export function occurrencesBefore(recordedAt: Instant): (occurredAt: string | undefined) => { occurredAt?: string } {
  const past = new Set<string>();
  return (occurredAt) => {
    if (occurredAt === undefined) return {};
    if (!past.has(occurredAt)) {
      if (instantOf(occurredAt) > recordedAt) throw new OccurredInFuture(occurredAt, recordedAt);
      past.add(occurredAt);
    }
    return { occurredAt };
  };
}
