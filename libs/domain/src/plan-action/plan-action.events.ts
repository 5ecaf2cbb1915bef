import type { TextDigest } from '@outturn/kernel';
import type { ActionStatus } from './plan-action.commands.js';

/** The two ways in which an action can be open. */
export type OpenStatus = Exclude<ActionStatus, 'completed'>;

/** The wording and the links of an action; words are sealed. */
export type ActionWording = {
  readonly action: TextDigest;
  readonly objective: TextDigest | null;
  readonly priority: string | null;
  readonly outcome: TextDigest | null;
  readonly measures: readonly string[];
  readonly recommendations: readonly string[];
  readonly strategies: readonly string[];
};

type Of<Type extends string, Data> = {
  readonly type: Type;
  readonly schemaVersion: 1;
  readonly data: { readonly ref: string } & Data;
};

export type PlanActionEvent =
  | Of<'ActionPlanned', ActionWording & { readonly lead: TextDigest | null; readonly due: string | null }>
  | Of<'ActionReworded', ActionWording>
  | Of<'ActionStarted', object>
  /** It was said to be in progress, and is planned again. */
  | Of<'ActionPutBack', object>
  | Of<'ActionProgressReported', { readonly progress: TextDigest }>
  | Of<'ActionRescheduled', { readonly due: string | null; readonly reason: TextDigest | null }>
  | Of<'ActionLeadReassigned', { readonly lead: TextDigest | null }>
  | Of<'ActionCompleted', object>
  | Of<'ActionReopened', { readonly status: OpenStatus; readonly reason: TextDigest | null }>
  | Of<'ActionCancelled', { readonly reason: TextDigest }>;
