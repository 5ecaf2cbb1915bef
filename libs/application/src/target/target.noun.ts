import { nouns, SetTarget, WithdrawTarget, type TargetSlot } from '@outturn/domain';
import { row, type ApplicationNoun } from '../command-row.js';
import { stateOf } from '../facts.js';

const common = {
  ...nouns.target,
  facts: { indicator: stateOf(nouns.indicator, ({ indicator }: TargetSlot) => ({ id: indicator })) },
  permission: 'target:set',
} as const;

export const target = {
  permissions: { 'target:set': ['officer'] },
  commands: [
    row({
      ...common,
      command: SetTarget,
      path: 'targets',
      summary: 'Set or revise a target',
      example: {
        indicator: 'placement-long-term',
        breakdown: 'all',
        period: '2017-18',
        kind: 'point',
        value: '72',
        rationale: 'Above the national average of 68.',
        approvedBy: 'Corporate Parenting Panel',
        approvedOn: '2017-03-28',
      },
    }),
    row({
      ...common,
      command: WithdrawTarget,
      path: 'targets/withdraw',
      summary: 'Withdraw a target',
      example: {
        indicator: 'placement-long-term',
        breakdown: 'all',
        period: '2017-18',
        reason: 'Set by the old panel.',
      },
    }),
  ],
  queries: {},
} as const satisfies ApplicationNoun;
