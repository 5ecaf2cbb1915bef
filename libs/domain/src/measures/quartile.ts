import { add, compare, type Decimal, multiply, subtract } from '@outturn/kernel';
import { isBetter, type Polarity } from './polarity.js';

/** A is the best quarter of authorities, D the worst. */
export type Band = 'A' | 'B' | 'C' | 'D';

/** Five-number summary of the authorities of one year. */
export interface Quartiles {
  readonly minimum: Decimal;
  readonly lower: Decimal;
  readonly median: Decimal;
  readonly upper: Decimal;
  readonly maximum: Decimal;
}

/**
 * The quartiles of a distribution, exact, by interpolation of type 7 (Hyndman and Fan 1996; R's default, which LAIT
 * uses). Null for an empty one.
 */
export function quartiles(values: readonly Decimal[]): Quartiles | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort(compare);
  const quantile = (quarters: number): Decimal => {
    const steps = (sorted.length - 1) * quarters;
    const below = sorted[Math.floor(steps / 4)] ?? '0';
    const above = sorted[Math.ceil(steps / 4)] ?? '0';
    return add(below, multiply(subtract(above, below), String((steps % 4) / 4)));
  };
  return { minimum: quantile(0), lower: quantile(1), median: quantile(2), upper: quantile(3), maximum: quantile(4) };
}

/** The edge of a band: what a figure must reach, or pass where the edge itself belongs to the band below. */
export interface BandEdge {
  readonly value: Decimal;
  /** Whether a figure on the edge is in the band. */
  readonly inclusive: boolean;
}

/**
 * The edge of the bands from A down to this one. LAIT's rule is not symmetrical: a figure on the edge gets the better
 * band where low is good and the worse one where high is (fn_analysis.R). Null for D, which holds the rest, and for
 * neutral polarity.
 */
export function bandEdge(band: Band, { lower, median, upper }: Quartiles, polarity: Polarity): BandEdge | null {
  if (band === 'D' || polarity === 'neutral') return null;
  const edges = polarity === 'lower' ? { A: lower, B: median, C: upper } : { A: upper, B: median, C: lower };
  return { value: edges[band], inclusive: polarity === 'lower' };
}

/** Whether a figure lies on the good side of an edge. */
export const reaches = (value: Decimal, edge: BandEdge, polarity: Polarity): boolean =>
  isBetter(value, edge.value, polarity) || (edge.inclusive && compare(value, edge.value) === 0);

/**
 * LAIT's quartile band of an authority. Null for neutral polarity ("-" there) and for a value outside the
 * distribution ("Error" there): it cannot be one of the authorities that the quartiles were drawn from.
 */
export function quartileBand(value: Decimal, distribution: Quartiles, polarity: Polarity): Band | null {
  const outside = compare(value, distribution.minimum) < 0 || compare(value, distribution.maximum) > 0;
  if (outside || polarity === 'neutral') return null;
  const reached = (['A', 'B', 'C'] as const).find((band) => {
    const edge = bandEdge(band, distribution, polarity);
    return edge !== null && reaches(value, edge, polarity);
  });
  return reached ?? 'D';
}

/** LAIT's ranks: 1 is best, ties share the lower number, a missing value has none; neutral polarity ranks nothing. */
export function ranks(values: readonly (Decimal | null)[], polarity: Polarity): (number | null)[] {
  return values.map((value) => {
    if (value === null || polarity === 'neutral') return null;
    return 1 + values.filter((other) => other !== null && isBetter(other, value, polarity)).length;
  });
}
