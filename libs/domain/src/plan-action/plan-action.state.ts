import { unreachable } from '@outturn/kernel';
import type { TextDigest } from '@outturn/kernel';
import { neverFirst } from '../never-first.js';
import type { ActionStatus } from './plan-action.commands.js';
import type { ActionWording, OpenStatus, PlanActionEvent } from './plan-action.events.js';

/** What is known of an action beside its status. `progress` is the latest report. */
export type ActionDetails = {
  readonly wording: ActionWording;
  readonly lead: TextDigest | null;
  readonly due: string | null;
  readonly progress: TextDigest | null;
};

export type StandingAction = { readonly status: ActionStatus; readonly action: ActionDetails };

/** `before` is what it comes back to when it is reopened. */
export type CancelledAction = {
  readonly status: 'cancelled';
  readonly action: ActionDetails;
  readonly before: OpenStatus;
};

export type PlanActionState = { readonly status: 'unknown' } | StandingAction | CancelledAction;

/** The state of an action after one more event. Throws where the history does not begin with `ActionPlanned`. */
export function evolvePlanAction(state: PlanActionState, event: PlanActionEvent): PlanActionState {
  if (event.type === 'ActionPlanned') return plannedAction(event);
  if (state.status === 'unknown') return neverFirst(event);
  const { action } = state;
  switch (event.type) {
    case 'ActionReworded':
      return { ...state, action: { ...action, wording: wordingOf(event.data) } };
    case 'ActionRescheduled':
      return { ...state, action: { ...action, due: event.data.due } };
    case 'ActionLeadReassigned':
      return { ...state, action: { ...action, lead: event.data.lead } };
    case 'ActionProgressReported':
      return { ...state, action: { ...action, progress: event.data.progress } };
    case 'ActionProgressWithdrawn':
      return { ...state, action: { ...action, progress: null } };
    case 'ActionStatusStated':
      return { status: event.data.status, action };
    case 'ActionStatusWithdrawn':
      return { status: 'not_stated', action };
    case 'ActionStarted':
      return { status: 'in_progress', action };
    case 'ActionPutBack':
      return { status: 'planned', action };
    case 'ActionCompleted':
      return { status: 'completed', action };
    case 'ActionReopened':
      return { status: event.data.status, action };
    case 'ActionCancelled':
      return { status: 'cancelled', action, before: openStatus(state.status) };
    default:
      return unreachable(event);
  }
}

/** What a cancelled action comes back to: a completed one can't be cancelled, and a cancelled one is not cancelled again. */
const openStatus = (status: PlanActionState['status']): OpenStatus =>
  status === 'planned' || status === 'not_stated' ? status : 'in_progress';

/** An action as it stands when it has just been planned. */
export function plannedAction({ data }: Extract<PlanActionEvent, { type: 'ActionPlanned' }>): StandingAction {
  const { status, lead, due } = data;
  return { status, action: { wording: wordingOf(data), lead, due, progress: null } };
}

const wordingOf = (data: ActionWording): ActionWording => ({
  action: data.action,
  objective: data.objective,
  priority: data.priority,
  outcome: data.outcome,
  measures: data.measures,
  recommendations: data.recommendations,
  strategies: data.strategies,
});
