import { accept, entityId, reject, unchanged, unreachable } from '@outturn/kernel';
import type { Decider, Decision } from '@outturn/kernel';
import type { IndicatorState } from '../indicator/indicator.decider.js';
import { notInUse, type NotInUse } from '../indicator/indicator-in-use.js';
import { sameStatement } from '../same-statement.js';
import { readTargetValue, type TargetValueRejection } from './target-value.js';
import { SetTarget, WithdrawTarget } from './target.commands.js';
import type { TargetData, TargetEvent, TargetSpan } from './target.events.js';

export type TargetState =
  | { readonly status: 'empty' }
  | { readonly status: 'set'; readonly target: TargetData }
  | { readonly status: 'withdrawn' };

export type TargetCommand = SetTarget | WithdrawTarget;

type SpanRejection =
  | { readonly kind: 'SpanMissing'; readonly field: 'period' }
  | { readonly kind: 'SpanBackwards'; readonly field: 'to'; readonly from: string; readonly to: string };

export type TargetRejection =
  | NotInUse
  | SpanRejection
  | TargetValueRejection
  | { readonly kind: 'NothingToWithdraw'; readonly indicator: string; readonly breakdown: string };

/** The indicator that the target is for, as it stands in the same transaction. */
export type TargetFacts = { readonly indicator: IndicatorState };

/** Where a target holds: exactly one of a period, or a span of dates. */
export type TargetSlot = {
  readonly indicator: string;
  readonly breakdown: string;
  readonly period?: string;
  readonly from?: string;
  readonly to?: string;
};

/** `target/<indicator>/<breakdown>/<period>`, or `<from>..<to>` in the place of the period */
export const targetEntity = ({ indicator, breakdown, period, from, to }: TargetSlot): string =>
  entityId('target', indicator, breakdown, period ?? `${from ?? ''}..${to ?? ''}`);

type Outcome = Decision<TargetEvent, TargetRejection>;

/** Sets, revises and withdraws one target. */
export const targetDecider: Decider<TargetState, TargetCommand, TargetEvent, TargetFacts, TargetRejection> = {
  initial: { status: 'empty' },

  decide(state, command, facts) {
    if (command instanceof SetTarget) return set(state, command, facts);
    if (command instanceof WithdrawTarget) return withdraw(state, command);
    return unreachable(command);
  },

  evolve(_state, event) {
    switch (event.type) {
      case 'TargetSet':
      case 'TargetRevised':
        return { status: 'set', target: targetIn(event.data) };
      case 'TargetWithdrawn':
        return { status: 'withdrawn' };
      default:
        return unreachable(event);
    }
  },
};

function set(state: TargetState, command: SetTarget, { indicator }: TargetFacts): Outcome {
  if (indicator.status !== 'defined') return reject(notInUse(indicator, command.indicator));
  const span = spanOf(command);
  if ('kind' in span) return reject(span);
  const value = readTargetValue(command, indicator.definition.unit);
  if (!value.understood) return reject(value.rejection);

  const data: TargetData = {
    indicator: command.indicator,
    breakdown: command.breakdown,
    span,
    target: value.target,
    rationale: command.rationale ?? null,
    approvedBy: command.approvedBy ?? null,
    approvedOn: command.approvedOn ?? null,
  };
  if (state.status !== 'set') return accept({ type: 'TargetSet', schemaVersion: 1, data });
  if (sameStatement(state.target, data)) return unchanged;
  return accept({ type: 'TargetRevised', schemaVersion: 2, data: { ...data, reason: command.reason ?? null } });
}

function withdraw(state: TargetState, command: WithdrawTarget): Outcome {
  const { indicator, breakdown, reason } = command;
  const span = spanOf(command);
  if ('kind' in span) return reject(span);
  if (state.status !== 'set') return reject({ kind: 'NothingToWithdraw', indicator, breakdown });
  return accept({ type: 'TargetWithdrawn', schemaVersion: 1, data: { indicator, breakdown, span, reason } });
}

/** Why it was revised belongs to the event, not to what stands. */
const targetIn = ({ reason: _reason, ...target }: TargetData & { readonly reason?: unknown }): TargetData => target;

function spanOf(slot: TargetSlot): TargetSpan | SpanRejection {
  const { period, from, to } = { period: slot.period ?? null, from: slot.from ?? null, to: slot.to ?? null };
  if (period !== null && from === null && to === null) return { period, from, to };
  if (period !== null || from === null || to === null) return { kind: 'SpanMissing', field: 'period' };
  if (to < from) return { kind: 'SpanBackwards', field: 'to', from, to };
  return { period, from, to };
}
