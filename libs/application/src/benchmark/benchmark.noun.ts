import { nouns, ReleaseBenchmark, WithdrawBenchmark, type BenchmarkSlot } from '@outturn/domain';
import { row, type ApplicationNoun } from '../command-row.js';
import { stateOf } from '../facts.js';

const common = {
  ...nouns.benchmark,
  facts: { indicator: stateOf(nouns.indicator, ({ indicator }: BenchmarkSlot) => ({ id: indicator })) },
  permission: 'benchmark:release',
} as const;

export const benchmark = {
  permissions: { 'benchmark:release': ['officer'] },
  commands: [
    row({
      ...common,
      command: ReleaseBenchmark,
      path: 'benchmarks',
      summary: 'Release or restate a benchmark',
      example: {
        indicator: 'placement-long-term',
        breakdown: 'all',
        area: 'england',
        areaCode: '970',
        period: '2016-17',
        sourcePeriod: '2017',
        value: '68',
        published: '68',
        release: 'LAIT 2017-12-14',
      },
    }),
    row({
      ...common,
      command: WithdrawBenchmark,
      path: 'benchmarks/withdraw',
      summary: 'Withdraw a benchmark',
      example: {
        indicator: 'placement-long-term',
        breakdown: 'all',
        area: 'england',
        period: '2016-17',
        sourcePeriod: '2017',
        release: 'LAIT 2017-12-14',
        reason: 'The publisher took the cell back.',
      },
    }),
  ],
  queries: {},
} as const satisfies ApplicationNoun;
