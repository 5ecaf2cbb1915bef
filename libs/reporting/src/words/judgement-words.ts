import { asPublished, type Assessment, type TargetAssessment } from '@outturn/domain';
import { absolute, add, compare, decimal, type Decimal, ratio, round } from '@outturn/kernel';
import { differenceInUnit, inUnit, signedInUnit } from './figure-words.js';
import { capitalised, counted } from './name-words.js';
import { periodInSentence } from './period-words.js';
import { ragReasonWords } from './rating-words.js';
import { ruleInWords } from './target-words.js';

/** How a figure came out of its counts, a sentence a step; that it was stated alone, if there are none. */
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

/** That a figure is judged as it is published, if it was stated more finely. */
export function judgedAs({ value, published, unit, decimals }: Assessment): string[] {
  if (value === null) return [];
  const shown = asPublished(value, decimals);
  return [
    ...(published === null || published === value || decimal(published) === value
      ? []
      : [`A spreadsheet wrote ${published}, which is how it keeps ${inUnit(value, unit)}.`]),
    ...(shown === value
      ? []
      : [
          `Figures of this indicator are published, and judged, to ${counted(decimals, 'decimal')}: ${inUnit(shown, unit)}.`,
        ]),
  ];
}

/**
 * How a figure got its colour, a sentence a step, by the policy `default@2`.
 * @param tolerance how far from the target is still amber, in the indicator's unit
 */
export function judgementSentences(row: Assessment, tolerance: Decimal | null): string[] {
  const { rag, ragReason, target } = row;
  if (rag === 'not_rated')
    return [`It has no colour: ${ragReason === undefined ? 'no rule applies' : ragReasonWords(ragReason)}.`];
  if (target === null) return [];
  return [...comparison(row, target), ...colourOf(row, target, tolerance)];
}

function comparison({ value, unit, polarity, period }: Assessment, target: TargetAssessment): string[] {
  const running = target.onCourse !== null;
  if (target.kind === 'relative') {
    const rules = target.rules.map((rule) => `${capitalised(ruleInWords(rule, unit, running))}.`);
    return rules.length > 1 ? [...rules, 'All of them must hold, and the worst gives the colour.'] : rules;
  }
  const { variance, met, onCourse, metBy } = target;
  if (value === null || variance === null) return [];
  const size = differenceInUnit(variance, unit);
  const verdict =
    met === null
      ? onCourse === true
        ? 'it is on course: the time that the target is for is not over'
        : `it is off course by ${size}: the time that the target is for is not over`
      : met
        ? 'the target is met'
        : `the target is missed by ${size}`;
  const better = { higher: 'Higher is better', lower: 'Lower is better', neutral: 'Neither way is better' }[polarity];
  return [
    ...(metBy === null || metBy === period
      ? []
      : [`The time that the target is for is over, and the figure for ${periodInSentence(metBy)} decides.`]),
    target.kind === 'range' ? againstRange(target, unit) : againstPoint(target, unit),
    `${better}, so ${verdict}.`,
  ];
}

const againstPoint = ({ value: aim, variance }: TargetAssessment, unit: Assessment['unit']): string =>
  `${inUnit(add(aim ?? '0', variance ?? '0'), unit)} less the target of ${inUnit(aim ?? '', unit)} is ${signedInUnit(variance ?? '0', unit)}.`;

function againstRange({ lower, upper, variance }: TargetAssessment, unit: Assessment['unit']): string {
  const side = compare(variance ?? '0', '0');
  if (side === 0) return 'The figure is within the range.';
  const bound = side < 0 ? lower : upper;
  const size = differenceInUnit(variance ?? '0', unit);
  return `The figure is ${size} ${side < 0 ? 'below' : 'above'} ${inUnit(bound ?? '', unit)}, ${side < 0 ? 'the lower' : 'the upper'} end of the range.`;
}

function colourOf({ rag, unit }: Assessment, target: TargetAssessment, tolerance: Decimal | null): string[] {
  const running = target.onCourse !== null;
  if (rag === 'green') return [running ? 'A target that is on course is green.' : 'A target that is met is green.'];
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

/**
 * That the rounding of a figure decided its verdict, where it did: 149 of 200 is 74.5%, is published as 75%, and meets a
 * target of 75%. Empty where the figure as it came would have been judged the same.
 */
export function roundingDecides(row: Assessment): string[] {
  const decided = decidedByRounding(row);
  if (decided === null) return [];
  const [exact, shown, aimed] = [decided.exact, decided.shown, decided.aimed].map((value) => inUnit(value, row.unit));
  return [
    `A figure is judged as it is published: ${exact} rounds half up to ${shown}, and that decides how it compares with the target of ${aimed}.`,
  ];
}

/** The same for a table or a list: "judged as published: 74.5% rounds to 75%". Null where rounding decides nothing. */
export function roundingInShort(row: Assessment): string | null {
  const decided = decidedByRounding(row);
  if (decided === null) return null;
  return `judged as published: ${inUnit(decided.exact, row.unit)} rounds to ${inUnit(decided.shown, row.unit)}`;
}

function decidedByRounding(
  row: Assessment,
): { readonly exact: Decimal; readonly shown: Decimal; readonly aimed: Decimal } | null {
  const { value, numerator, denominator, unit, decimals, target, period } = row;
  // Once its time is over, a target may have been decided by the figure of another period.
  if (value === null || target === null || (target.onCourse === null && target.metBy !== period)) return null;
  const per = { percent: 100, rate_per_10000: 10_000 }[unit as string];
  const isCounted = per !== undefined && numerator !== null && denominator !== null && compare(denominator, '0') !== 0;
  const exact = isCounted ? ratio(numerator, denominator, per, decimals + 6) : value;
  const shown = asPublished(value, decimals);
  // A value that was stated otherwise than its counts give was not rounded from them.
  if (isCounted && round(exact, decimals) !== shown) return null;
  const decided = [target.value, target.lower, target.upper]
    .filter((aim) => aim !== null)
    .map((aim) => ({ aim, aimed: asPublished(aim, decimals) }))
    .find(({ aim, aimed }) => compare(exact, aim) !== compare(shown, aimed));
  return decided === undefined ? null : { exact, shown, aimed: decided.aimed };
}
