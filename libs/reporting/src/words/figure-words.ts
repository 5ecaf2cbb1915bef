import type { FigureSymbol, Qualifier, Unit, Verdict } from '@outturn/domain';
import { absolute, compare, type Decimal } from '@outturn/kernel';

const units: Readonly<Record<Unit, (value: Decimal) => string>> = {
  percent: (value) => `${value}%`,
  percentage_points: (value) => `${value} ${value === '1' || value === '-1' ? 'point' : 'points'}`,
  number: (value) => value,
  rate_per_10000: (value) => `${value} per 10,000`,
  days: (value) => `${value} ${value === '1' ? 'day' : 'days'}`,
  score: (value) => value,
  money: (value) => (value.startsWith('-') ? `-£${value.slice(1)}` : `£${value}`),
  unknown: (value) => value,
};

/** A figure with its unit, every digit as it is given. */
export const inUnit = (value: Decimal, unit: Unit): string => units[unit](value);

export const qualifierWords: Readonly<Record<Qualifier, string>> = {
  about: 'about',
  over: 'over',
  under: 'under',
  at_least: 'at least',
  at_most: 'at most',
};

/** Why a council has no figure, after "No figure:". */
export const noFigureWords: Readonly<Record<FigureSymbol, string>> = {
  z: 'nobody in the cohort, or not applicable',
  x: 'not available',
  c: 'confidential',
};

/** What a return says: "about 77%", or "no figure: not available". */
export function figureSaid(
  figure: { readonly value: Decimal | null; readonly symbol: string | null; readonly qualifier: Qualifier | null },
  unit: Unit,
): string {
  const { value, symbol, qualifier } = figure;
  if (value === null) return `no figure: ${noFigureWords[symbol as FigureSymbol] ?? symbolWords(symbol)}`;
  return qualifier === null ? inUnit(value, unit) : `${qualifierWords[qualifier]} ${inUnit(value, unit)}`;
}

/** The size of a difference: two percentages differ by points, not by per cent. */
export function differenceInUnit(difference: Decimal, unit: Unit): string {
  const size = absolute(difference);
  if (unit !== 'percent') return inUnit(size, unit);
  return `${size} ${size === '1' ? 'point' : 'points'}`;
}

/** A difference with its sign and unit. */
export function signedInUnit(difference: Decimal, unit: Unit): string {
  const sign = compare(difference, '0') > 0 ? '+' : compare(difference, '0') < 0 ? '-' : '';
  return sign + differenceInUnit(difference, unit);
}

/**
 * How a figure stands to another one that is `difference` away: "better by 9 points", "the same", "3 points higher".
 * @param other what that is called, if the words beside it do not say so: "better than England by 9 points"
 */
export function standing(verdict: Verdict, difference: Decimal, unit: Unit, other?: string): string {
  const size = differenceInUnit(difference, unit);
  const side = compare(difference, '0');
  const than = other === undefined ? '' : ` than ${other}`;
  if (side === 0) return other === undefined ? 'the same' : `the same as ${other}`;
  if (verdict === 'no_judgement' || verdict === 'same') return `${size} ${side > 0 ? 'higher' : 'lower'}${than}`;
  return `${verdict}${than} by ${size}`;
}

// The DfE's marks for a value that is missing.
const symbols: Readonly<Record<string, string>> = {
  c: 'suppressed',
  z: 'not applicable',
  x: 'not available',
  k: 'rounds to zero',
  u: 'too unreliable',
  '-': 'nothing shown',
  '..': 'not available',
};

/** What stands where a value does not. */
export function symbolWords(symbol: string | null): string {
  if (symbol === null || symbol === '') return 'no value';
  const words = symbols[symbol];
  return words === undefined ? symbol : `${symbol} (${words})`;
}
