import { DefineIndicator, nouns, RetireIndicator } from '@outturn/domain';
import { asksMoment, queryParameters } from '../parameters.js';
import { query } from '../query.js';
import { indicatorList } from './indicator-list.js';
import { indicatorSeries } from './indicator-series.js';
import { scorecard } from './scorecard.js';
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
  queries: {
    scorecard: query(scorecard, {
      asks: { ...asksMoment, indicators: queryParameters.indicators },
      remembered: true,
      route: {
        path: 'scorecard',
        summary: 'The latest figure per indicator and breakdown, assessed as it could have been at that moment',
        answer: { description: 'The scorecard.', schema: 'Scorecard' },
        pinnedBy: ['knownAt'],
      },
    }),
    indicators: query(indicatorList, { asks: asksMoment, remembered: true }),
    indicator: query(indicatorSeries, {
      asks: { ...asksMoment, indicator: queryParameters.indicator, breakdown: queryParameters.breakdown },
      remembered: true,
      route: {
        path: 'indicators/:indicator',
        summary: 'The whole series of an indicator with its targets, benchmarks and assessment per period',
        answer: { description: 'The series.', schema: 'IndicatorSeries' },
        pinnedBy: ['knownAt'],
      },
    }),
  },
} as const satisfies ApplicationNoun;
