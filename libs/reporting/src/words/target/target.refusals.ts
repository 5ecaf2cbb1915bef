import type { NounRejection, SpellingRejection } from '@outturn/domain';
import { nothingToWithdraw, rangeRefusals } from '../figure/figure.refusals.js';
import { missingForNew, notInUse } from '../indicator/indicator.refusals.js';
import { conflict, fault, type WordsOf } from '../refusal.js';

export const targetRefusals = {
  ...notInUse,
  ...missingForNew,
  ...rangeRefusals,
  ...nothingToWithdraw,
  SpanMissing: fault(() => 'say for when it holds: a period, or both from and to'),
  SpanBackwards: fault(({ from, to }) => `it would end (${to}) before it begins (${from})`),
  ValueMissing: fault(({ targetKind }) => `a ${targetKind} needs a value`),
  UpperBelowLower: fault(({ lower, upper }) => `the upper bound ${upper} is below the lower bound ${lower}`),
  RuleMissing: fault(() => 'a relative target needs a rule, such as better_than:england'),
  RuleNotUnderstood: fault(
    ({ rule }) =>
      `the rule "${rule}" is not understood: use better_than:AREA, at_or_better_than:AREA, improves_on_previous or quartile:A, joined by "and"`,
  ),
  MemberNotForKind: fault(({ targetKind, field }) => `a ${targetKind} target takes no ${field}`),
  TargetNeedsReason: conflict(
    ({ was, becomes }) =>
      `this changes a target that was set before (it was ${was}, this says ${becomes}): give a reason`,
  ),
} satisfies WordsOf<NounRejection<'target'>>;

/** An area that a target can't be held against. */
export const areaRefusals = {
  UnknownArea: fault(
    ({ area, nearest }) =>
      `there is no area "${area}" to compare with: ${nearest === null ? 'name England, a region, a council, statistical_neighbours, geographical_neighbours, or an area that the ledger has a benchmark of' : `did you mean ${nearest}?`}`,
  ),
} satisfies WordsOf<Extract<SpellingRejection, { readonly kind: 'UnknownArea' }>>;
