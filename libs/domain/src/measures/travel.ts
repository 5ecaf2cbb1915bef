import { type Decimal, type Period, periodOf, periodsBetween, sameLastYear } from '@outturn/kernel';
import type { FigureRow } from './assessment-input.js';
import { type PublishedBy, publishedVerdict, type Verdict } from './polarity.js';
import { judgedValue, meantValue } from './series.js';

/** Better, worse or same than an earlier figure; `no_judgement` for neutral polarity or an unknown value. */
export type Direction = Verdict;

export interface YearAgo {
  readonly period: string;
  readonly value: Decimal;
  readonly direction: Direction;
}

export interface Previous extends YearAgo {
  /** Codes of the periods between that have no figure, oldest first. */
  readonly gap: readonly string[];
}

export interface Travel {
  readonly previous: Previous | null;
  readonly yearAgo: YearAgo | null;
}

/** Travel, and the rows that it was read from. */
export interface TravelFound {
  readonly travel: Travel;
  readonly figures: FigureRow[];
}

/**
 * Where a figure has come from: the latest earlier period of the same kind with a value, and the same period last
 * year. Periods of another kind are another series and are never looked at.
 */
export function directionOfTravel(
  figure: FigureRow,
  figures: readonly FigureRow[],
  { polarity, decimals }: PublishedBy,
): TravelFound {
  const period = periodOf(figure.period);
  const current = judgedValue(figure);
  const earlier = figures.flatMap((row) => {
    const [at, value] = [periodOf(row.period), meantValue(row)];
    return at.kind === period.kind && at.end < period.end && value !== null ? [{ row, at, value }] : [];
  });
  const since = ({ row, at, value }: Earlier): YearAgo => ({
    period: at.code,
    value,
    direction: publishedVerdict(current, judgedValue(row), { polarity, decimals }),
  });

  const previous = earlier.toSorted((a, b) => (a.at.end < b.at.end ? -1 : 1)).at(-1) ?? null;
  const lastYear = sameLastYear(period)?.code;
  const yearAgo = earlier.find(({ at }) => at.code === lastYear) ?? null;
  return {
    travel: {
      previous: previous && { ...since(previous), gap: periodsBetween(previous.at, period).map(({ code }) => code) },
      yearAgo: yearAgo && since(yearAgo),
    },
    figures: [previous, yearAgo].flatMap((step) => (step === null ? [] : [step.row])),
  };
}

interface Earlier {
  readonly row: FigureRow;
  readonly at: Period;
  readonly value: Decimal;
}
