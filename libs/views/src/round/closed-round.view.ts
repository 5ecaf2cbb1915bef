import { londonDateOf } from '@outturn/kernel';
import type { AskedReturn, ClosedRound, RoundEvent } from '@outturn/domain';
import type { ViewFold } from '@outturn/ledger';

/** The closed rounds of a period, each with the returns that it refuses. A period without one has no row. */
export type ClosedRounds = {
  readonly rounds: readonly (ClosedRound & { readonly returns: readonly AskedReturn[] })[];
};

/**
 * Kept beside the rounds for the one question that every return asks. While a round is open there is nothing to read, so
 * the answer is a single seek that finds no row.
 */
export const closedRoundView: ViewFold<ClosedRounds> = {
  name: 'closed_round',
  version: 1,
  handles: new Set<RoundEvent['type']>(['RoundClosed', 'RoundReopened']),
  keyOf: (envelope) => (envelope as unknown as RoundEvent).data.period,
  apply(row, envelope) {
    const event = envelope as unknown as RoundEvent;
    const others = (row?.rounds ?? []).filter(({ round }) => round !== event.data.round);
    if (event.type !== 'RoundClosed') return others.length === 0 ? null : { rounds: others };
    const { round, returns } = event.data;
    const closed = { round, returns, closedOn: londonDateOf(envelope.knownFrom), position: envelope.position };
    return { rounds: [...others, closed] };
  },
};
