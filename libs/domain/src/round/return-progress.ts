/** How a return of a round stands on a day. `late` came after the day it was due; `missing` should be there and is not. */
export const returnStates = ['submitted', 'late', 'missing', 'not_yet_due'] as const;
export type ReturnState = (typeof returnStates)[number];

/**
 * How a return stands. The days are ISO dates; `due` is the last one in time.
 * @param cameOn the day on which the figure that stands there came, or null if there is none
 * @param closed nothing more is expected, so what isn't there is missing before its due date too
 */
export function returnState(
  { due, closed }: { readonly due: string; readonly closed: boolean },
  cameOn: string | null,
  today: string,
): ReturnState {
  if (cameOn !== null) return cameOn <= due ? 'submitted' : 'late';
  return closed || due < today ? 'missing' : 'not_yet_due';
}

const DAY = 24 * 60 * 60 * 1000;

/** Days from one ISO date to another; below 0 where the second lies before the first. */
export const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / DAY;
