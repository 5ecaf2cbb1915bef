import type { PeriodKind } from '@outturn/kernel';
import { conflict, fault, namedFew } from '../refusal.js';

interface OfCounts {
  readonly numerator: string;
  readonly denominator: string;
}

/** Numerator and denominator, whoever states them. */
export const countsRefusals = {
  NumeratorWithoutDenominator: fault(() => 'there is a numerator and no denominator: give both, or the value alone'),
  DenominatorWithoutNumerator: fault(() => 'there is a denominator and no numerator: give both, or the value alone'),
  NegativeCount: fault(({ count }: { readonly count: string }) => `the count ${count} is below 0`),
  DenominatorZero: fault(
    () =>
      'the denominator is 0, so there is nothing to divide by: if nobody was in the cohort, write 0 of 0 and say why in the commentary',
  ),
  NumeratorAboveDenominator: fault(
    ({ numerator, denominator }: OfCounts) =>
      `the numerator ${numerator} is above the denominator ${denominator}, which no percentage can be`,
  ),
  UnitUnknown: fault(() => "the indicator's unit is unknown, so a value can't be derived from counts: give the value"),
};

/** What no figure of its unit can be. */
export const rangeRefusals = {
  PercentOutOfRange: fault(({ value }: { readonly value: string }) => `${value} is no percentage: give 0 to 100`),
  FigureOutOfRange: fault(
    ({ value, unit }: { readonly value: string; readonly unit: string }) =>
      `${value} is below 0, and ${unit === 'days' ? 'a number of days' : 'a rate'} cannot be`,
  ),
};

interface OfPeriod {
  readonly period: string;
  readonly periodKind: PeriodKind;
  readonly listed: readonly PeriodKind[];
  readonly indicator?: string;
}

export const periodKindNotListed = {
  PeriodKindNotListed: fault(
    ({ period, periodKind, listed, indicator }: OfPeriod) =>
      `${period} is a ${periodKind.replaceAll('_', ' ')}, and the indicator${indicator === undefined ? '' : ` "${indicator}"`} is reported by ${namedFew(listed).replaceAll('_', ' ')}`,
  ),
};

export const nothingToWithdraw = { NothingToWithdraw: conflict(() => 'there is nothing here to withdraw') };

interface OfDueDate {
  readonly was: string | null;
  readonly becomes: string | null;
}

/** A day that others were told is moved. */
export const dueDateNeedsReason = {
  DueDateNeedsReason: conflict(
    ({ was, becomes }: OfDueDate) =>
      `this moves a due date that others were told (it was ${String(was)}, this says ${becomes ?? 'none'}): give a reason`,
  ),
};
