import type { FigureData, FigureRow, KpiReturnEvent } from '@outturn/domain';
import { inUnit, noFigureWords, qualifierWords } from '../figure-words.js';
import { asItIs, said, text, type Members, type NounEvents } from '../member.js';
import { dayInWords } from '../period-words.js';
import { warningWords } from '../warning-words.js';

const figure: Members<FigureData> = {
  indicator: null,
  breakdown: null,
  period: null,
  value: said('value', inUnit),
  qualifier: said('the value is', (qualifier) => qualifierWords[qualifier]),
  symbol: said('no figure:', (symbol) => noFigureWords[symbol]),
  numerator: asItIs('numerator'),
  denominator: asItIs('denominator'),
  computed: said('the counts give', inUnit),
  status: said('', (status) => status),
  extractedOn: said('taken from the case system on', dayInWords),
  sourceDigest: asItIs('counted from the extract with SHA-256'),
  warnings: {
    label: 'warning:',
    say: (warnings, unit) => warnings.map((warning) => warningWords(warning, unit)).join('; '),
  },
  commentary: text('commentary'),
  source: text('source'),
  // Which version of its indicator's definition a figure was made under is said of the indicator.
  definition: null,
};

export const returnEvents: NounEvents<KpiReturnEvent> = {
  KpiReturnSubmitted: { deed: 'submitted', members: figure },
  KpiReturnFinalised: { deed: 'made final', members: { ...figure, reason: text('reason') } },
  KpiReturnCorrected: { deed: 'corrected', members: { ...figure, reason: text('reason') } },
  KpiReturnWithdrawn: {
    deed: 'withdrawn',
    members: { indicator: null, breakdown: null, period: null, reason: text('reason') },
  },
};

/** A figure as it stands, without what its main line says. */
export const figureRow: Members<FigureRow & Pick<FigureData, 'definition'>> = {
  ...figure,
  value: null,
  qualifier: null,
  numerator: null,
  denominator: null,
  symbol: null,
  status: null,
  published: null,
  position: null,
  type: null,
  basis: null,
  undated: null,
};
