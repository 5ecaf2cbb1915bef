import { type Decimal, type Period, periodOf, type PeriodKind } from '@outturn/kernel';
import { asMeant } from '../figure/shown-figure.js';
import type { FigureRow, IndicatorDefinition } from './assessment-input.js';

/**
 * The period kinds that have figures (ending on or before `asAt`, if it is given): listed frequencies first, in
 * their order, then any other, so that no figure is left off a scorecard. Each is a row of its own.
 */
export function seriesKinds(
  figures: readonly FigureRow[],
  indicator: Pick<IndicatorDefinition, 'frequencies'>,
  asAt?: string,
): PeriodKind[] {
  const found = new Set(
    figures
      .map(({ period }) => periodOf(period))
      .filter(({ end }) => asAt === undefined || end <= asAt)
      .map(({ kind }) => kind),
  );
  return [...new Set([...indicator.frequencies.filter((kind) => found.has(kind)), ...[...found].sort()])];
}

/** The figure of the latest period of a kind that ends on or before `asAt`, an ISO date. */
export function latestFigure(figures: readonly FigureRow[], kind: PeriodKind | null, asAt: string): FigureRow | null {
  const isLater = (row: FigureRow, period: Period, than: FigureRow) => {
    const end = periodOf(than.period).end;
    return period.end === end ? row.position > than.position : period.end > end;
  };
  return figures.reduce<FigureRow | null>((latest, row) => {
    const period = periodOf(row.period);
    if (period.kind !== kind || period.end > asAt) return latest;
    return latest === null || isLater(row, period, latest) ? row : latest;
  }, null);
}

/**
 * A figure's value, else what its counts give. A symbol says that the value was held back: then none is worked out
 * from the counts beside it.
 */
export const valueOf = ({ value, computed, symbol }: FigureRow): Decimal | null =>
  value ?? (symbol === null ? computed : null);

/** The value that is judged: none of a figure that is only about so much, or more, or less. */
export const judgedValue = (figure: FigureRow): Decimal | null =>
  figure.qualifier === null ? meantValue(figure) : null;

/** The same, read as a spreadsheet meant it. */
export function meantValue(figure: FigureRow): Decimal | null {
  const value = valueOf(figure);
  return value && asMeant(value);
}
