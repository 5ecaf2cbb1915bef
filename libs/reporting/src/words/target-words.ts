import type { AssessedRule, TargetAssessment, Unit } from '@outturn/domain';
import { absolute } from '@outturn/kernel';
import { differenceInUnit, inUnit, signedInUnit } from './figure-words.js';
import { dayInWords, periodInSentence } from './period-words.js';
import { areaName, capitalised } from './name-words.js';

/** The target in a table: what is to be reached, and how it stands: met or not, on course or off it. */
export function targetInShort(target: TargetAssessment | null, unit: Unit): string {
  if (target === null) return 'no target';
  if (target.kind === 'range' && target.lower === null && target.upper === null) return 'range, not checkable';
  const aim = targetAim(target, unit);
  if (target.kind === 'milestone' && isNext(target)) return `next ${aim}`;
  const [how, size] = targetStands(target, unit);
  return `${aim}: ${[how, size].filter((part) => part !== '').join(target.met === null ? ', ' : ' ')}`;
}

const isNext = ({ period, value, milestones }: TargetAssessment): boolean =>
  milestones.find((each) => each.period === period && each.value === value)?.state === 'next';

/** What is to be reached: "72%", "8% to 12%", "relative". */
export function targetAim(target: TargetAssessment, unit: Unit): string {
  switch (target.kind) {
    case 'point':
    case 'milestone':
      return inUnit(target.value ?? '', unit);
    case 'range':
      return rangeInWords(target, unit);
    case 'relative':
      return 'relative';
  }
}

/**
 * How a target stands, and by how much, in the narrow column: "met" and "by 5", "off course" and "2.5 days behind". The
 * size is empty if there is none.
 */
export function targetStands(
  { kind, met, onCourse, variance }: TargetAssessment,
  unit: Unit,
): readonly [string, string] {
  const holds = met ?? onCourse;
  if (holds === null) return [kind === 'relative' ? 'not known' : 'not judged', ''];
  const distance = variance === null ? '0' : absolute(variance);
  // Of a percentage the target beside it says what is counted.
  const size = unit === 'percent' ? distance : differenceInUnit(distance, unit);
  if (met !== null) return [met ? 'met' : 'not met', distance === '0' ? '' : `by ${size}`];
  return [holds ? 'on course' : 'off course', distance === '0' ? '' : `${size} ${holds ? 'ahead' : 'behind'}`];
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
  if (target.kind === 'relative') {
    const rules = target.rules.map((rule) => ruleInWords(rule, unit, target.onCourse !== null));
    sentences.push(`Target ${spanWords(target)}: ${rules.join('; ')}`);
  }
  return [...sentences, ...targetSteps(target, unit)];
}

/** By which figure the target was met or missed, if not by that of its own period, and the milestones to come. */
export function targetSteps({ met, metBy, period, milestones }: TargetAssessment, unit: Unit): string[] {
  const coming = milestones
    .filter(({ state }) => state !== 'past')
    .map(({ value, due, state }) => `${inUnit(value, unit)} by ${dayInWords(due)} (${state})`);
  return [
    ...(metBy === null || metBy === period
      ? []
      : [
          `${met === true ? 'It was met' : 'It was missed'} by the last figure in that time, for ${periodInSentence(metBy)}`,
        ]),
    ...(coming.length === 0 ? [] : [`Milestones: ${coming.join(', ')}`]),
  ];
}

/** For when a target is, as the beginning of a sentence; null if that is the period of the figure beside it. */
export function targetTime(target: TargetAssessment, period: string | null): string | null {
  const time = spanWords(target);
  return time === '' || (target.period !== null && target.period === period) ? null : capitalised(time);
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

/**
 * A rule of a relative target with its answer: "better than England (68% in 2016-17): met".
 * @param running whether the target's period is still running: then a rule is met only so far
 */
export function ruleInWords(rule: AssessedRule, unit: Unit, running = false): string {
  const against = rule.against === null ? 'not known' : inUnit(rule.against, unit);
  const when = rule.period === null ? '' : ` in ${periodInSentence(rule.period)}`;
  const [holds, fails] = running ? ['on course', 'off course'] : ['met', 'not met'];
  const met =
    rule.met === null
      ? rule.rule === 'quartile'
        ? 'needs an adopted release'
        : 'not known'
      : rule.met
        ? holds
        : fails;
  return `${ruleName(rule)}${rule.rule === 'quartile' && rule.against === null ? '' : ` (${against}${when})`}: ${met}`;
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
