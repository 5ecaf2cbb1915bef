import type { Decimal, PeriodKind, TextDigest } from '@outturn/kernel';
import type { Polarity } from '../measures/polarity.js';
import type { Unit } from './unit.js';

/** The days after which a figure is expected if its indicator does not say otherwise. */
export const defaultExpectedAfter = 45;

/** The definition of an indicator as an event states it. `decimals` and `tolerance` are in the indicator's unit. */
export type DefinitionData = {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly polarity: Polarity;
  readonly frequencies: readonly PeriodKind[];
  readonly decimals: number;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly definition: string | null;
  readonly source: string | null;
  readonly tolerance: Decimal | null;
  readonly priority: string | null;
  readonly owner: TextDigest | null;
  /** Labels of the bodies that own it: who may submit its returns. */
  readonly ownedBy: readonly string[];
  /** In how many days after the end of the next period a figure is expected before this one counts as old. */
  readonly expectedAfter: number;
};

export type IndicatorEvent =
  | { readonly type: 'IndicatorDefined'; readonly schemaVersion: 2; readonly data: DefinitionData }
  | {
      readonly type: 'IndicatorRevised';
      readonly schemaVersion: 2;
      readonly data: DefinitionData & { readonly reason: TextDigest | null };
    }
  | {
      readonly type: 'IndicatorRetired';
      readonly schemaVersion: 1;
      readonly data: { readonly id: string; readonly reason: TextDigest };
    };
