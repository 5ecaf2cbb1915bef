import type { BenchmarkData, Unit } from '@outturn/domain';
import { inUnit, symbolWords } from '../../words/figure-words.js';
import { areaName, breakdownWords, capitalised } from '../../words/name-words.js';
import { periodAsTitle } from '../../words/period-words.js';
import type { Table } from '../document.js';

/** Other areas' figures, with the release that each is in; a publisher's label that is no period stays as it is. */
export const comparatorsTable = (cells: readonly BenchmarkData[], unit: Unit): Table => ({
  kind: 'table',
  caption: null,
  holds: 'comparators',
  columns: [
    { title: 'Comparator' },
    { title: 'Breakdown' },
    { title: 'Period' },
    { title: 'Figure' },
    { title: 'Release', whenNarrow: 'below' },
  ],
  rows: cells.map(({ area, breakdown, period, sourcePeriod, value, symbol, release }) => ({
    cells: [
      { lead: areaName(area) },
      { lead: capitalised(breakdownWords(breakdown)) || 'All' },
      { lead: period === null ? (sourcePeriod ?? 'Not stated') : periodAsTitle(period) },
      { lead: { text: value === null ? symbolWords(symbol) : inUnit(value, unit), tone: 'strong' } },
      { lead: release ?? { text: 'None named', tone: 'quiet' } },
    ],
    grounds: [],
  })),
});
