import { encloses, type Period, periodOf, type Span } from '@outturn/kernel';
import type { FigureRow, TargetRow } from './assessment-input.js';
import { valueOf } from './series.js';

export type MilestoneState = 'past' | 'due' | 'next' | 'later';

export interface Milestone {
  readonly period: string | null;
  /** The last day to reach it, an ISO date. */
  readonly due: string;
  readonly value: string;
  readonly state: MilestoneState;
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

/**
 * Every milestone, in the order they fall due, as it stands for a figure whose period ends on `end`, seen as at a day
 * that is not before: what has fallen due since and has no figure yet is due.
 */
export function milestonesAt(
  targets: readonly TargetRow[],
  end: string,
  asAt: string,
): { milestone: Milestone; row: TargetRow }[] {
  const rows = targets.filter((row) => row.target.kind === 'milestone').toSorted(byDueDate);
  const next = rows.map((row) => targetSpan(row).end).find((due) => due > asAt);
  const stateOf = (due: string): MilestoneState => {
    if (due < end) return 'past';
    if (due <= asAt) return 'due';
    return due === next ? 'next' : 'later';
  };
  return rows.flatMap((row) => {
    if (row.target.kind !== 'milestone') return [];
    const due = targetSpan(row).end;
    return [{ milestone: { period: row.period, due, value: row.target.value, state: stateOf(due) }, row }];
  });
}

/**
 * The figure that decides whether a target was met, once the target's period has ended: that of its own period; where
 * there is none, the last one inside that has a value, and of several that end together the one that spans most. A figure
 * of a later period is never looked at. Null if no figure lies inside.
 */
export function decidingFigure(row: TargetRow, figures: readonly FigureRow[]): FigureRow | null {
  const span = targetSpan(row);
  const own = newest(figures.filter(({ period }) => period === row.period));
  if (own !== null) return own;
  const inside = figures.filter((figure) => valueOf(figure) !== null && encloses(span, periodOf(figure.period)));
  return inside.toSorted(byLastThenWidest).at(-1) ?? null;
}

const newest = (figures: readonly FigureRow[]): FigureRow | null =>
  figures.toSorted((a, b) => a.position - b.position).at(-1) ?? null;

function byLastThenWidest(a: FigureRow, b: FigureRow): number {
  const [periodA, periodB] = [periodOf(a.period), periodOf(b.period)];
  if (periodA.end !== periodB.end) return periodA.end < periodB.end ? -1 : 1;
  return days(periodA) - days(periodB) || a.position - b.position;
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
