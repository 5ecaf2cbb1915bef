import type { ActionStatus, ActionWording, Origin, PlanActionEvent } from '@outturn/domain';
import { asItIs, listed, said, text, type Members, type NounEvents } from '../member.js';
import { dueInWords } from '../period-words.js';

const statuses: Readonly<Record<ActionStatus | 'cancelled', string>> = {
  planned: 'planned',
  not_stated: 'status not stated',
  in_progress: 'in progress',
  completed: 'completed',
  cancelled: 'cancelled',
};

/** How an action stands, as somebody said it; that nobody said it, if nobody did. */
export const actionStatusWords = (status: ActionStatus | 'cancelled'): string => statuses[status];

const wording: Members<ActionWording> = {
  action: text('action'),
  objective: text('objective'),
  priority: asItIs('priority'),
  outcome: text('outcome looked for'),
  measures: listed('measured by'),
  recommendations: listed('recommendations'),
  strategies: listed('strategies'),
};

const ref = { ref: null };
const status = { label: '', say: actionStatusWords };
const due = said('due', dueInWords);
const reason = text('reason');

export const actionEvents: NounEvents<PlanActionEvent> = {
  ActionPlanned: { deed: 'planned', members: { ...ref, ...wording, lead: text('lead'), due, status } },
  ActionReworded: { deed: 'reworded', members: { ...ref, ...wording } },
  ActionStarted: { deed: 'started', members: ref },
  ActionPutBack: { deed: 'put back to planned', members: ref },
  ActionStatusStated: { deed: 'said to be planned', members: { ...ref, status } },
  ActionStatusWithdrawn: { deed: 'left without a status', members: ref },
  ActionProgressReported: { deed: 'reported on', members: { ...ref, progress: text('progress') } },
  ActionProgressWithdrawn: { deed: 'left without its latest progress report', members: ref },
  ActionRescheduled: { deed: 'rescheduled', members: { ...ref, due, reason } },
  ActionLeadReassigned: { deed: 'given another lead', members: { ...ref, lead: text('lead') } },
  ActionCompleted: { deed: 'completed', members: ref },
  ActionReopened: { deed: 'reopened', members: { ...ref, status, reason } },
  ActionCancelled: { deed: 'cancelled', members: { ...ref, reason } },
};

export type ActionRow = ActionWording &
  Origin & {
    readonly ref: string;
    readonly lead: string | null;
    readonly due: string | null;
    readonly status: ActionStatus | 'cancelled';
    readonly progress: string | null;
    readonly progressAt: number | null;
  };

/** An action as it stands, without what its main line says. */
export const actionRow: Members<ActionRow> = {
  ...ref,
  status: null,
  ...wording,
  lead: text('lead'),
  due,
  progress: text('progress'),
  progressAt: null,
  position: null,
  type: null,
  basis: null,
  undated: null,
};
