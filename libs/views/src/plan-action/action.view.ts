import { unreachable } from '@outturn/kernel';
import type { ActionStatus, ActionWording, Origin, PlanActionEvent } from '@outturn/domain';
import type { ViewFold } from '@outturn/ledger';
import { originOf } from '../basis.js';

/** An item of the action plan as it stands; its words are digests of texts. `overdue` is for the reader to derive. */
export type StandingAction = ActionWording &
  Origin & {
    readonly ref: string;
    readonly lead: string | null;
    readonly due: string | null;
    readonly status: ActionStatus | 'cancelled';
    readonly progress: string | null;
    /** The position of the latest progress report; null where nothing was ever reported. */
    readonly progressAt: number | null;
  };

export const actionView: ViewFold<StandingAction> = {
  name: 'action',
  version: 2,
  handles: new Set<PlanActionEvent['type']>([
    'ActionPlanned',
    'ActionReworded',
    'ActionStarted',
    'ActionPutBack',
    'ActionStatusStated',
    'ActionStatusWithdrawn',
    'ActionProgressReported',
    'ActionProgressWithdrawn',
    'ActionRescheduled',
    'ActionLeadReassigned',
    'ActionCompleted',
    'ActionReopened',
    'ActionCancelled',
  ]),
  keyOf: (envelope) => (envelope as unknown as PlanActionEvent).data.ref,
  apply(row, envelope) {
    const event = envelope as unknown as PlanActionEvent;
    const origin = originOf(envelope);
    if (event.type === 'ActionPlanned') return { ...event.data, progress: null, progressAt: null, ...origin };
    if (row === null) return null;
    switch (event.type) {
      case 'ActionReworded':
        return { ...row, ...event.data, ...origin };
      case 'ActionStarted':
        return { ...row, status: 'in_progress', ...origin };
      case 'ActionStatusStated':
        return { ...row, status: event.data.status, ...origin };
      case 'ActionStatusWithdrawn':
        return { ...row, status: 'not_stated', ...origin };
      case 'ActionProgressWithdrawn':
        return { ...row, progress: null, progressAt: null, ...origin };
      case 'ActionProgressReported':
        return { ...row, progress: event.data.progress, progressAt: envelope.position, ...origin };
      case 'ActionRescheduled':
        return { ...row, due: event.data.due, ...origin };
      case 'ActionLeadReassigned':
        return { ...row, lead: event.data.lead, ...origin };
      case 'ActionCompleted':
        return { ...row, status: 'completed', ...origin };
      case 'ActionPutBack':
        return { ...row, status: 'planned', ...origin };
      case 'ActionReopened':
        return { ...row, status: event.data.status, ...origin };
      case 'ActionCancelled':
        return { ...row, status: 'cancelled', ...origin };
      default:
        return unreachable(event);
    }
  },
};
