import { DefineIndicator, nouns, RetireIndicator } from '@outturn/domain';
import { row, type ApplicationNoun } from '../command-row.js';
import type { FactReader } from '../facts.js';

const common = {
  ...nouns.indicator,
  facts: { hasFigures: ({ figures }: FactReader, { id }: DefineIndicator | RetireIndicator) => figures.standUnder(id) },
  permission: 'indicator:define',
} as const;

export const indicator = {
  permissions: { 'indicator:define': ['officer'] },
  commands: [
    row({
      ...common,
      command: DefineIndicator,
      path: 'indicators',
      summary: 'Define an indicator, or revise its definition',
      example: {
        id: 'placement-long-term',
        title: 'Looked after for two and a half years and in the same placement for two',
        unit: 'percent',
        polarity: 'higher',
        frequencies: ['quarter', 'year'],
        decimals: 0,
        numerator: 'Children in the same placement for at least two years',
        denominator: 'Children under 16 looked after for at least two and a half years',
        source: 'SSDA903',
        tolerance: '2',
        priority: 'Placement stability',
        owner: 'Head of Placements',
      },
    }),
    row({
      ...common,
      command: RetireIndicator,
      path: 'indicators/retire',
      summary: 'Take an indicator out of use',
      example: { id: 'placement-long-term', reason: 'Replaced by the national definition.' },
      exampleComesLast: true,
    }),
  ],
} as const satisfies ApplicationNoun;
