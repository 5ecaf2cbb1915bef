import { endedSince, nextPeriod, type Period } from '@outturn/kernel';

const DAY = 86_400_000;

/**
 * How many periods of its kind have ended since a figure's and have none, once the figure is old: once the next period
 * ended more than `expectedAfter` days before `asAt`. Null while it is not, and for a point in time.
 */
export function periodsMissing(period: Period, asAt: string, expectedAfter: number): number | null {
  const next = nextPeriod(period);
  if (next === null || Date.parse(asAt) - Date.parse(next.end) <= expectedAfter * DAY) return null;
  return endedSince(period, asAt);
}
