import { compare, ratio, unreachable } from '@outturn/kernel';
import type { Decimal } from '@outturn/kernel';
import type { Unit } from '../indicator/unit.js';

/** What a row states of a figure. Percentages are 0 to 100, rates per 10,000, everything else a plain number. */
export type StatedFigure = {
  readonly value: Decimal | null;
  readonly numerator: Decimal | null;
  readonly denominator: Decimal | null;
};

export type CountsRejection =
  | { readonly kind: 'NumeratorWithoutDenominator'; readonly field: 'denominator'; readonly numerator: Decimal }
  | { readonly kind: 'DenominatorWithoutNumerator'; readonly field: 'numerator'; readonly denominator: Decimal }
  | { readonly kind: 'NegativeCount'; readonly field: 'numerator' | 'denominator'; readonly count: Decimal }
  | { readonly kind: 'DenominatorZero'; readonly field: 'denominator' }
  | {
      readonly kind: 'NumeratorAboveDenominator';
      readonly field: 'numerator';
      readonly numerator: Decimal;
      readonly denominator: Decimal;
    };

/** Nothing says whether a publisher's bare numerator and denominator are a percentage, a rate or a mean. */
export type UnitUnknown = { readonly kind: 'UnitUnknown'; readonly field: 'value' };

/** The members that say a figure, of a command that may leave any of them out. */
export const statedFigure = (command: {
  value?: string | null;
  numerator?: string | null;
  denominator?: string | null;
}): StatedFigure => ({
  value: command.value ?? null,
  numerator: command.numerator ?? null,
  denominator: command.denominator ?? null,
});

/** Whether the counts say that there was nobody to count: 0 of 0. */
export const nobodyCounted = ({ numerator, denominator }: StatedFigure): boolean =>
  numerator !== null && denominator !== null && compare(numerator, '0') === 0 && compare(denominator, '0') === 0;

/** Why a numerator and a denominator can't stand; null if they can, or if neither is given. */
export function countsRejection({ numerator, denominator }: StatedFigure, unit: Unit): CountsRejection | null {
  if (numerator === null && denominator === null) return null;
  if (numerator === null) return { kind: 'DenominatorWithoutNumerator', field: 'numerator', denominator: denominator! };
  if (denominator === null) return { kind: 'NumeratorWithoutDenominator', field: 'denominator', numerator };
  if (compare(numerator, '0') < 0) return { kind: 'NegativeCount', field: 'numerator', count: numerator };
  if (compare(denominator, '0') < 0) return { kind: 'NegativeCount', field: 'denominator', count: denominator };
  if (compare(denominator, '0') === 0) return { kind: 'DenominatorZero', field: 'denominator' };
  if (unit === 'percent' && compare(numerator, denominator) > 0) {
    return { kind: 'NumeratorAboveDenominator', field: 'numerator', numerator, denominator };
  }
  return null;
}

/**
 * Numerator over denominator in the unit of the indicator, rounded half up to `places` from the true quotient.
 * Null without both counts, or where the unit is unknown. Throws RangeError for a denominator of zero.
 */
export function computedValue({ numerator, denominator }: StatedFigure, unit: Unit, places: number): Decimal | null {
  const per = scaleOf(unit);
  if (numerator === null || denominator === null || per === null) return null;
  return ratio(numerator, denominator, per, places);
}

function scaleOf(unit: Unit): number | null {
  switch (unit) {
    case 'percent':
      return 100;
    case 'rate_per_10000':
      return 10_000;
    case 'number':
    case 'days':
    case 'score':
    case 'money':
      return 1;
    // The gap between two percentages is no quotient of two counts.
    case 'percentage_points':
    case 'unknown':
      return null;
    default:
      return unreachable(unit);
  }
}
