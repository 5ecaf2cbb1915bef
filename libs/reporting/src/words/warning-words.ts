import type { CellWarning, FigureWarning, Unit } from '@outturn/domain';
import { inUnit } from './figure-words.js';
import { dayInWords, periodInSentence } from './period-words.js';

const besideWords = { series: 'the figures next to it', target: 'the target', comparator: 'a comparator' } as const;

const timesWords = { '10': '10 times', '100': '100 times', '0.1': 'a tenth of', '0.01': 'a hundredth of' } as const;

/** What a reader of a figure should know, or whoever submits it should look at again, as a sentence without its stop. */
export function warningWords(warning: FigureWarning | CellWarning, unit: Unit): string {
  switch (warning.kind) {
    case 'StatedDiffersFromComputed':
      return `the stated value is ${warning.stated}, and numerator and denominator give ${warning.computed}: both are kept`;
    case 'LooksLikeFraction': {
      const { value, beside, other } = warning;
      const verb = beside === 'series' ? 'are in tens' : `is ${inUnit(other, unit)}`;
      return `${inUnit(value, unit)} is less than one per cent, and ${besideWords[beside]} ${verb}${beside === 'series' ? ` (${inUnit(other, unit)})` : ''}: percentages are 0 to 100`;
    }
    case 'TimesItsNeighbours':
      return `${inUnit(warning.value, unit)} is about ${timesWords[warning.times]} the figure for ${periodInSentence(warning.period)}, ${inUnit(warning.other, unit)}: is the decimal point in its place?`;
    case 'FractionalCount':
      return `the ${warning.field} ${warning.count} is no whole number, and people are counted whole`;
    case 'FinalBeforePeriodEnd':
      return `it is called final on ${dayInWords(warning.knownOn)}, and its period ends on ${dayInWords(warning.endsOn)}: it is kept, and shown from that day on`;
    case 'FigureOutOfRange':
      return `${inUnit(warning.value, unit)} cannot be: it is kept as it was published`;
  }
}
