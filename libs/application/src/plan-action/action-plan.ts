import { planActionEntity } from '@outturn/domain';
import { allKeys, type LedgerReader } from '@outturn/ledger';
import { actionView, type StandingAction } from '@outturn/views';
import { resolveMoment, type Moment } from '../known-at.js';
import { wordsOf } from '../words.js';
import { groundsAt, type Listing } from '../answer.js';
import { lastDayOf } from './due-date.js';

/** An item of the action plan, its texts as words. `overdue` is judged at `asAt`. */
export type PlannedAction = StandingAction & { readonly overdue: boolean };

export interface ActionPlan extends Listing<PlannedAction> {
  readonly asAt: string;
}

/** The action plan as it stood at a moment, in the order in which its actions were planned: a paper's own. */
export function actionPlan(reader: LedgerReader, query: Moment): ActionPlan {
  const { position, asAt } = resolveMoment(reader, query);
  const rows = [...reader.rows(actionView, allKeys, position)].map(({ content: action }) => {
    const due = lastDayOf(action.due);
    return {
      ...action,
      action: wordsOf(reader, action.action) ?? '',
      objective: wordsOf(reader, action.objective),
      outcome: wordsOf(reader, action.outcome),
      lead: wordsOf(reader, action.lead),
      progress: wordsOf(reader, action.progress),
      // Nothing that is done or given up is late; what nobody gave a status may be.
      overdue: due !== null && due < asAt && action.status !== 'completed' && action.status !== 'cancelled',
    };
  });
  const plannedAt = new Map(rows.map(({ ref }) => [ref, reader.eventsOf(planActionEntity({ ref }))[0]?.position ?? 0]));
  const asPlanned = rows.toSorted((a, b) => (plannedAt.get(a.ref) ?? 0) - (plannedAt.get(b.ref) ?? 0));
  return { ...groundsAt(reader, position), asAt, rows: asPlanned };
}
