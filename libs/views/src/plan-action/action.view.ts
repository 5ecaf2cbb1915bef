import type { ActionStatus, ActionWording, Origin, PlanActionEvent } from '@outturn/domain';
import { originOf } from '../basis.js';
import { ofRow, view } from '../view.js';

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

export const actionView = view<PlanActionEvent, StandingAction>({
  name: 'action',
  version: 3,
  keyOf: ({ data }) => data.ref,
  on: {
    ActionPlanned: (_row, event) => ({ ...event.data, progress: null, progressAt: null, ...originOf(event) }),
    ActionReworded: ofRow((row, event) => ({ ...row, ...event.data, ...originOf(event) })),
    ActionStarted: ofRow((row, event) => ({ ...row, status: 'in_progress', ...originOf(event) })),
    ActionPutBack: ofRow((row, event) => ({ ...row, status: 'planned', ...originOf(event) })),
    ActionStatusStated: ofRow((row, event) => ({ ...row, status: event.data.status, ...originOf(event) })),
    ActionStatusWithdrawn: ofRow((row, event) => ({ ...row, status: 'not_stated', ...originOf(event) })),
    ActionProgressReported: ofRow((row, event) => ({
      ...row,
      progress: event.data.progress,
      progressAt: event.position,
      ...originOf(event),
    })),
    ActionProgressWithdrawn: ofRow((row, event) => ({ ...row, progress: null, progressAt: null, ...originOf(event) })),
    ActionRescheduled: ofRow((row, event) => ({ ...row, due: event.data.due, ...originOf(event) })),
    ActionLeadReassigned: ofRow((row, event) => ({ ...row, lead: event.data.lead, ...originOf(event) })),
    ActionCompleted: ofRow((row, event) => ({ ...row, status: 'completed', ...originOf(event) })),
    ActionReopened: ofRow((row, event) => ({ ...row, status: event.data.status, ...originOf(event) })),
    ActionCancelled: ofRow((row, event) => ({ ...row, status: 'cancelled', ...originOf(event) })),
  },
});
