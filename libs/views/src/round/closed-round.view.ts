import { londonDateOf } from '@outturn/kernel';
import type { AskedReturn, ClosedRound, RoundEvent } from '@outturn/domain';
import { view } from '../view.js';

/** The closed rounds of a period, each with the returns that it refuses. A period without one has no row. */
export type ClosedRounds = {
  readonly rounds: readonly (ClosedRound & { readonly returns: readonly AskedReturn[] })[];
};

type Ended = Extract<RoundEvent, { readonly type: 'RoundClosed' | 'RoundReopened' }>;

/**
 * Kept beside the rounds for the one question that every return asks. While a round is open there is nothing to read, so
 * the answer is a single seek that finds no row.
 */
export const closedRoundView = view<Ended, ClosedRounds>({
  name: 'closed_round',
  version: 1,
  keyOf: ({ data }) => data.period,
  on: {
    RoundClosed: (row, { data: { round, returns }, knownFrom, position }) => ({
      rounds: [...without(row, round), { round, returns, closedOn: londonDateOf(knownFrom), position }],
    }),
    RoundReopened: (row, { data }) => {
      const rounds = without(row, data.round);
      return rounds.length === 0 ? null : { rounds };
    },
  },
});

const without = (row: ClosedRounds | null, name: string): ClosedRounds['rounds'] =>
  (row?.rounds ?? []).filter(({ round }) => round !== name);
