import type { Assessment } from '@outturn/domain';

import { counted } from '../../words/name-words.js';
import type { ActionOfPlan } from '../action-plan/planned-action.js';
import { isJudged, type Side } from './standing.js';

type DueAction = Pick<ActionOfPlan, 'status' | 'due' | 'overdue'>;

type Empty = readonly [holds: boolean, sentence: string];

const firstThatHolds = (cases: readonly Empty[]): string => cases.find(([holds]) => holds)?.[1] ?? '';

/** Why no figure stands on a side of the summary: the first of these that is so. Old figures are never good. */
export function whyNoFigures(side: Side, rows: readonly Assessment[]): string {
  const reported = rows.filter(({ period }) => period !== null);
  const valued = reported.filter(({ value }) => value !== null);
  const current = valued.filter(({ stale }) => stale === null);
  const judged = current.filter(isJudged);
  const unjudged = current.length - judged.length;
  const rest = unjudged === 0 ? '' : ` ${counted(unjudged, 'other figure')} can't be judged.`;
  const among =
    judged.length === 1
      ? 'The one figure that can be judged'
      : `None of the ${judged.length} figures that can be judged`;
  const verdict =
    judged.length === 1
      ? {
          attention: 'does not miss its target, and is neither worse than before nor worse than a comparator',
          good: 'does not meet a target, and is neither better than before nor better than a comparator',
        }
      : {
          attention: 'misses its target, is worse than before or is worse than a comparator',
          good: 'meets a target, is better than before or is better than a comparator',
        };
  return firstThatHolds([
    [rows.length === 0, 'No indicator was known at this moment.'],
    [reported.length === 0 && rows.some(({ pending }) => pending !== null), 'No figure can be shown yet.'],
    [reported.length === 0, 'There is no figure: none was reported, or every one was withdrawn.'],
    [valued.length === 0, 'No figure that was reported has a value.'],
    [current.length === 0, 'Every figure is old, so none is judged.'],
    [
      judged.length === 0 && current.every(hasNothingBeside),
      `Nothing can be judged: there is no target, earlier figure or comparator for ${theFigures(current.length)}.`,
    ],
    [
      judged.length === 0,
      `Nothing can be judged: the targets, earlier figures and comparators that are known give no verdict on ${theFigures(current.length)}.`,
    ],
    [true, `${among} ${verdict[side]}.${rest}`],
  ]);
}

const theFigures = (count: number): string => (count === 1 ? 'the one figure' : `the ${count} figures`);

const hasNothingBeside = ({ target, travel, benchmarks }: Assessment): boolean =>
  target === null && travel.previous === null && benchmarks.length === 0;

const CLOSED: ReadonlySet<string> = new Set(['completed', 'cancelled']);

/** Why no action is overdue: the first of these that is so. */
export function whyNothingOverdue(rows: readonly DueAction[]): string {
  const open = rows.filter(({ status }) => !CLOSED.has(status));
  const dated = open.filter(({ due }) => due !== null && due !== 'ongoing');
  const undated = open.length - dated.length;
  const rest = undated === 0 ? '' : ` ${counted(undated, 'other')} ${undated === 1 ? 'has' : 'have'} none.`;
  return firstThatHolds([
    [rows.length === 0, 'No action was known at this moment.'],
    [open.length === 0, 'Every action is completed or cancelled.'],
    [dated.length === 0, 'No open action has a due date, so none can be overdue.'],
    [dated.length === 1, `The one open action with a due date is not past it.${rest}`],
    [true, `None of the ${dated.length} open actions with a due date is past it.${rest}`],
  ]);
}

/** Of the actions past their dates, those of which nobody said how they stand. Null without any. */
export function pastDueNotStated(rows: readonly DueAction[]): string | null {
  const count = rows.filter(({ status, overdue }) => status === 'not_stated' && overdue).length;
  if (count === 0) return null;
  return `${counted(count, 'action')} ${count === 1 ? 'is past its due date' : 'are past their due dates'}, and ${count === 1 ? 'its status' : 'their status'} is not stated.`;
}
