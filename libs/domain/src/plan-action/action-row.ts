import type { TextDigest } from '@outturn/kernel';
import { sameStatement } from '../same-statement.js';
import type { ActionStatus, RecordAction } from './plan-action.commands.js';
import type { ActionWording, PlanActionEvent } from './plan-action.events.js';
import type { ActionDetails, StandingAction } from './plan-action.state.js';

// A row is the whole of an action: a member that it leaves out is empty. Only status and progress are news, which a
// row that has none leaves as they were.

/** The event that plans an action as its first row words it. */
export function plannedBy(row: RecordAction): Extract<PlanActionEvent, { type: 'ActionPlanned' }> {
  const data = { ref: row.ref, ...wordedBy(row), lead: row.lead ?? null, due: row.due ?? null };
  return { type: 'ActionPlanned', schemaVersion: 1, data };
}

/** What a row says that is not so yet, as events in the order in which they are told; none where it says nothing new. */
export function newsIn(row: RecordAction, { status, action }: StandingAction): PlanActionEvent[] {
  const becomes = row.status ?? status;
  const moved = statusEvents(row.ref, status, becomes);
  const progress = progressEvents(row.ref, action, row.progress ?? null);
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

function rewordedBy(row: RecordAction, { wording }: ActionDetails): PlanActionEvent[] {
  const worded = wordedBy(row);
  if (sameStatement(wording, worded)) return [];
  return [{ type: 'ActionReworded', schemaVersion: 1, data: { ref: row.ref, ...worded } }];
}

function rescheduledBy(row: RecordAction, action: ActionDetails): PlanActionEvent[] {
  const due = row.due ?? null;
  if (due === action.due) return [];
  return [{ type: 'ActionRescheduled', schemaVersion: 1, data: { ref: row.ref, due, reason: null } }];
}

function reassignedBy(row: RecordAction, action: ActionDetails): PlanActionEvent[] {
  const lead = row.lead ?? null;
  if (lead === action.lead) return [];
  return [{ type: 'ActionLeadReassigned', schemaVersion: 1, data: { ref: row.ref, lead } }];
}

function statusEvents(ref: string, was: ActionStatus, becomes: ActionStatus): PlanActionEvent[] {
  if (was === becomes) return [];
  if (becomes === 'completed') return [{ type: 'ActionCompleted', schemaVersion: 1, data: { ref } }];
  if (was === 'completed') {
    return [{ type: 'ActionReopened', schemaVersion: 1, data: { ref, status: becomes, reason: null } }];
  }
  return [{ type: becomes === 'in_progress' ? 'ActionStarted' : 'ActionPutBack', schemaVersion: 1, data: { ref } }];
}

const wordedBy = (row: RecordAction): ActionWording => ({
  action: row.action,
  objective: row.objective ?? null,
  priority: row.priority ?? null,
  outcome: row.outcome ?? null,
  measures: row.measures ?? [],
  recommendations: row.recommendations ?? [],
  strategies: row.strategies ?? [],
});
