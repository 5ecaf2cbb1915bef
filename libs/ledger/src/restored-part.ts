import type { EventEnvelope } from '@outturn/kernel';

/** One whole batch of a ledger as it lay elsewhere: each event as its exact bytes say it. */
export type RestoredBatch = readonly { readonly event: EventEnvelope; readonly bytes: string }[];

/** A text of the text store as an export carries it; salt in hex, null where it was redacted. */
export interface RestoredText {
  readonly digest: string;
  readonly entity: string;
  readonly commandId: string;
  readonly field: string;
  readonly salt: string | null;
  readonly text: string | null;
  readonly redactedAt: number | null;
}

export type RestoredPart =
  | { readonly kind: 'batch'; readonly batch: RestoredBatch }
  | { readonly kind: 'text'; readonly text: RestoredText }
  /** The Merkle root (hex) that the ledger must have once everything is in; comes last. */
  | { readonly kind: 'end'; readonly root: string };
