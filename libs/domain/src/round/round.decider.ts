import { accept, entityId, periodOf, reject, unchanged, unreachable } from '@outturn/kernel';
import type { Decider, Decision, PeriodKind } from '@outturn/kernel';
import type { IndicatorState } from '../indicator/indicator.decider.js';
import type { MissingForNew } from '../mentioned.js';
import { neverFirst } from '../never-first.js';
import { sameStatement } from '../same-statement.js';
import { askedReturn, type AskedReturn } from './asked-return.js';
import { CloseRound, OpenRound, ReopenRound } from './round.commands.js';
import type { RoundData, RoundEvent } from './round.events.js';

export type RoundState =
  | { readonly status: 'unknown' }
  | { readonly status: 'open'; readonly asks: RoundData }
  | { readonly status: 'closed'; readonly asks: RoundData };

export type RoundCommand = OpenRound | CloseRound | ReopenRound;

export type RoundRejection =
  | MissingForNew
  /** The last day in time, which others were told, is moved. */
  | {
      readonly kind: 'DueDateNeedsReason';
      readonly field: 'reason';
      readonly was: string | null;
      readonly becomes: string | null;
    }
  | { readonly kind: 'UnknownIndicator'; readonly field: 'indicators'; readonly indicator: string }
  | { readonly kind: 'IndicatorRetired'; readonly field: 'indicators'; readonly indicator: string }
  | {
      readonly kind: 'PeriodKindNotListed';
      readonly field: 'indicators';
      readonly indicator: string;
      readonly period: string;
      readonly periodKind: PeriodKind;
      readonly listed: readonly PeriodKind[];
    }
  | ({
      readonly kind: 'AskedInAnotherRound';
      readonly field: 'indicators';
      readonly period: string;
      readonly round: string;
    } & AskedReturn)
  | {
      readonly kind: 'RoundIsForAnotherPeriod';
      readonly field: 'period';
      readonly round: string;
      readonly period: string;
    }
  | { readonly kind: 'UnknownRound'; readonly field: 'round'; readonly round: string }
  | { readonly kind: 'RoundIsClosed'; readonly field: 'round'; readonly round: string }
  | { readonly kind: 'RoundIsOpen'; readonly field: 'round'; readonly round: string };

/** What a round asks for, with its indicator and the other round that asks for the same, open or closed. */
export type AskedFacts = {
  readonly asked: AskedReturn;
  readonly indicator: IndicatorState;
  readonly otherRound: string | null;
};

export type RoundFacts = { readonly asked: readonly AskedFacts[] };

/** `round/<round>` */
export const roundEntity = ({ round }: { readonly round: string }): string => entityId('round', round);

/** The returns that a valid command asks for; none if it leaves them as they stand. Throws TypeError for one that was not validated. */
export const returnsAskedBy = ({ indicators = [] }: OpenRound): AskedReturn[] =>
  indicators.map((text) => {
    const asked = askedReturn(text);
    if (asked === null) throw new TypeError(`an unvalidated command: ${text} is no return`);
    return asked;
  });

type Decided = Decision<RoundEvent, RoundRejection>;

/**
 * Opens, revises, closes and reopens one collection round. A return belongs to one round for good, so that whether its
 * round is closed has one answer.
 */
export const roundDecider: Decider<RoundState, RoundCommand, RoundEvent, RoundFacts, RoundRejection> = {
  initial: { status: 'unknown' },

  decide(state, command, facts) {
    if (command instanceof OpenRound) return open(state, command, facts);
    if (state.status === 'unknown') return reject({ kind: 'UnknownRound', field: 'round', round: command.round });
    if (command instanceof CloseRound) return close(state);
    if (command instanceof ReopenRound) return reopen(state, command);
    return unreachable(command);
  },

  evolve(state, event) {
    if (event.type === 'RoundOpened') return { status: 'open', asks: event.data };
    if (state.status === 'unknown') return neverFirst(event);
    switch (event.type) {
      case 'RoundRevised':
        return { status: 'open', asks: askedIn(event.data) };
      case 'RoundClosed':
        return { status: 'closed', asks: state.asks };
      case 'RoundReopened':
        return { status: 'open', asks: { ...state.asks, due: event.data.due } };
      default:
        return unreachable(event);
    }
  },
};

function open(state: RoundState, command: OpenRound, { asked }: RoundFacts): Decided {
  const { round } = command;
  if (state.status === 'closed') return reject({ kind: 'RoundIsClosed', field: 'round', round });
  const was = state.status === 'open' ? state.asks : null;
  if (was !== null && command.period !== undefined && was.period !== command.period) {
    return reject({ kind: 'RoundIsForAnotherPeriod', field: 'period', round, period: was.period });
  }
  const data = askedBy(command, was);
  if ('kind' in data) return reject(data);
  if (was !== null && sameStatement(was, data)) return unchanged;
  for (const each of asked) {
    const rejection = notAskable(each, data.period);
    if (rejection !== null) return reject(rejection);
  }
  if (was !== null && was.due !== data.due && (command.reason ?? null) === null) {
    return reject({ kind: 'DueDateNeedsReason', field: 'reason', was: was.due, becomes: data.due });
  }
  if (was === null) return accept({ type: 'RoundOpened', schemaVersion: 1, data });
  return accept({ type: 'RoundRevised', schemaVersion: 2, data: { ...data, reason: command.reason ?? null } });
}

/** What a round comes to ask for. */
function askedBy(command: OpenRound, was: RoundData | null): RoundData | MissingForNew {
  const { round, period = was?.period, due = was?.due, submitters = was?.submitters } = command;
  const returns = command.indicators === undefined ? was?.returns : returnsAskedBy(command);
  if (period === undefined) return { kind: 'MissingForNew', field: 'period' };
  if (due === undefined) return { kind: 'MissingForNew', field: 'due' };
  if (returns === undefined) return { kind: 'MissingForNew', field: 'indicators' };
  if (submitters === undefined) return { kind: 'MissingForNew', field: 'submitters' };
  return { round, period, due, returns, submitters };
}

/** Why it was revised belongs to the event, not to what stands. */
const askedIn = ({ reason: _reason, ...asks }: RoundData & { readonly reason: unknown }): RoundData => asks;

function notAskable({ asked, indicator, otherRound }: AskedFacts, period: string): RoundRejection | null {
  if (indicator.status !== 'defined') {
    const kind = indicator.status === 'unknown' ? 'UnknownIndicator' : 'IndicatorRetired';
    return { kind, field: 'indicators', indicator: asked.indicator };
  }
  const listed = indicator.definition.frequencies;
  const periodKind = periodOf(period).kind;
  if (!listed.includes(periodKind)) {
    const fact = { indicator: asked.indicator, period, periodKind, listed };
    return { kind: 'PeriodKindNotListed', field: 'indicators', ...fact };
  }
  return otherRound === null
    ? null
    : { kind: 'AskedInAnotherRound', field: 'indicators', ...asked, period, round: otherRound };
}

function close(state: Exclude<RoundState, { status: 'unknown' }>): Decided {
  if (state.status === 'closed') return unchanged;
  const { round, period, returns } = state.asks;
  return accept({ type: 'RoundClosed', schemaVersion: 1, data: { round, period, returns } });
}

function reopen({ status, asks }: Exclude<RoundState, { status: 'unknown' }>, command: ReopenRound): Decided {
  const { round, period } = asks;
  if (status === 'open') return reject({ kind: 'RoundIsOpen', field: 'round', round });
  const data = { round, period, due: command.due ?? asks.due, reason: command.reason };
  return accept({ type: 'RoundReopened', schemaVersion: 1, data });
}
