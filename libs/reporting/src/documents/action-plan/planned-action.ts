import type { ActionStatus } from '@outturn/domain';

/** An item of an action plan as an answer has it, its texts as words. */
export interface ActionOfPlan {
  readonly ref: string;
  readonly action: string;
  readonly objective: string | null;
  readonly priority: string | null;
  readonly outcome: string | null;
  /** Ids of indicators. */
  readonly measures: readonly string[];
  readonly recommendations: readonly string[];
  /** Several names are parted by semicolons. */
  readonly lead: string | null;
  /** A day, a month, either with "and annually", or "ongoing". */
  readonly due: string | null;
  readonly status: ActionStatus | 'cancelled';
  /** What was reported last, and the position of the event that did. */
  readonly progress: string | null;
  readonly progressAt: number | null;
  readonly overdue: boolean;
  /** Of the latest event about it. */
  readonly position: number;
  readonly basis: 'recorded' | 'migrated';
}
