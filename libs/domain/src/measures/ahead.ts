import { type Decimal, periodOf, type Period, type PeriodKind } from '@outturn/kernel';
import { targetSpan } from './applicable-target.js';
import type { FigureRow, IndicatorDefinition, TargetRow } from './assessment-input.js';
import { meantValue, seriesKinds } from './series.js';

/** A figure that is held and not shown yet, because its period has not ended. */
export interface Pending {
  readonly value: Decimal | null;
  readonly period: string;
  readonly waitsFor: 'period_end';
  /** The last day of the period, an ISO date. */
  readonly endsOn: string;
  /** How many figures of the row wait; this is the one whose period ends first. */
  readonly count: number;
}

/** A target that was set for a time that has not begun. */
export interface TargetAhead {
  readonly period: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly id: string;
}

/**
 * The figures that wait for their periods to end at `asAt`. A row stands for one kind of period; a kind that has no row
 * of its own, because all of its figures wait, is told of in the first.
 */
export function pendingOf(
  figures: readonly FigureRow[],
  indicator: Pick<IndicatorDefinition, 'frequencies'>,
  kind: PeriodKind | null,
  asAt: string,
): Pending | null {
  const rows = seriesKinds(figures, indicator, asAt);
  const isFirst = rows.length === 0 || rows[0] === kind;
  const waiting = figures
    .map((figure) => ({ figure, period: periodOf(figure.period) }))
    .filter(({ period }) => period.end > asAt && (period.kind === kind || (isFirst && !rows.includes(period.kind))))
    .sort((a, b) => (a.period.end < b.period.end ? -1 : a.period.end > b.period.end ? 1 : 0));
  const [first] = waiting;
  if (first === undefined) return null;
  const { figure, period } = first;
  const value = meantValue(figure);
  return { value, period: period.code, waitsFor: 'period_end', endsOn: period.end, count: waiting.length };
}

/** The next target that lies behind a period, if none applies to it yet. */
export function targetAheadOf(targets: readonly TargetRow[], { end }: Pick<Period, 'end'>): TargetAhead | null {
  const ahead = targets
    .filter((target) => targetSpan(target).start > end)
    .sort((a, b) => (targetSpan(a).start < targetSpan(b).start ? -1 : 1));
  const [next] = ahead;
  return next === undefined ? null : { period: next.period, from: next.from, to: next.to, id: next.id };
}
