import type { NounRejection } from '@outturn/domain';
import { conflict, didYouMean, fault, namedFew, type Explained, type WordsOf } from '../refusal.js';

interface OfIndicator extends Explained {
  readonly indicator: string;
}

/** Why nothing can be said of an indicator, whoever says it. */
export const notInUse = {
  UnknownIndicator: fault(
    ({ indicator, ...explained }: OfIndicator) =>
      `there is no indicator "${indicator}" in this ledger: ${didYouMean(explained)}define it first`,
  ),
  IndicatorRetired: conflict(
    ({ indicator }: OfIndicator) => `the indicator "${indicator}" is retired and takes no more of this`,
  ),
};

/** Something new is said without what it can't do without. */
export const missingForNew = {
  MissingForNew: fault(({ field }: { readonly field: string }) => `${field} must be given for what is new`),
};

export const indicatorRefusals = {
  ...notInUse,
  ...missingForNew,
  NegativeTolerance: fault(
    ({ tolerance }) => `the tolerance ${tolerance} is below 0: give how far from the target is still amber`,
  ),
  DefinitionNeedsReason: conflict(
    ({ changed }) =>
      `figures rest on this definition, and this changes what they mean (${namedFew(changed)}): give a reason`,
  ),
} satisfies WordsOf<NounRejection<'indicator'>>;
