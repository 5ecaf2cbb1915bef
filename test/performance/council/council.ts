import type { DefineIndicator, ReleaseBenchmark, SetTarget, SubmitReturn } from '@outturn/domain';

// A council as the benchmark has it: 200 indicators, of which its board looks at 20. Everything follows from a number, so
// that every run and every side tells the same story.

export const LEDGER = 'council';
const INDICATORS = 200;
const BOARD = 20;
const QUARTERS = 80;
const FIRST_YEAR = 2000;

const named = (number: number): string => `indicator-${String(number).padStart(3, '0')}`;

export const yearCode = (year: number): string => `${year}-${String((year + 1) % 100).padStart(2, '0')}`;

const quarterCode = (number: number): string => `${yearCode(FIRST_YEAR + Math.floor(number / 4))}Q${(number % 4) + 1}`;

/** The indicators that the board looks at. */
export const boardIndicators: readonly string[] = Array.from({ length: BOARD }, (_, index) => named(index));

export const definitions: readonly Partial<DefineIndicator>[] = Array.from({ length: INDICATORS }, (_, index) => ({
  id: named(index),
  title: `Children in care, measure ${index}`,
  unit: 'percent',
  polarity: index % 2 === 0 ? 'higher' : 'lower',
  frequencies: ['quarter', 'year'],
  decimals: 1,
}));

/** A target for each year, and England's figure for it, of every indicator of the board. */
export const targets: readonly Partial<SetTarget>[] = boardIndicators.flatMap((indicator) =>
  Array.from({ length: 20 }, (_, year) => ({
    indicator,
    period: yearCode(FIRST_YEAR + year),
    kind: 'point' as const,
    value: String(60 + year),
  })),
);

export const benchmarks: readonly Partial<ReleaseBenchmark>[] = boardIndicators.flatMap((indicator) =>
  Array.from({ length: QUARTERS }, (_, quarter) => ({
    indicator,
    area: 'england',
    period: quarterCode(quarter),
    value: String(50 + (quarter % 30)),
    release: 'Table 1',
  })),
);

export type Return = Pick<SubmitReturn, 'indicator' | 'period' | 'numerator' | 'denominator' | 'status'> &
  Partial<SubmitReturn>;

/** The board's figures: every quarter of each of its indicators. */
export const boardReturns: readonly Return[] = boardIndicators.flatMap((indicator, index) =>
  Array.from({ length: QUARTERS }, (_, quarter) => ({
    indicator,
    period: quarterCode(quarter),
    numerator: String((quarter * 7 + index) % 100),
    denominator: '100',
    status: 'final' as const,
  })),
);

/** A later correction of one of the board's figures; no two that follow each other say the same. */
export function boardCorrection(number: number): Return {
  const corrected = boardReturns[number % boardReturns.length];
  if (corrected === undefined) throw new RangeError(`${number} is no correction`);
  const round = Math.floor(number / boardReturns.length);
  return { ...corrected, numerator: String((Number(corrected.numerator) + round + 1) % 100), reason: 'Recounted.' };
}

/**
 * The return that has a number: a slot of its own for four of five, of which the first is provisional; the fifth makes final
 * what was provisional 104 numbers before, where the story had begun by then.
 */
export function returnAt(number: number, first: number): Return {
  const finalises = number % 5 === 4 && number - 104 >= first;
  const slot = finalises ? number - 104 : number;
  const rest = Math.floor(slot / (INDICATORS - BOARD));
  return {
    indicator: named(BOARD + (slot % (INDICATORS - BOARD))),
    breakdown: `team=${Math.floor(rest / QUARTERS)}`,
    period: quarterCode(rest % QUARTERS),
    numerator: String(number % 97),
    denominator: '100',
    status: number % 5 === 0 ? 'provisional' : 'final',
  };
}
