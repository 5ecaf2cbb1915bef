import {
  CorrectClosedReturn,
  nouns,
  SubmitReturn,
  WithdrawReturn,
  type ClosedRound,
  type KpiReturnSlot,
} from '@outturn/domain';
import { closedRoundView, type ClosedRounds } from '@outturn/views';
import { asksMoment, queryParameters } from '../parameters.js';
import { streamed } from '../query.js';
import { currentFigures } from './figures.js';
import { row, type ApplicationNoun } from '../command-row.js';
import { row as rowOf, stateOf, theDay, type FactReader } from '../facts.js';

const common = {
  ...nouns['kpi-return'],
  facts: {
    indicator: stateOf(nouns.indicator, ({ indicator }: KpiReturnSlot) => ({ id: indicator })),
    closedRound: rowOf(closedRoundView, ({ period }: KpiReturnSlot) => period, closedFor),
    beside: ({ figures }: FactReader, slot: KpiReturnSlot) => figures.beside(slot),
    knownOn: theDay,
  },
  permission: 'return:submit',
} as const;

/** The round that asked for a return and is closed. */
function closedFor(closed: ClosedRounds | null, { indicator, breakdown }: KpiReturnSlot): ClosedRound | null {
  for (const { returns, ...round } of closed?.rounds ?? [])
    if (returns.some((asked) => asked.indicator === indicator && asked.breakdown === breakdown)) return round;
  return null;
}

export const kpiReturn = {
  permissions: { 'return:submit': ['officer', 'coordinator'], 'return:correct-closed': ['coordinator'] },
  commands: [
    row({
      ...common,
      command: SubmitReturn,
      path: 'returns',
      summary: 'Submit a return, or correct one with a reason',
      example: {
        indicator: 'placement-long-term',
        breakdown: 'all',
        period: '2017-18Q2',
        value: '77',
        status: 'final',
        commentary: 'Two planned moves closer to family are counted.',
        source: 'SSDA903 extract',
      },
    }),
    row({
      ...common,
      command: CorrectClosedReturn,
      path: 'returns/correct-closed',
      summary: 'Correct a return whose round is closed',
      permission: 'return:correct-closed',
      example: {
        indicator: 'placement-long-term',
        breakdown: 'all',
        period: '2017-18Q2',
        value: '78',
        status: 'final',
        reason: 'One planned move was counted as unplanned.',
      },
    }),
    row({
      ...common,
      command: WithdrawReturn,
      path: 'returns/withdraw',
      summary: 'Withdraw a return',
      example: {
        indicator: 'placement-long-term',
        breakdown: 'all',
        period: '2017-18Q2',
        reason: 'Submitted for the wrong quarter.',
      },
    }),
  ],
  queries: {
    figures: streamed(currentFigures, {
      asks: { ...asksMoment, indicator: queryParameters.indicator, area: queryParameters.area },
      isShort: () => true,
    }),
  },
} as const satisfies ApplicationNoun;
