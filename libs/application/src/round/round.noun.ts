import {
  CloseRound,
  nouns,
  OpenRound,
  ReopenRound,
  returnsAskedBy,
  type AskedFacts,
  type AskedReturn,
} from '@outturn/domain';
import { keysUnder, roundView, type CollectionRound } from '@outturn/views';
import { asksMoment, queryParameters } from '../parameters.js';
import { query } from '../query.js';
import { reminders, rounds } from './rounds.js';
import { row, type ApplicationNoun } from '../command-row.js';
import type { FactReader } from '../facts.js';

const common = { ...nouns.round, permission: 'round:run' } as const;

/** What a command asks for, each with its indicator and the other round of the period that asks for the same. */
function askedBy(facts: FactReader, command: OpenRound): AskedFacts[] {
  const period = command.period ?? periodOf(facts, command.round);
  if (period === null) return [];
  const others = facts.rows(roundView, keysUnder(period)).filter(({ round }) => round !== command.round);
  return returnsAskedBy(command).map((asked) => ({
    asked,
    indicator: facts.stateOf(nouns.indicator, { id: asked.indicator }),
    otherRound: others.find((other) => asksFor(other, asked))?.round ?? null,
  }));
}

function periodOf(facts: FactReader, round: string): string | null {
  const state = facts.stateOf(nouns.round, { round });
  return state.status === 'unknown' ? null : state.asks.period;
}

const asksFor = ({ returns }: CollectionRound, { indicator, breakdown }: AskedReturn): boolean =>
  returns.some((asked) => asked.indicator === indicator && asked.breakdown === breakdown);

const asks = { ...asksMoment, judgedOn: queryParameters.today, round: queryParameters.round } as const;

export const round = {
  permissions: { 'round:run': ['coordinator'] },
  commands: [
    row({
      ...common,
      command: OpenRound,
      facts: { asked: askedBy },
      path: 'rounds',
      summary: 'Open a collection round, or revise an open one',
      example: {
        round: '2017-18 quarter 2',
        period: '2017-18Q2',
        due: '2017-10-31',
        indicators: ['placement-long-term'],
        submitters: ['mary.field'],
      },
    }),
    row({
      ...common,
      command: CloseRound,
      facts: { asked: () => [] },
      path: 'rounds/close',
      summary: 'Close a round: its returns are refused',
      example: { round: '2017-18 quarter 2' },
    }),
    row({
      ...common,
      command: ReopenRound,
      facts: { asked: () => [] },
      path: 'rounds/reopen',
      summary: 'Reopen a closed round',
      example: { round: '2017-18 quarter 2', due: '2017-11-14', reason: 'One team was missing.' },
    }),
  ],
  queries: {
    rounds: query(rounds, {
      asks,
      remembered: true,
      route: {
        path: 'rounds',
        summary: 'The collection rounds, each with its returns: submitted, late, missing or not yet due',
        answer: { description: 'The rounds, by period.', schema: 'Rounds' },
        pinnedBy: ['knownAt'],
      },
    }),
    reminders: query(reminders, {
      asks,
      route: {
        path: 'reminders',
        summary: 'Who is to be reminded of which return of the open rounds, and how many days are left',
        answer: { description: 'One reminder for each person and return.', schema: 'Reminders' },
        pinnedBy: ['knownAt'],
      },
    }),
  },
} as const satisfies ApplicationNoun;
