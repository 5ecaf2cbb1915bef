import type { TextDigest } from '@outturn/kernel';
import type { ActionStatus } from './plan-action.commands.js';

/** The ways in which an action can be open. */
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

type Of<Type extends string, Data, Version extends number = 1> = {
  readonly type: Type;
  readonly schemaVersion: Version;
  readonly data: { readonly ref: string } & Data;
};

export type PlanActionEvent =
  | Of<
      'ActionPlanned',
      ActionWording & {
        readonly lead: TextDigest | null;
        readonly due: string | null;
        /** `not_stated` if whoever planned it did not say; never to be shown as planned. */
        readonly status: 'planned' | 'not_stated';
      },
      2
    >
  | Of<'ActionReworded', ActionWording>
  | Of<'ActionStarted', object>
  /** It was said to be in progress, and is planned again. */
  | Of<'ActionPutBack', object>
  /** Nobody had said how it stands: it is planned. */
  | Of<'ActionStatusStated', { readonly status: 'planned' }>
  /** What was said of its status was taken back: it is not stated. */
  | Of<'ActionStatusWithdrawn', object>
  /** The latest report of progress was taken back; earlier ones stay in the history alone. */
  | Of<'ActionProgressWithdrawn', object>
  | Of<'ActionProgressReported', { readonly progress: TextDigest }>
  | Of<'ActionRescheduled', { readonly due: string | null; readonly reason: TextDigest | null }>
  | Of<'ActionLeadReassigned', { readonly lead: TextDigest | null }>
  | Of<'ActionCompleted', object>
  | Of<'ActionReopened', { readonly status: OpenStatus; readonly reason: TextDigest | null }>
  | Of<'ActionCancelled', { readonly reason: TextDigest }>;
