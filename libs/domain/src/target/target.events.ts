import type { Decimal, TextDigest } from '@outturn/kernel';

export type RelativeRule =
  | { readonly rule: 'better_than' | 'at_or_better_than'; readonly area: string }
  | { readonly rule: 'improves_on_previous' }
  | { readonly rule: 'quartile'; readonly band: 'A' | 'B' | 'C' | 'D' };

/** What is to be reached. A range whose bounds were never published has both bounds null: stated, not checkable. */
export type TargetValue =
  | { readonly kind: 'point'; readonly value: Decimal }
  | { readonly kind: 'range'; readonly lower: Decimal | null; readonly upper: Decimal | null }
  | { readonly kind: 'milestone'; readonly value: Decimal }
  | { readonly kind: 'relative'; readonly rules: readonly RelativeRule[] };

/** For when a target holds: a period's code, or a span of dates (inclusive). */
export type TargetSpan =
  | { readonly period: string; readonly from: null; readonly to: null }
  | { readonly period: null; readonly from: string; readonly to: string };

export type TargetData = {
  readonly indicator: string;
  readonly breakdown: string;
  readonly span: TargetSpan;
  readonly target: TargetValue;
  readonly rationale: TextDigest | null;
  readonly approvedBy: TextDigest | null;
  readonly approvedOn: string | null;
};

export type TargetEvent =
  | { readonly type: 'TargetSet'; readonly schemaVersion: 1; readonly data: TargetData }
  | {
      readonly type: 'TargetRevised';
      readonly schemaVersion: 2;
      readonly data: TargetData & { readonly reason: TextDigest | null };
    }
  | {
      readonly type: 'TargetWithdrawn';
      readonly schemaVersion: 1;
      readonly data: {
        readonly indicator: string;
        readonly breakdown: string;
        readonly span: TargetSpan;
        readonly reason: TextDigest;
      };
    };
