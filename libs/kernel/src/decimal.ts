import Big from 'big.js';

/**
 * A figure: exact, canonical, plain decimal text ("77", "-0.5", "0.070000000000000007"). No exponent, no plus sign,
 * no zero that carries nothing, no minus zero, so two figures are equal exactly where their texts are.
 */
export type Decimal = string;

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?(\d{1,3}))?$/;

// A cell with an exponent comes from a spreadsheet's IEEE double (1e-324 to 1e308); a longer one is an attack or a slip.
const LARGEST_EXPONENT = 400;

// A constructor of our own: the settings of big.js hang on its constructor, and others may set theirs.
const Exact = Big();
Exact.RM = Big.roundHalfUp;

const canonical = (value: Big): Decimal => (value.eq(0) ? '0' : value.toFixed());

/**
 * Reads a number as text writes it: sign, digits, fraction and exponent, never through a float.
 * Returns null when the text is not a number, has spaces or separators, or an exponent beyond ±400.
 */
export function decimal(text: string): Decimal | null {
  const match = NUMBER.exec(text);
  if (match === null || Number(match[4] ?? 0) > LARGEST_EXPONENT) return null;
  return canonical(new Exact(text.startsWith('+') ? text.slice(1) : text));
}

/** a + b, exact. */
export const add = (a: Decimal, b: Decimal): Decimal => canonical(new Exact(a).plus(b));

/** a − b, exact. */
export const subtract = (a: Decimal, b: Decimal): Decimal => canonical(new Exact(a).minus(b));

/** a × b, exact. */
export const multiply = (a: Decimal, b: Decimal): Decimal => canonical(new Exact(a).times(b));

/** −1, 0 or 1 as a is less than, equal to or greater than b. */
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => new Exact(a).cmp(b);

/** The size of a figure without its sign. */
export const absolute = (value: Decimal): Decimal => canonical(new Exact(value).abs());

/** Rounds half up, a tie going away from zero: the rule that every published DfE percentage follows (domain 5.1). */
export const round = (value: Decimal, places: number): Decimal =>
  canonical(new Exact(value).round(places, Big.roundHalfUp));

/**
 * numerator × per ÷ denominator, rounded half up once, from the true quotient.
 * Throws RangeError when the denominator is zero: the caller guarantees that it is not.
 */
export function ratio(numerator: Decimal, denominator: Decimal, per: number, places: number): Decimal {
  if (compare(denominator, '0') === 0) throw new RangeError('A ratio needs a denominator other than zero');
  // Division is the one operation that rounds by the constructor's own places; nothing can run between the two lines.
  Exact.DP = places;
  return canonical(new Exact(numerator).times(String(per)).div(denominator));
}

/** numerator as a percentage (0 to 100) of denominator, rounded half up to `places`. Throws as `ratio` does. */
export const percentOf = (numerator: Decimal, denominator: Decimal, places: number): Decimal =>
  ratio(numerator, denominator, 100, places);

/** How many digits stand after the point. */
export const decimalPlaces = (value: Decimal): number => value.split('.')[1]?.length ?? 0;
