import type { IndicatorState } from './indicator.decider.js';

/** Why nothing can be said of an indicator; the same for a return and for a target. */
export type NotInUse =
  | { readonly kind: 'UnknownIndicator'; readonly field: 'indicator'; readonly indicator: string }
  | { readonly kind: 'IndicatorRetired'; readonly field: 'indicator'; readonly indicator: string };

/** The refusal of a command that names an indicator which was never defined, or is retired. */
export const notInUse = (state: Exclude<IndicatorState, { status: 'defined' }>, indicator: string): NotInUse => ({
  kind: state.status === 'unknown' ? 'UnknownIndicator' : 'IndicatorRetired',
  field: 'indicator',
  indicator,
});
