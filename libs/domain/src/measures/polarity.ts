import { compare, type Decimal, subtract } from '@outturn/kernel';
import { asPublished } from '../figure/shown-figure.js';

/** Whether a higher or a lower figure is the better one; neutral if neither is (the number of children in care). */
export const polarities = ['higher', 'lower', 'neutral'] as const;
export type Polarity = (typeof polarities)[number];

/** How one figure stands to another; `no_judgement` where the polarity is neutral or one of the two is not known. */
export type Verdict = 'better' | 'worse' | 'same' | 'no_judgement';

/** value − target in the indicator's unit: arithmetic, with no judgement in it. */
export const variance = (value: Decimal, target: Decimal): Decimal => subtract(value, target);

/** Whether a variance is on the good side; zero is, since the target is reached. Null for neutral polarity. */
export function favourable(difference: Decimal, polarity: Polarity): boolean | null {
  return polarity === 'neutral' ? null : !isBetter('0', difference, polarity);
}

/** Whether a is strictly better than b. Always false for neutral polarity. */
export function isBetter(a: Decimal, b: Decimal, polarity: Polarity): boolean {
  return polarity !== 'neutral' && compare(a, b) === (polarity === 'higher' ? 1 : -1);
}

/** Reads a figure against another through polarity. Null stands for a figure that is not known. */
export function verdict(value: Decimal | null, against: Decimal | null, polarity: Polarity): Verdict {
  if (value === null || against === null || polarity === 'neutral') return 'no_judgement';
  if (isBetter(value, against, polarity)) return 'better';
  return isBetter(against, value, polarity) ? 'worse' : 'same';
}

/** How the figures of an indicator are read: which way is good, and with how many decimals they are published. */
export interface PublishedBy {
  readonly polarity: Polarity;
  readonly decimals: number;
}

/** Reads a figure against another as both are published: no verdict rests on a difference that is not shown. */
export const publishedVerdict = (
  value: Decimal | null,
  against: Decimal | null,
  { polarity, decimals }: PublishedBy,
): Verdict => verdict(value && asPublished(value, decimals), against && asPublished(against, decimals), polarity);

/** value − other as both are published, in the indicator's unit. */
export const publishedDifference = (value: Decimal, other: Decimal, decimals: number): Decimal =>
  variance(asPublished(value, decimals), asPublished(other, decimals));
