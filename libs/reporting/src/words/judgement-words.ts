import type { Assessment, TargetAssessment } from '@outturn/domain';
import { absolute, compare, type Decimal, ratio } from '@outturn/kernel';
import { differenceInUnit, inUnit, signedInUnit } from './figure-words.js';
import { capitalised } from './name-words.js';
import { ragReasonWords } from './rating-words.js';
import { ruleInWords } from './target-words.js';

/** How a figure came out of its counts, a sentence a step; that it was stated alone, where there are none. */
export function figureArithmetic({ value, computed, numerator, denominator, unit, decimals }: Assessment): string[] {
  if (value === null) return ['No value was given.'];
  const per = { percent: 100, rate_per_10000: 10_000 }[unit as string] ?? 1;
  if (numerator === null || denominator === null || compare(denominator, '0') === 0)
    return [`${inUnit(value, unit)} was stated; no counts were given with it.`];
  const exact = ratio(numerator, denominator, per, decimals + 2);
  const quotient = `${numerator} out of ${denominator} is ${inUnit(exact, unit)}`;
  if (computed !== undefined) return [`${quotient}. ${inUnit(value, unit)} was stated, and what was stated is kept.`];
  return [exact === value ? `${quotient}.` : `${quotient}, which rounds half up to ${inUnit(value, unit)}.`];
}

/**
 * How a figure got its colour, a sentence a step, by the policy `default@1`.
 * @param tolerance how far from the target is still amber, in the indicator's unit
 */
export function judgementSentences(row: Assessment, tolerance: Decimal | null): string[] {
  const { rag, ragReason, target } = row;
  if (rag === 'not_rated')
    return [`It has no colour: ${ragReason === undefined ? 'no rule applies' : ragReasonWords(ragReason)}.`];
  if (target === null) return [];
  return [...comparison(row, target), ...colourOf(row, target, tolerance)];
}

function comparison({ value, unit, polarity }: Assessment, target: TargetAssessment): string[] {
  if (target.kind === 'relative') {
    const rules = target.rules.map((rule) => `${capitalised(ruleInWords(rule, unit))}.`);
    return rules.length > 1 ? [...rules, 'All of them must hold, and the worst gives the colour.'] : rules;
  }
  const { variance, met } = target;
  if (value === null || variance === null) return [];
  const verdict = met === true ? 'the target is met' : `the target is missed by ${differenceInUnit(variance, unit)}`;
  const better = { higher: 'Higher is better', lower: 'Lower is better', neutral: 'Neither way is better' }[polarity];
  return [
    target.kind === 'range' ? againstRange(target, unit) : againstPoint(value, target, unit),
    `${better}, so ${verdict}.`,
  ];
}

const againstPoint = (value: Decimal, { value: aim, variance }: TargetAssessment, unit: Assessment['unit']): string =>
  `${inUnit(value, unit)} less the target of ${inUnit(aim ?? '', unit)} is ${signedInUnit(variance ?? '0', unit)}.`;

function againstRange({ lower, upper, variance }: TargetAssessment, unit: Assessment['unit']): string {
  const side = compare(variance ?? '0', '0');
  if (side === 0) return 'The figure lies within the range.';
  const bound = side < 0 ? lower : upper;
  const size = differenceInUnit(variance ?? '0', unit);
  return `The figure lies ${size} ${side < 0 ? 'below' : 'above'} ${inUnit(bound ?? '', unit)}, where the range ${side < 0 ? 'begins' : 'ends'}.`;
}

function colourOf({ rag, unit }: Assessment, target: TargetAssessment, tolerance: Decimal | null): string[] {
  if (rag === 'green') return ['A target that is met is green.'];
  if (tolerance === null) return ['No tolerance is set, so any shortfall is red.'];
  const allowed = `the tolerance of ${differenceInUnit(tolerance, unit)}`;
  const { variance } = target;
  const shortfall =
    variance === null ? 'The shortfall' : `The shortfall of ${differenceInUnit(absolute(variance), unit)}`;
  return [
    rag === 'amber'
      ? `${shortfall} is within ${allowed}, so it is amber.`
      : `${shortfall} is more than ${allowed}, so it is red.`,
  ];
}
