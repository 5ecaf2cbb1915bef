import type { TextDigest } from '@outturn/kernel';
import { mentioned } from '../mentioned.js';
import { sameStatement } from '../same-statement.js';
import type { ActionStatus, RecordAction } from './plan-action.commands.js';
import type { ActionWording, PlanActionEvent } from './plan-action.events.js';
import type { ActionDetails, StandingAction } from './plan-action.state.js';

// A row says only what it mentions: a member that it leaves out stays as it stands, and null takes it away.

/** The event that plans an action as its first row words it. */
export function plannedBy(row: RecordAction, action: TextDigest): Extract<PlanActionEvent, { type: 'ActionPlanned' }> {
  const status = (row.status ?? 'not_stated') === 'not_stated' ? 'not_stated' : 'planned';
  const data = {
    ref: row.ref,
    ...wordedBy(row, action, null),
    lead: row.lead ?? null,
    due: row.due ?? null,
    status,
  } as const;
  return { type: 'ActionPlanned', schemaVersion: 2, data };
}

/** What a row says that is not so yet, as events in the order in which they are told; none if it says nothing new. */
export function newsIn(row: RecordAction, { status, action }: StandingAction): PlanActionEvent[] {
  const becomes = row.status === undefined ? status : (row.status ?? 'not_stated');
  const moved = statusEvents(row.ref, status, becomes);
  const progress =
    row.progress === null ? progressTakenBack(row.ref, action) : progressEvents(row.ref, action, row.progress ?? null);
  return [
    ...rewordedBy(row, action),
    ...rescheduledBy(row, action),
    ...reassignedBy(row, action),
    // The last report of progress is told before completion, the first one after the start.
    ...(becomes === 'completed' ? [...progress, ...moved] : [...moved, ...progress]),
  ];
}

/** A report of progress, unless it is the latest one word for word or there is none. */
export function progressEvents(ref: string, action: ActionDetails, progress: TextDigest | null): PlanActionEvent[] {
  if (progress === null || progress === action.progress) return [];
  return [{ type: 'ActionProgressReported', schemaVersion: 1, data: { ref, progress } }];
}

/** Whether a row moves or clears a due date that others were told. */
export const movesDueDate = ({ due }: RecordAction, { action }: StandingAction): boolean =>
  due !== undefined && action.due !== null && due !== action.due;

const progressTakenBack = (ref: string, { progress }: ActionDetails): PlanActionEvent[] =>
  progress === null ? [] : [{ type: 'ActionProgressWithdrawn', schemaVersion: 1, data: { ref } }];

function rewordedBy(row: RecordAction, { wording }: ActionDetails): PlanActionEvent[] {
  const worded = wordedBy(row, row.action ?? wording.action, wording);
  if (sameStatement(wording, worded)) return [];
  return [{ type: 'ActionReworded', schemaVersion: 1, data: { ref: row.ref, ...worded } }];
}

function rescheduledBy(row: RecordAction, action: ActionDetails): PlanActionEvent[] {
  const due = mentioned(row.due, action.due);
  if (due === action.due) return [];
  return [{ type: 'ActionRescheduled', schemaVersion: 1, data: { ref: row.ref, due, reason: row.reason ?? null } }];
}

function reassignedBy(row: RecordAction, action: ActionDetails): PlanActionEvent[] {
  const lead = mentioned(row.lead, action.lead);
  if (lead === action.lead) return [];
  return [{ type: 'ActionLeadReassigned', schemaVersion: 1, data: { ref: row.ref, lead } }];
}

function statusEvents(ref: string, was: ActionStatus, becomes: ActionStatus): PlanActionEvent[] {
  if (was === becomes) return [];
  if (becomes === 'completed') return [{ type: 'ActionCompleted', schemaVersion: 1, data: { ref } }];
  if (becomes === 'not_stated') return [{ type: 'ActionStatusWithdrawn', schemaVersion: 1, data: { ref } }];
  if (was === 'completed') {
    return [{ type: 'ActionReopened', schemaVersion: 1, data: { ref, status: becomes, reason: null } }];
  }
  if (was === 'not_stated' && becomes === 'planned') {
    return [{ type: 'ActionStatusStated', schemaVersion: 1, data: { ref, status: becomes } }];
  }
  return [{ type: becomes === 'in_progress' ? 'ActionStarted' : 'ActionPutBack', schemaVersion: 1, data: { ref } }];
}

/** What an action says once a row is told: what the row leaves out is as it stands. */
const wordedBy = (row: RecordAction, action: TextDigest, stands: ActionWording | null): ActionWording => ({
  action,
  objective: mentioned(row.objective, stands?.objective ?? null),
  priority: mentioned(row.priority, stands?.priority ?? null),
  outcome: mentioned(row.outcome, stands?.outcome ?? null),
  measures: mentioned(row.measures, stands?.measures ?? []) ?? [],
  recommendations: mentioned(row.recommendations, stands?.recommendations ?? []) ?? [],
  strategies: mentioned(row.strategies, stands?.strategies ?? []) ?? [],
});
