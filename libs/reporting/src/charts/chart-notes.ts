import type { Assessment } from '@outturn/domain';
import { figureSaid, symbolWords } from '../words/figure-words.js';

/** A numbered remark on one period, for the chart and the table under it. */
export interface ChartNote {
  readonly number: number;
  /** The period's code. */
  readonly period: string;
  readonly text: string;
}

/** What there is to remark on the periods of a series, oldest first: corrections, values held back, commentary. */
export function chartNotes(rows: readonly Assessment[]): ChartNote[] {
  const remarked = rows.flatMap((row) => {
    const text = remarks(row).join(' ');
    return row.period === null || text === '' ? [] : [{ period: row.period, text }];
  });
  return remarked.map((note, index) => ({ number: index + 1, ...note }));
}

const remarks = ({ value, symbol, qualifier, unit, commentary, provenance }: Assessment): string[] => [
  // An assessed figure's own event is the first that it rests on.
  ...(provenance[0]?.type === 'KpiReturnCorrected' ? [`Corrected (event ${provenance[0].position}).`] : []),
  ...(value === null ? [`No value: ${symbolWords(symbol)}.`] : []),
  // The mark stands at the number; the word that goes with it stands here.
  ...(value !== null && qualifier !== null ? [`The figure is ${figureSaid({ value, symbol, qualifier }, unit)}.`] : []),
  ...(commentary === null ? [] : [commentary]),
];
