import { londonDateOf, systemClock } from '@outturn/kernel';
import type { Moment } from '@outturn/application';

/**
 * The day on which an edge has lateness judged, where nobody said another: today in London. A question about the past
 * gets none, because its own moment says the day.
 */
export function dayOfJudgement(
  { asAt, knownAt }: Moment,
  given: string | undefined,
  clock = systemClock,
): { readonly today?: string } {
  if (given !== undefined) return { today: given };
  return asAt === undefined && knownAt === undefined ? { today: londonDateOf(clock.now()) } : {};
}
