import { compare, type Decimal } from '@outturn/kernel';
import type { Unit } from '../indicator/unit.js';

/** Between which figures a unit can lie; null if it has no such end. */
export interface FigureRange {
  readonly least: Decimal | null;
  readonly most: Decimal | null;
}

const ANY: FigureRange = { least: null, most: null };
const NOT_BELOW_NOUGHT: FigureRange = { least: '0', most: null };

const ranges: Readonly<Record<Unit, FigureRange>> = {
  percent: { least: '0', most: '100' },
  percentage_points: ANY,
  number: ANY,
  rate_per_10000: NOT_BELOW_NOUGHT,
  days: NOT_BELOW_NOUGHT,
  score: ANY,
  money: ANY,
  unknown: ANY,
};

/**
 * The figures that a unit allows. A number may be a net change, money a saving, a score a progress score: those may be
 * negative; a percentage, a rate and a count of days may not.
 */
export const rangeOf = (unit: Unit): FigureRange => ranges[unit];

/** Whether a figure of the unit can have this value. */
export function isWithin(value: Decimal, unit: Unit): boolean {
  const { least, most } = rangeOf(unit);
  return (least === null || compare(value, least) >= 0) && (most === null || compare(value, most) <= 0);
}
