import { compare } from '@outturn/kernel';
import type { Decimal } from '@outturn/kernel';
import type { Unit } from '../indicator/unit.js';

export type PercentOutOfRange<Field extends string> = {
  readonly kind: 'PercentOutOfRange';
  readonly field: Field;
  readonly value: Decimal;
};

/** Refuses a percentage below 0 or above 100; null for one within, for any other unit, and where there is no value. */
export function percentRejection<Field extends string>(
  field: Field,
  value: Decimal | null,
  unit: Unit,
): PercentOutOfRange<Field> | null {
  if (unit !== 'percent' || value === null) return null;
  if (compare(value, '0') >= 0 && compare(value, '100') <= 0) return null;
  return { kind: 'PercentOutOfRange', field, value };
}
