import type { Assessment, BenchmarkData, IndicatorDefinition } from '@outturn/domain';
import type { ActionOfPlan } from '../action-plan/planned-action.js';
import type { ToldEvent } from './corrections.js';

/** An indicator with everything that an answer has of it. */
export interface IndicatorKnown {
  /** `owner` as words. */
  readonly definition: IndicatorDefinition & { readonly version: number };
  readonly earlierDefinitions: readonly unknown[];
  /** Of every breakdown and kind of period, each oldest first. */
  readonly rows: readonly Assessment[];
  /** Comparators' cells, whether or not they apply to a figure. */
  readonly benchmarks: readonly BenchmarkData[];
  /** The figures that are held and not shown. */
  readonly pending: readonly NonNullable<Assessment['pending']>[];
}

/** So many are laid out at most; the sentence says how to see the others. */
export interface Most {
  readonly rows: number;
  readonly otherwise: string;
}

export interface IndicatorFacts {
  readonly title: string;
  /** The council's name, for its line in a chart. */
  readonly council: string;
  readonly known: IndicatorKnown;
  /** The actions that name the indicator among their measures. */
  readonly actions: readonly Pick<ActionOfPlan, 'ref' | 'action' | 'due' | 'overdue' | 'status' | 'position'>[];
  /** What was told of the figures that were changed later (`changedFigures`), oldest first. */
  readonly told: readonly ToldEvent[];
  readonly mostSeries?: Most;
  readonly mostComparators?: Most;
}
