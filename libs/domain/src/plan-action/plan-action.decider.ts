import { accept, entityId, reject, unchanged, unreachable } from '@outturn/kernel';
import type { Decider, Decision } from '@outturn/kernel';
import type { MissingForNew } from '../mentioned.js';
import { movesDueDate, newsIn, plannedBy, progressEvents } from './action-row.js';
import {
  CancelAction,
  CompleteAction,
  ReassignActionLead,
  RecordAction,
  ReopenAction,
  ReportActionProgress,
  RescheduleAction,
} from './plan-action.commands.js';
import type { OpenStatus, PlanActionEvent } from './plan-action.events.js';
import { evolvePlanAction, plannedAction } from './plan-action.state.js';
import type { CancelledAction, PlanActionState, StandingAction } from './plan-action.state.js';

export type { PlanActionState } from './plan-action.state.js';

export type PlanActionCommand =
  | RecordAction
  | ReportActionProgress
  | RescheduleAction
  | ReassignActionLead
  | CompleteAction
  | ReopenAction
  | CancelAction;

export type PlanActionRejection =
  | MissingForNew
  | { readonly kind: 'UnknownAction'; readonly field: 'ref'; readonly ref: string }
  | { readonly kind: 'ActionIsCancelled'; readonly ref: string }
  | { readonly kind: 'ActionIsCompleted'; readonly ref: string }
  | { readonly kind: 'ActionIsNotClosed'; readonly ref: string; readonly status: OpenStatus }
  /** A due date that others were told is moved or cleared. */
  | {
      readonly kind: 'DueDateNeedsReason';
      readonly field: 'reason';
      readonly was: string | null;
      readonly becomes: string | null;
    }
  | { readonly kind: 'UnknownMeasures'; readonly field: 'measures'; readonly measures: readonly string[] };

/** Those of the command's measures that are the id of no indicator; empty for a command that names none. */
export type PlanActionFacts = { readonly unknownMeasures: readonly string[] };

/** `action/<ref>` */
export const planActionEntity = ({ ref }: { readonly ref: string }): string => entityId('action', ref);

type Decided = Decision<PlanActionEvent, PlanActionRejection>;

/** Plans an item of an action plan, and says what became of it. */
export const planActionDecider: Decider<
  PlanActionState,
  PlanActionCommand,
  PlanActionEvent,
  PlanActionFacts,
  PlanActionRejection
> = {
  initial: { status: 'unknown' },

  decide(state, command, facts) {
    if (command instanceof RecordAction) return record(state, command, facts);
    if (state.status === 'unknown') return reject({ kind: 'UnknownAction', field: 'ref', ref: command.ref });
    if (command instanceof ReopenAction) return reopen(state, command);
    if (command instanceof CancelAction) return cancel(state, command);
    if (state.status === 'cancelled') return reject({ kind: 'ActionIsCancelled', ref: command.ref });
    if (command instanceof ReportActionProgress) return reportProgress(state, command);
    if (command instanceof CompleteAction) return complete(state, command);
    if (command instanceof RescheduleAction) return reschedule(state, command);
    if (command instanceof ReassignActionLead) return reassign(state, command);
    return unreachable(command);
  },

  evolve: evolvePlanAction,
};

function record(state: PlanActionState, row: RecordAction, { unknownMeasures }: PlanActionFacts): Decided {
  if (state.status === 'cancelled') return reject({ kind: 'ActionIsCancelled', ref: row.ref });
  if (unknownMeasures.length > 0) {
    return reject({ kind: 'UnknownMeasures', field: 'measures', measures: unknownMeasures });
  }
  if (state.status !== 'unknown') {
    if (movesDueDate(row, state) && (row.reason ?? null) === null) {
      return reject({ kind: 'DueDateNeedsReason', field: 'reason', was: state.action.due, becomes: row.due ?? null });
    }
    return accept(...newsIn(row, state));
  }
  if (row.action === undefined) return reject({ kind: 'MissingForNew', field: 'action' });
  const planned = plannedBy(row, row.action);
  return accept(planned, ...newsIn(row, plannedAction(planned)));
}

function reportProgress({ action }: StandingAction, { ref, progress }: ReportActionProgress): Decided {
  return accept(...progressEvents(ref, action, progress));
}

function complete({ status, action }: StandingAction, { ref, progress }: CompleteAction): Decided {
  const reported = progressEvents(ref, action, progress ?? null);
  if (status === 'completed') return accept(...reported);
  return accept(...reported, { type: 'ActionCompleted', schemaVersion: 1, data: { ref } });
}

function reschedule({ status, action }: StandingAction, { ref, due, reason }: RescheduleAction): Decided {
  if (status === 'completed') return reject({ kind: 'ActionIsCompleted', ref });
  if (due === action.due) return unchanged;
  return accept({ type: 'ActionRescheduled', schemaVersion: 1, data: { ref, due, reason } });
}

function reassign({ status, action }: StandingAction, { ref, lead }: ReassignActionLead): Decided {
  if (status === 'completed') return reject({ kind: 'ActionIsCompleted', ref });
  if (lead === action.lead) return unchanged;
  return accept({ type: 'ActionLeadReassigned', schemaVersion: 1, data: { ref, lead } });
}

function reopen(state: StandingAction | CancelledAction, { ref, reason }: ReopenAction): Decided {
  switch (state.status) {
    case 'planned':
    case 'not_stated':
    case 'in_progress':
      return reject({ kind: 'ActionIsNotClosed', ref, status: state.status });
    case 'completed':
      return accept({ type: 'ActionReopened', schemaVersion: 1, data: { ref, status: 'in_progress', reason } });
    case 'cancelled':
      return accept({ type: 'ActionReopened', schemaVersion: 1, data: { ref, status: state.before, reason } });
    default:
      return unreachable(state);
  }
}

function cancel({ status }: StandingAction | CancelledAction, { ref, reason }: CancelAction): Decided {
  switch (status) {
    case 'planned':
    case 'not_stated':
    case 'in_progress':
      return accept({ type: 'ActionCancelled', schemaVersion: 1, data: { ref, reason } });
    case 'completed':
      return reject({ kind: 'ActionIsCompleted', ref });
    case 'cancelled':
      return unchanged;
    default:
      return unreachable(status);
  }
}
