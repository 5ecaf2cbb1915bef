import type { NounRejection, SpellingRejection } from '@outturn/domain';
import { countsRefusals, nothingToWithdraw } from '../figure/figure.refusals.js';
import { notInUse } from '../indicator/indicator.refusals.js';
import { fault, type WordsOf } from '../refusal.js';

export const benchmarkRefusals = {
  UnknownIndicator: notInUse.UnknownIndicator,
  ...countsRefusals,
  ...nothingToWithdraw,
  PeriodMissing: fault(() => 'say which period it is for'),
  ValueOrSymbol: fault(() => 'give either a value or the symbol that takes its place, not both and not neither'),
  AreaNumbersDiffer: fault(
    ({ area, areaCode, held }) =>
      `the number ${areaCode} is that of ${held} in this ledger, and ${area} has another: correct one of them`,
  ),
} satisfies WordsOf<NounRejection<'benchmark'> | Extract<SpellingRejection, { readonly kind: 'AreaNumbersDiffer' }>>;
