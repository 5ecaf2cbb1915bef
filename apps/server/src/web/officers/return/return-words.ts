import { figureSaid, inUnit } from '@outturn/reporting';
import type { FigureData } from '@outturn/domain';
import type { HistoryRow, IndicatorSeries } from '@outturn/wiring';
import { deedSentence } from '../deeds.js';

type Unit = IndicatorSeries['definition']['unit'];

/** A figure with what it was made from: "77% (58 of 75), provisional". */
export function figureInWords(figure: FigureData, unit: Unit): string {
  const { numerator, denominator, status } = figure;
  const counts = numerator === null || denominator === null ? '' : ` (${numerator} of ${denominator})`;
  return `${figureSaid(figure, unit)}${counts}${status === 'provisional' ? ', provisional' : ''}`;
}

/** What an event of a return says, for a list: who, when, what, why. */
export function returnDeed(event: HistoryRow, unit: Unit): { deed: string; figure: string; reason: string } {
  const { type, data, texts } = event;
  return {
    deed: deedSentence(event),
    figure: type === 'KpiReturnWithdrawn' ? '' : figureInWords(data as unknown as FigureData, unit),
    reason: texts['reason'] ?? '',
  };
}

/** What is said where the stated value and its counts disagree; both are kept. */
export const warningSentences = ({ warnings }: FigureData, unit: Unit): string[] =>
  warnings.map(
    ({ stated, computed }) =>
      `The figure says ${inUnit(stated, unit)}, and the counts give ${inUnit(computed, unit)}. Both are kept.`,
  );
