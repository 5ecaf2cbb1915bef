import type { Decimal, TextDigest } from '@outturn/kernel';
import type { FigureSymbol, Qualifier } from '../figure/no-figure.js';
import type { PlausibilityWarning } from '../figure/plausibility.js';
import type { ReturnStatus } from './kpi-return.commands.js';

/** Something a reader of the figure should know; the words are the edge's. */
export type FigureWarning =
  /** The stated value and the one computed from numerator and denominator differ by more than rounding. */
  | { readonly kind: 'StatedDiffersFromComputed'; readonly stated: Decimal; readonly computed: Decimal }
  /** It was said to be final when its period was not over. Both are ISO dates. */
  | { readonly kind: 'FinalBeforePeriodEnd'; readonly endsOn: string; readonly knownOn: string }
  | PlausibilityWarning;

/**
 * A figure as an event states it. `value` is stated or, if it was left out, derived; `computed` is numerator over
 * denominator. Where `symbol` says why there is no figure, `value` is null, and exactly there.
 */
export type FigureData = {
  readonly indicator: string;
  readonly breakdown: string;
  readonly period: string;
  readonly value: Decimal | null;
  readonly computed: Decimal | null;
  readonly numerator: Decimal | null;
  readonly denominator: Decimal | null;
  readonly symbol: FigureSymbol | null;
  readonly qualifier: Qualifier | null;
  readonly status: ReturnStatus;
  readonly commentary: TextDigest | null;
  readonly source: TextDigest | null;
  /** The day on which the figure was taken out of the case system. */
  readonly extractedOn: string | null;
  /** SHA-256 of the extract that it was counted from, hex. */
  readonly sourceDigest: string | null;
  readonly warnings: readonly FigureWarning[];
  /** The version of the indicator's definition in force: what the figure meant when it was submitted. */
  readonly definition: number;
};

export type KpiReturnEvent =
  | { readonly type: 'KpiReturnSubmitted'; readonly schemaVersion: 2; readonly data: FigureData }
  /** A provisional figure became final, perhaps with another value: that is what provisional means, so no reason is asked. */
  | {
      readonly type: 'KpiReturnFinalised';
      readonly schemaVersion: 2;
      readonly data: FigureData & { readonly reason: TextDigest | null };
    }
  | {
      readonly type: 'KpiReturnCorrected';
      readonly schemaVersion: 2;
      readonly data: FigureData & { readonly reason: TextDigest };
    }
  | {
      readonly type: 'KpiReturnWithdrawn';
      readonly schemaVersion: 1;
      readonly data: {
        readonly indicator: string;
        readonly breakdown: string;
        readonly period: string;
        readonly reason: TextDigest;
      };
    };
