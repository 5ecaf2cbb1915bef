import type { Assessment, Unit } from '@outturn/domain';

/** The words behind a digest, or the position of the event that took them out. */
export type TextInRow = { readonly text: string } | { readonly redactedAt: number };

/** An event that changed a row. */
export interface ChangingEvent {
  readonly position: number;
  readonly type: string;
  readonly actor: string;
  readonly knownFrom: string;
  /** Why, as words; null if no reason was given. */
  readonly reason: string | null;
}

/** A row of a view at two moments; null if it was not there. */
export interface ChangedRow {
  readonly view: string;
  readonly key: readonly string[];
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  /** Oldest first. */
  readonly events: readonly ChangingEvent[];
}

/** A row of a scorecard on which a verdict changed; `after` is null if it is not there any more. */
export interface ChangedVerdict {
  readonly before: Assessment;
  readonly after: Assessment | null;
}

/** What changed between two moments of a ledger. */
export interface Changes {
  readonly rows: readonly ChangedRow[];
  readonly verdicts: readonly ChangedVerdict[];
  /** By digest; a text that is not kept is left out. */
  readonly texts: Readonly<Record<string, TextInRow>>;
}

/** What the ids are called; an id stands for itself if nothing is known of it. */
export interface KnownNames {
  readonly indicators: ReadonlyMap<string, { readonly title: string; readonly unit: Unit }>;
  /** The wording of an action by its ref. */
  readonly actions: ReadonlyMap<string, string>;
}
