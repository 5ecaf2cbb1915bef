import type { NounRejection } from '@outturn/domain';
import { dueDateNeedsReason } from '../figure/figure.refusals.js';
import { missingForNew } from '../indicator/indicator.refusals.js';
import { conflict, didYouMean, fault, namedFew, type Explained, type WordsOf } from '../refusal.js';

interface OfMeasures extends Explained {
  readonly measures: readonly string[];
}

export const planActionRefusals = {
  ...missingForNew,
  ...dueDateNeedsReason,
  UnknownAction: fault(({ ref }) => `there is no action "${ref}" in this ledger`),
  ActionIsCancelled: conflict(({ ref }) => `the action "${ref}" is cancelled: reopen it first`),
  ActionIsCompleted: conflict(({ ref }) => `the action "${ref}" is completed: reopen it first`),
  ActionIsNotClosed: conflict(
    ({ ref, status }) => `the action "${ref}" is ${status.replaceAll('_', ' ')}, so there is nothing to reopen`,
  ),
  UnknownMeasures: fault(
    ({ measures, ...explained }: OfMeasures) =>
      `there is no indicator ${namedFew(measures)} in this ledger: ${didYouMean(explained)}define it first, or leave it out`,
  ),
} satisfies WordsOf<NounRejection<'plan-action'>>;
