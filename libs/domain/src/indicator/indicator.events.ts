import type { Decimal, PeriodKind, TextDigest } from '@outturn/kernel';
import type { Polarity } from '../measures/polarity.js';
import type { Unit } from './unit.js';

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
};

export type IndicatorEvent =
  | { readonly type: 'IndicatorDefined'; readonly schemaVersion: 1; readonly data: DefinitionData }
  | { readonly type: 'IndicatorRevised'; readonly schemaVersion: 1; readonly data: DefinitionData }
  | {
      readonly type: 'IndicatorRetired';
      readonly schemaVersion: 1;
      readonly data: { readonly id: string; readonly reason: TextDigest };
    };
