import type { Decimal } from '@outturn/kernel';
import type { Unit } from '../indicator/unit.js';
import { isWithin } from './figure-range.js';

export type PercentOutOfRange<Field extends string> = {
  readonly kind: 'PercentOutOfRange';
  readonly field: Field;
  readonly value: Decimal;
};

/** A figure that its unit does not allow: days or a rate below zero. */
export type FigureOutOfRange<Field extends string> = {
  readonly kind: 'FigureOutOfRange';
  readonly field: Field;
  readonly value: Decimal;
  readonly unit: Unit;
};

/** Refuses what no figure of the unit can be; null for what one can be, and if there is no value. */
export function rangeRejection<Field extends string>(
  field: Field,
  value: Decimal | null,
  unit: Unit,
): PercentOutOfRange<Field> | FigureOutOfRange<Field> | null {
  if (value === null || isWithin(value, unit)) return null;
  return unit === 'percent'
    ? { kind: 'PercentOutOfRange', field, value }
    : { kind: 'FigureOutOfRange', field, value, unit };
}
