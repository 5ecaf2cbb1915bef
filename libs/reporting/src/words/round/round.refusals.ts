import type { NounRejection } from '@outturn/domain';
import { dueDateNeedsReason, periodKindNotListed } from '../figure/figure.refusals.js';
import { missingForNew, notInUse } from '../indicator/indicator.refusals.js';
import { conflict, fault, type WordsOf } from '../refusal.js';

export const roundRefusals = {
  ...notInUse,
  ...missingForNew,
  ...periodKindNotListed,
  ...dueDateNeedsReason,
  UnknownRound: fault(({ round }) => `there is no round "${round}" in this ledger`),
  RoundIsClosed: conflict(({ round }) => `the round "${round}" is closed: reopen it first`),
  RoundIsOpen: conflict(({ round }) => `the round "${round}" is open, so there is nothing to reopen`),
  RoundIsForAnotherPeriod: fault(
    ({ round, period }) => `the round "${round}" is about ${period}, and its period cannot change: open another round`,
  ),
  AskedInAnotherRound: conflict(
    ({ indicator, breakdown, period, round }) =>
      `the round "${round}" asks for ${indicator}${breakdown === 'all' ? '' : ` (${breakdown})`} of ${period} already: leave it out here, or take it out there`,
  ),
} satisfies WordsOf<NounRejection<'round'>>;
