import { capitalised, figureSaid, inUnit, warningWords } from '@outturn/reporting';
import { figureTold, type FigureData } from '@outturn/domain';
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
  const { texts } = event;
  const figure = figureTold(event);
  return {
    deed: deedSentence(event),
    figure: figure === null ? '' : figureInWords(figure, unit),
    reason: texts['reason'] ?? '',
  };
}

/** What is said of a figure that looks wrong, or that its counts disagree with; it is kept all the same. */
export const warningSentences = ({ warnings }: FigureData, unit: Unit): string[] =>
  warnings.map((warning) => {
    if (warning.kind === 'StatedDiffersFromComputed')
      return `The figure says ${inUnit(warning.stated, unit)}, and the counts give ${inUnit(warning.computed, unit)}. Both are kept.`;
    const words = capitalised(warningWords(warning, unit));
    return words.endsWith('?') ? words : `${words}.`;
  });
