import type { AssessedRule, TargetAssessment, Unit } from '@outturn/domain';
import { absolute } from '@outturn/kernel';
import { differenceInUnit, inUnit, signedInUnit } from './figure-words.js';
import { dayInWords, periodInSentence } from './period-words.js';
import { areaName } from './name-words.js';

/** The target in a table: what is to be reached, and whether it is. */
export function targetInShort(target: TargetAssessment | null, unit: Unit): string {
  if (target === null) return 'no target';
  const { value, met } = target;
  switch (target.kind) {
    case 'point':
      return `${inUnit(value ?? '', unit)}: ${metInShort(target, unit)}`;
    case 'milestone':
      return met === null
        ? `next ${inUnit(value ?? '', unit)}`
        : `${inUnit(value ?? '', unit)}: ${metInShort(target, unit)}`;
    case 'range':
      return target.lower === null && target.upper === null
        ? 'range, not checkable'
        : `${rangeInWords(target, unit)}: ${metInShort(target, unit)}`;
    case 'relative':
      return `relative: ${met === null ? 'not known' : met ? 'met' : 'not met'}`;
  }
}

function metInShort({ met, variance }: TargetAssessment, unit: Unit): string {
  if (met === null) return 'not judged';
  const distance = variance === null ? '0' : absolute(variance);
  // In the narrow column the unit stands with the target already.
  const by = distance === '0' ? '' : ` by ${unit === 'percent' ? distance : differenceInUnit(distance, unit)}`;
  return `${met ? 'met' : 'not met'}${by}`;
}

function rangeInWords({ lower, upper }: TargetAssessment, unit: Unit): string {
  if (lower === null) return `up to ${inUnit(upper ?? '', unit)}`;
  if (upper === null) return `${inUnit(lower, unit)} or more`;
  return `${inUnit(lower, unit)} to ${inUnit(upper, unit)}`;
}

/** Everything about a target that has no room in a table: for when it is, by how much, and what comes after it. */
export function targetInFull(target: TargetAssessment | null, unit: Unit): string[] {
  if (target === null) return [];
  const sentences: string[] = [];
  if (target.kind === 'range' && target.lower === null && target.upper === null)
    sentences.push(
      `A target range ${spanWords(target)} is stated; its bounds were not published, so it can't be checked`,
    );
  else if (target.kind === 'point' || target.kind === 'range')
    sentences.push(`Target ${spanWords(target)}${varianceWords(target, unit)}`);
  if (target.kind === 'relative')
    sentences.push(`Target ${spanWords(target)}: ${target.rules.map((rule) => ruleInWords(rule, unit)).join('; ')}`);
  const coming = target.milestones.filter(({ state }) => state !== 'past');
  if (coming.length > 0) {
    const steps = coming.map(({ value, due, state }) => `${inUnit(value, unit)} by ${dayInWords(due)} (${state})`);
    sentences.push(`Milestones: ${steps.join(', ')}`);
  }
  return sentences;
}

function spanWords({ period, from, to }: TargetAssessment): string {
  if (period !== null) return `for ${periodInSentence(period)}`;
  if (from === null || to === null) return '';
  return `from ${dayInWords(from)} to ${dayInWords(to)}`;
}

function varianceWords({ variance, favourable }: TargetAssessment, unit: Unit): string {
  if (variance === null) return '';
  const side = favourable === null ? '' : favourable ? ', favourable' : ', adverse';
  return `: variance ${signedInUnit(variance, unit)}${side}`;
}

/** A rule of a relative target with its answer: "better than England (68% in 2016-17): met". */
export function ruleInWords(rule: AssessedRule, unit: Unit): string {
  const against = rule.against === null ? 'not known' : inUnit(rule.against, unit);
  const when = rule.period === null ? '' : ` in ${periodInSentence(rule.period)}`;
  const met = rule.met === null ? 'not known' : rule.met ? 'met' : 'not met';
  return `${ruleName(rule)} (${against}${when}): ${met}`;
}

function ruleName({ rule, area, band }: AssessedRule): string {
  switch (rule) {
    case 'better_than':
      return `better than ${areaName(area ?? '')}`;
    case 'at_or_better_than':
      return `at or better than ${areaName(area ?? '')}`;
    case 'improves_on_previous':
      return 'better than the period before';
    case 'quartile':
      return `in quartile ${band ?? ''}`;
  }
}
