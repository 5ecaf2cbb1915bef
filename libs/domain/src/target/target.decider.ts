import { accept, entityId, reject, unchanged, unreachable } from '@outturn/kernel';
import type { Decider, Decision } from '@outturn/kernel';
import type { IndicatorState } from '../indicator/indicator.decider.js';
import { notInUse, type NotInUse } from '../indicator/indicator-in-use.js';
import { mentioned } from '../mentioned.js';
import { sameStatement } from '../same-statement.js';
import { membersOf, readTargetValue, type TargetValueRejection } from './target-value.js';
import { SetTarget, WithdrawTarget } from './target.commands.js';
import type { TargetData, TargetEvent, TargetSpan, TargetValue } from './target.events.js';

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
  /** What is to be reached is changed: the members that say it, before and after. */
  | {
      readonly kind: 'TargetNeedsReason';
      readonly field: 'reason';
      readonly was: string;
      readonly becomes: string;
    }
  | { readonly kind: 'NothingToWithdraw'; readonly indicator: string; readonly breakdown: string };

/** The indicator that the target is for, as it stands in the same transaction. */
export type TargetFacts = { readonly indicator: IndicatorState };

/** Where a target holds: exactly one of a period, or a span of dates. */
export type TargetSlot = {
  readonly indicator: string;
  readonly breakdown: string;
  readonly period?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
};

/** `target/<indicator>/<breakdown>/<period>`, or `<from>..<to>` in the place of the period */
export const targetEntity = ({ indicator, breakdown, period, from, to }: TargetSlot): string =>
  entityId('target', indicator, breakdown, period ?? `${from ?? ''}..${to ?? ''}`);

type Decided = Decision<TargetEvent, TargetRejection>;

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

function set(state: TargetState, command: SetTarget, { indicator }: TargetFacts): Decided {
  if (indicator.status !== 'defined') return reject(notInUse(indicator, command.indicator));
  const span = spanOf(command);
  if ('kind' in span) return reject(span);
  const was = state.status === 'set' ? state.target : null;
  const value = readTargetValue(command, indicator.definition.unit, was?.target ?? null);
  if (!value.understood) return reject(value.rejection);

  const data: TargetData = {
    indicator: command.indicator,
    breakdown: command.breakdown,
    span,
    target: value.target,
    rationale: mentioned(command.rationale, was?.rationale ?? null),
    approvedBy: mentioned(command.approvedBy, was?.approvedBy ?? null),
    approvedOn: mentioned(command.approvedOn, was?.approvedOn ?? null),
  };
  if (was === null) return accept({ type: 'TargetSet', schemaVersion: 1, data });
  if (sameStatement(was, data)) return unchanged;
  const reason = command.reason ?? null;
  if (reason === null && !sameStatement(was.target, data.target)) {
    const said = { was: targetSaid(was.target), becomes: targetSaid(data.target) };
    return reject({ kind: 'TargetNeedsReason', field: 'reason', ...said });
  }
  return accept({ type: 'TargetRevised', schemaVersion: 2, data: { ...data, reason } });
}

function withdraw(state: TargetState, command: WithdrawTarget): Decided {
  const { indicator, breakdown, reason } = command;
  const span = spanOf(command);
  if ('kind' in span) return reject(span);
  if (state.status !== 'set') return reject({ kind: 'NothingToWithdraw', indicator, breakdown });
  return accept({ type: 'TargetWithdrawn', schemaVersion: 1, data: { indicator, breakdown, span, reason } });
}

/** A target as its members say it: `point 72`, `range 60 to 70`, `relative better_than:england`. */
function targetSaid(target: TargetValue): string {
  const { value, upper, rule } = membersOf(target);
  if (target.kind === 'range') return `range ${value ?? 'unknown'} to ${upper ?? 'unknown'}`;
  return `${target.kind} ${rule ?? value ?? ''}`;
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
