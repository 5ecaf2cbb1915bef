import { encloses, type Period, periodOf, type Span } from '@outturn/kernel';
import type { TargetRow } from './assessment-input.js';

export type MilestoneState = 'past' | 'due' | 'next' | 'later';

export interface Milestone {
  period: string | null;
  /** The last day to reach it, an ISO date. */
  due: string;
  value: string;
  state: MilestoneState;
}

// ISO dates order as text, so an open end needs a date that nothing lies beyond.
const ALWAYS: Span = { start: '0000-01-01', end: '9999-12-31' };

/** The days that a target is for. */
export function targetSpan({ period, from, to }: TargetRow): Span {
  return period === null ? { start: from ?? ALWAYS.start, end: to ?? ALWAYS.end } : periodOf(period);
}

/**
 * The target that a period is read against: of the same period; else of the narrowest enclosing period or span; else
 * the earliest milestone due on or after the period's end. Where two are equally near, the one recorded later.
 * A milestone says nothing about the days before it is due, so it never counts as enclosing.
 */
export function applicableTarget(targets: readonly TargetRow[], period: Period): TargetRow | null {
  const newestFirst = targets.toSorted((a, b) => b.position - a.position);
  return (
    newestFirst.find((target) => target.period === period.code) ??
    narrowest(
      newestFirst.filter((target) => target.target.kind !== 'milestone' && encloses(targetSpan(target), period)),
    ) ??
    earliest(newestFirst.filter((target) => target.target.kind === 'milestone' && targetSpan(target).end >= period.end))
  );
}

/** Every milestone, in the order they fall due, as it stands at the end of a period. */
export function milestonesAt(targets: readonly TargetRow[], end: string): { milestone: Milestone; row: TargetRow }[] {
  const rows = targets.filter((row) => row.target.kind === 'milestone').toSorted(byDueDate);
  const next = rows.map((row) => targetSpan(row).end).find((due) => due > end);
  const stateOf = (due: string): MilestoneState => {
    if (due <= end) return due === end ? 'due' : 'past';
    return due === next ? 'next' : 'later';
  };
  return rows.flatMap((row) => {
    if (row.target.kind !== 'milestone') return [];
    const due = targetSpan(row).end;
    return [{ milestone: { period: row.period, due, value: row.target.value, state: stateOf(due) }, row }];
  });
}

const byDueDate = (a: TargetRow, b: TargetRow): number => {
  const [dueA, dueB] = [targetSpan(a).end, targetSpan(b).end];
  return dueA === dueB ? a.position - b.position : dueA < dueB ? -1 : 1;
};

const days = ({ start, end }: Span): number => Date.parse(end) - Date.parse(start);

const first = (targets: readonly TargetRow[], isBefore: (a: Span, b: Span) => boolean): TargetRow | null =>
  targets.reduce<TargetRow | null>(
    (found, target) => (found === null || isBefore(targetSpan(target), targetSpan(found)) ? target : found),
    null,
  );
const narrowest = (targets: readonly TargetRow[]) => first(targets, (a, b) => days(a) < days(b));
const earliest = (targets: readonly TargetRow[]) => first(targets, (a, b) => a.end < b.end);
