import { type Period } from '@outturn/kernel';
import { sameStatement } from '../same-statement.js';
import type { TargetValue } from '../target/target.events.js';
import { applicableTarget } from './applicable-target.js';
import type { Origin, TargetRow } from './assessment-input.js';

/** A target of a period or a span of days, as it stood when that ended and as it stands. */
export interface TargetPast {
  readonly id: string;
  readonly indicator: string;
  readonly breakdown: string;
  readonly period: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** The last day that it is for, an ISO date. */
  readonly ended: string;
  /** What was to be reached when that day ended; null if nothing had been set. */
  readonly atEnd: TargetValue | null;
  /** What is to be reached by what is known; null if it was withdrawn. */
  readonly stands: TargetValue | null;
  /** The last event that changed it after its end, and the ISO date of that; null if there is none, or it says no day. */
  readonly moved: (Origin & { readonly on: string | null }) | null;
}

/** A target that was set, changed or withdrawn when the time that it is for was over. */
export interface MovedTarget {
  readonly id: string;
  readonly period: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** The last day that it is for, an ISO date. */
  readonly ended: string;
  /** What was to be reached when that day ended; null if nothing had been set. */
  readonly was: TargetValue | null;
  /** What is to be reached now; null if it was withdrawn. */
  readonly becomes: TargetValue | null;
  /** The day on which it became known, an ISO date; null where the history that was told gave none. */
  readonly on: string | null;
  /** Of the event that changed it last. */
  readonly position: number;
}

/**
 * The targets that a row is read against, or would be if they had not been withdrawn, and that were moved after their time
 * was over: whoever reads the row has to know that the goalposts were moved after the match. One that was put back where
 * it had stood has not moved.
 * @param read the targets that the row names
 */
export function movedTargets(
  pasts: readonly TargetPast[],
  targets: readonly TargetRow[],
  read: readonly TargetRow[],
  period: Period,
): { moved: MovedTarget[]; origins: Origin[] } {
  const ids = new Set(read.map(({ id }) => id));
  const found = pasts.flatMap((past) => {
    const { moved, atEnd, stands } = past;
    if (moved === null || sameTarget(atEnd, stands)) return [];
    const concerns =
      stands === null ? atEnd !== null && wouldApply(past, atEnd, moved, targets, period) : ids.has(past.id);
    return concerns ? [{ past, moved }] : [];
  });
  return {
    moved: found.map(({ past, moved }) => ({
      id: past.id,
      period: past.period,
      from: past.from,
      to: past.to,
      ended: past.ended,
      was: past.atEnd,
      becomes: past.stands,
      on: moved.on,
      position: moved.position,
    })),
    origins: found.map(({ moved: { on: _on, ...origin } }) => origin),
  };
}

/** Whether two targets ask for the same; null is none. */
export const sameTarget = (one: TargetValue | null, other: TargetValue | null): boolean =>
  one === null || other === null ? one === other : sameStatement(one, other);

function wouldApply(
  { id, indicator, breakdown, period, from, to }: TargetPast,
  target: TargetValue,
  origin: Origin,
  targets: readonly TargetRow[],
  of: Period,
): boolean {
  const withdrawn: TargetRow = { ...origin, id, indicator, breakdown, period, from, to, target };
  return applicableTarget([...targets, withdrawn], of)?.id === id;
}
