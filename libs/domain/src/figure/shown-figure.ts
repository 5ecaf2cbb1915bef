import { type Decimal, decimal, decimalPlaces, round } from '@outturn/kernel';

// A spreadsheet holds fifteen significant digits and writes the double that it keeps with seventeen.
const KEPT = 15;
const WRITTEN = 17;

/**
 * A figure as it was meant: 9.3699999999999992 is what a spreadsheet writes of 9.37. Only a text that is to the digit how
 * a double is written with seventeen digits, and whose double has a decimal of fifteen or fewer, is read as that decimal;
 * any other stays as it is, however long.
 */
export function asMeant(value: Decimal): Decimal {
  if (value.length < WRITTEN || significantDigits(value) <= KEPT) return value;
  const double = Number(value);
  if (!Number.isFinite(double) || decimal(double.toPrecision(WRITTEN)) !== value) return value;
  const shortest = decimal(String(double)) ?? value;
  return significantDigits(shortest) <= KEPT ? shortest : value;
}

/** The most decimals that an indicator can have, and so the most that anything is published with. */
const MOST = 6;

/** With how many decimals a figure is published: its indicator's; where those are zero or unsaid, as it was stated. */
export const publishedPlaces = (value: Decimal, decimals: number): number =>
  decimals > 0 ? decimals : Math.min(MOST, decimalPlaces(asMeant(value)));

/**
 * A figure as it is published, half up, and therefore as it is judged: no verdict rests on a difference that nobody is
 * shown. What a spreadsheet leaves behind the sixth decimal is never shown.
 */
export const asPublished = (value: Decimal, decimals: number): Decimal =>
  round(asMeant(value), publishedPlaces(value, decimals));

function significantDigits(value: Decimal): number {
  const digits = value.replace(/[-.]/g, '').replace(/^0+/, '');
  return (value.includes('.') ? digits : digits.replace(/0+$/, '')).length;
}
