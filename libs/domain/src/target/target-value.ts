import { compare, unreachable } from '@outturn/kernel';
import type { Decimal } from '@outturn/kernel';
import { type FigureOutOfRange, type PercentOutOfRange, rangeRejection } from '../figure/percent-range.js';
import type { Unit } from '../indicator/unit.js';
import { mentioned, type MissingForNew } from '../mentioned.js';
import { parseRelativeRules, relativeRulesText } from './relative-rule.js';
import type { SetTarget, TargetKind } from './target.commands.js';
import type { TargetValue } from './target.events.js';

type Member = 'value' | 'upper' | 'rule';

export type TargetValueRejection =
  | MissingForNew
  | { readonly kind: 'ValueMissing'; readonly field: 'value'; readonly targetKind: TargetKind }
  | { readonly kind: 'UpperBelowLower'; readonly field: 'upper'; readonly lower: Decimal; readonly upper: Decimal }
  | { readonly kind: 'RuleMissing'; readonly field: 'rule' }
  | { readonly kind: 'RuleNotUnderstood'; readonly field: 'rule'; readonly rule: string }
  | { readonly kind: 'MemberNotForKind'; readonly field: Member; readonly targetKind: TargetKind }
  | PercentOutOfRange<'value' | 'upper'>
  | FigureOutOfRange<'value' | 'upper'>;

/** A target's value as it was understood, or why it was not. */
export type ReadTargetValue =
  | { readonly understood: true; readonly target: TargetValue }
  | { readonly understood: false; readonly rejection: TargetValueRejection };

const members: Record<TargetKind, readonly Member[]> = {
  point: ['value'],
  range: ['value', 'upper'],
  milestone: ['value'],
  relative: ['rule'],
};

/** What is to be reached as a command says it; null if there is none of a member. */
type SaidTarget = { readonly kind: TargetKind } & { readonly [Each in Member]: string | null };

/**
 * Reads what is to be reached from a command, in the indicator's unit. A range may lack one bound or both.
 * @param stands the target that stands: what a command of its kind does not mention stays as it is
 */
export function readTargetValue(command: SetTarget, unit: Unit, stands: TargetValue | null): ReadTargetValue {
  const kind = command.kind ?? stands?.kind;
  if (kind === undefined) return not({ kind: 'MissingForNew', field: 'kind' });
  const { value, upper, rule } = membersOf(stands?.kind === kind ? stands : null);
  return readSaid(
    {
      kind,
      value: mentioned(command.value, value),
      upper: mentioned(command.upper, upper),
      rule: mentioned(command.rule, rule),
    },
    unit,
  );
}

/** The members that say a target. */
export function membersOf(target: TargetValue | null): { readonly [Each in Member]: string | null } {
  const none = { value: null, upper: null, rule: null };
  switch (target?.kind) {
    case undefined:
      return none;
    case 'point':
    case 'milestone':
      return { ...none, value: target.value };
    case 'range':
      return { ...none, value: target.lower, upper: target.upper };
    case 'relative':
      return { ...none, rule: relativeRulesText(target.rules) };
  }
}

function readSaid(command: SaidTarget, unit: Unit): ReadTargetValue {
  const rejection =
    strayMember(command) ??
    rangeRejection('value', command.value, unit) ??
    rangeRejection('upper', command.upper, unit);
  if (rejection !== null) return not(rejection);
  switch (command.kind) {
    case 'point':
    case 'milestone':
      return readValue(command.kind, command.value);
    case 'range':
      return readRange(command.value, command.upper);
    case 'relative':
      return readRules(command.rule);
    default:
      return unreachable(command.kind);
  }
}

function strayMember(command: SaidTarget): TargetValueRejection | null {
  const given = (['value', 'upper', 'rule'] as const).filter((member) => command[member] !== null);
  const stray = given.find((member) => !members[command.kind].includes(member));
  return stray === undefined ? null : { kind: 'MemberNotForKind', field: stray, targetKind: command.kind };
}

function readValue(kind: 'point' | 'milestone', value: Decimal | null): ReadTargetValue {
  if (value === null) return not({ kind: 'ValueMissing', field: 'value', targetKind: kind });
  return { understood: true, target: { kind, value } };
}

function readRange(lower: Decimal | null, upper: Decimal | null): ReadTargetValue {
  if (lower !== null && upper !== null && compare(upper, lower) < 0) {
    return not({ kind: 'UpperBelowLower', field: 'upper', lower, upper });
  }
  return { understood: true, target: { kind: 'range', lower, upper } };
}

function readRules(rule: string | null): ReadTargetValue {
  if (rule === null) return not({ kind: 'RuleMissing', field: 'rule' });
  const rules = parseRelativeRules(rule);
  if (rules === null) return not({ kind: 'RuleNotUnderstood', field: 'rule', rule });
  return { understood: true, target: { kind: 'relative', rules } };
}

const not = (rejection: TargetValueRejection): ReadTargetValue => ({ understood: false, rejection });
