import { compare, type Decimal, multiply, type Period, periodOf } from '@outturn/kernel';
import type { Unit } from '../indicator/unit.js';
import { isWithin } from './figure-range.js';
import { asMeant } from './shown-figure.js';

/** What a figure is held against before anything is written; each is read only when it is asked for. */
export interface FiguresBeside {
  /** The other figures of the series, of any kind of period. */
  figures(): Iterable<{ readonly period: string; readonly value: Decimal }>;
  /** What is to be reached, and what others have, in the indicator's unit. */
  targets(): readonly Decimal[];
  comparators(): readonly Decimal[];
}

/** A question about a figure that may be right and looks wrong. Values are in the indicator's unit. */
export type PlausibilityWarning =
  /** 0.77 where 77 is meant: a percentage below one beside figures of ten or more. */
  | {
      readonly kind: 'LooksLikeFraction';
      readonly value: Decimal;
      readonly beside: 'series' | 'target' | 'comparator';
      readonly other: Decimal;
    }
  /** About 10 or 100 times the figures next to it, or a tenth or a hundredth of them. */
  | {
      readonly kind: 'TimesItsNeighbours';
      readonly value: Decimal;
      readonly times: '10' | '100' | '0.1' | '0.01';
      readonly period: string;
      readonly other: Decimal;
    }
  /** People are counted whole. */
  | { readonly kind: 'FractionalCount'; readonly field: 'numerator' | 'denominator'; readonly count: Decimal };

/** A publisher's cell that its unit does not allow: kept as it was published, and said. */
export type CellWarning = { readonly kind: 'FigureOutOfRange'; readonly value: Decimal; readonly unit: Unit };

/** A figure as it is asked about. */
export interface QuestionedFigure {
  readonly period: string;
  readonly value: Decimal | null;
  readonly numerator: Decimal | null;
  readonly denominator: Decimal | null;
}

/** What there is to ask about a figure before it is taken. */
export function plausibilityWarnings(
  figure: QuestionedFigure,
  unit: Unit,
  beside: FiguresBeside,
): PlausibilityWarning[] {
  const counts = unit === 'percent' || unit === 'rate_per_10000' ? (['numerator', 'denominator'] as const) : [];
  const fractional = counts.flatMap((field): PlausibilityWarning[] => {
    const count = figure[field];
    return count !== null && count.includes('.') ? [{ kind: 'FractionalCount', field, count }] : [];
  });
  if (figure.value === null) return fractional;
  const value = asMeant(figure.value);
  const neighbours = neighboursOf(periodOf(figure.period), beside.figures());
  const doubt = fraction(value, unit, neighbours, beside) ?? timesNeighbours(value, neighbours);
  return [...(doubt === null ? [] : [doubt]), ...fractional];
}

/** The question about a target: whether a fraction stands for a percentage. */
export function targetWarnings(value: Decimal, unit: Unit, beside: FiguresBeside): PlausibilityWarning[] {
  const found = fraction(asMeant(value), unit, latestOf(beside.figures()), { ...beside, targets: () => [] });
  return found === null ? [] : [found];
}

/** What a publisher's cell is said to be, if no figure of its unit can be it. */
export function cellWarnings(value: Decimal | null, unit: Unit): CellWarning[] {
  return value === null || isWithin(value, unit) ? [] : [{ kind: 'FigureOutOfRange', value, unit }];
}

interface Neighbour {
  readonly period: Period;
  readonly value: Decimal;
}

type Figures = ReturnType<FiguresBeside['figures']>;

/** The figures of the same kind of period that come next before and after. */
function neighboursOf(period: Period, figures: Figures): Neighbour[] {
  let before: Neighbour | null = null;
  let after: Neighbour | null = null;
  for (const { period: code, value } of figures) {
    const other = periodOf(code);
    if (other.kind !== period.kind) continue;
    if (other.end < period.end && (before === null || other.end > before.period.end)) before = { period: other, value };
    if (other.end > period.end && (after === null || other.end < after.period.end)) after = { period: other, value };
  }
  return [before, after].flatMap((each) => (each === null ? [] : [meant(each)]));
}

function latestOf(figures: Figures): Neighbour[] {
  let latest: Neighbour | null = null;
  for (const { period: code, value } of figures) {
    const period = periodOf(code);
    if (latest === null || period.end >= latest.period.end) latest = { period, value };
  }
  return latest === null ? [] : [meant(latest)];
}

const meant = ({ period, value }: Neighbour): Neighbour => ({ period, value: asMeant(value) });

const TENS = '10';
const isInTens = (value: Decimal): boolean => compare(value, TENS) >= 0;

function fraction(
  value: Decimal,
  unit: Unit,
  neighbours: readonly Neighbour[],
  beside: FiguresBeside,
): PlausibilityWarning | null {
  if (unit !== 'percent' || compare(value, '0') <= 0 || compare(value, '1') >= 0) return null;
  const others = {
    series: neighbours.map((each) => each.value).find(isInTens),
    target: beside.targets().find(isInTens),
    comparator: beside.comparators().find(isInTens),
  };
  const found = (['series', 'target', 'comparator'] as const).find((each) => others[each] !== undefined);
  const other = found && others[found];
  return found === undefined || other === undefined ? null : { kind: 'LooksLikeFraction', value, beside: found, other };
}

const FACTORS = ['100', '10', '0.1', '0.01'] as const;
// A figure moves; one that moved by more than a fifth of itself is not a slip of the point.
const [LEAST, MOST] = ['0.8', '1.25'];

function timesNeighbours(value: Decimal, neighbours: readonly Neighbour[]): PlausibilityWarning | null {
  const [first] = neighbours;
  if (first === undefined || neighbours.some((each) => isOrdinary(value, each.value))) return null;
  const times = FACTORS.find((factor) => neighbours.every((each) => isAbout(value, multiply(each.value, factor))));
  if (times === undefined) return null;
  return { kind: 'TimesItsNeighbours', value, times, period: first.period.code, other: first.value };
}

/**
 * Whether a value is so near another that no factor can be meant. Floating point is exact enough to tell a fifth from an
 * eighth, and every row of a file is asked; what is near a factor is judged exactly.
 */
function isOrdinary(value: Decimal, other: Decimal): boolean {
  const ratio = Number(value) / Number(other);
  return ratio > 0.2 && ratio < 5;
}

/** Whether a value lies within a quarter of another; nothing is about zero. */
function isAbout(value: Decimal, other: Decimal): boolean {
  if (compare(other, '0') === 0) return false;
  const ends = [multiply(other, LEAST), multiply(other, MOST)].toSorted(compare);
  return compare(value, ends[0] ?? other) >= 0 && compare(value, ends[1] ?? other) <= 0;
}
