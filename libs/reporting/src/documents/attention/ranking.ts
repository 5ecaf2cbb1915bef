import type { Assessment } from '@outturn/domain';
import { type Reason, type Side, sureness } from './standing.js';

export interface Placed {
  readonly row: Pick<Assessment, 'rag'>;
  readonly reasons: readonly Reason[];
}

/**
 * The figures of one side of a summary, what matters most first: by how sure the surest of its reasons is, then by
 * rating, then by its greatest difference as a share of what it is held against. If all that is equal, they stay as the
 * scorecard has them. A figure without a reason on that side is left out.
 */
export function ranked<Figure extends Placed>(figures: readonly Figure[], side: Side): Figure[] {
  return figures
    .map((figure) => ({ figure, own: figure.reasons.filter((reason) => reason.side === side) }))
    .filter(({ own }) => own.length > 0)
    .map(({ figure, own }) => ({
      figure,
      keys: [
        own.reduce((least, { sureness: each }) => Math.min(least, sureness.indexOf(each)), Number.POSITIVE_INFINITY),
        ratingOrder[side].indexOf(figure.row.rag),
        -own.reduce((most, { size }) => Math.max(most, size), Number.NEGATIVE_INFINITY),
      ],
    }))
    .toSorted((a, b) => firstDifference(a.keys, b.keys))
    .map(({ figure }) => figure);
}

const ratingOrder: Readonly<Record<Side, readonly Assessment['rag'][]>> = {
  attention: ['red', 'amber', 'not_rated', 'green'],
  good: ['green', 'not_rated', 'amber', 'red'],
};

const firstDifference = (a: readonly number[], b: readonly number[]): number =>
  a.map((key, at) => key - (b[at] ?? 0)).find((difference) => difference !== 0) ?? 0;
