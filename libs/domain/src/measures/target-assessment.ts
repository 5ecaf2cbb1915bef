import { absolute, compare, type Decimal } from '@outturn/kernel';
import { asPublished } from '../figure/shown-figure.js';
import type { TargetValue } from '../target/target.events.js';
import { favourable, isBetter, variance } from './polarity.js';
import { notRated, type RagReason, type Rating } from './rag.js';
import { type AssessedRule, judgeRules, type RuleEvidence } from './relative-target.js';

/** What a target is judged by. */
export type Evidence = RuleEvidence;

export interface Judgement {
  /** Null if it cannot be said. */
  readonly met: boolean | null;
  /** value − target; for a range, from its nearest bound, and zero inside. Null if there is no one number. */
  readonly variance: Decimal | null;
  readonly favourable: boolean | null;
  readonly rules: readonly AssessedRule[];
  readonly rating: Rating;
}

/** Judges a figure by a target, both as they are published, and rates it by the policy. */
export function judge(target: TargetValue, evidence: Evidence): Judgement {
  const published = (value: Decimal | null): Decimal | null => value && asPublished(value, evidence.decimals);
  switch (target.kind) {
    case 'point':
    case 'milestone':
      return judgePoint(asPublished(target.value, evidence.decimals), evidence);
    case 'range':
      return judgeRange(published(target.lower), published(target.upper), evidence);
    case 'relative':
      return { ...judgeRules(target.rules, evidence), variance: null, favourable: null };
  }
}

function judgePoint(target: Decimal, evidence: Evidence): Judgement {
  const { value, polarity } = evidence;
  if (value === null) return unjudged('ValueMissing');
  const difference = variance(value, target);
  if (polarity === 'neutral') return { ...unjudged('NoPolarity'), variance: difference };
  return judged(!isBetter(target, value, polarity), difference, evidence);
}

/**
 * A figure outside the range on its good side has met the range: a better outturn is never rated worse. A bound that
 * was not published is unknown, not open, so if it is the one that polarity asks about, the range is met for
 * certain only at the other bound or beyond it.
 */
function judgeRange(lower: Decimal | null, upper: Decimal | null, evidence: Evidence): Judgement {
  const { value, polarity } = evidence;
  if (lower === null && upper === null) return unjudged('TargetBoundsUnknown');
  if (value === null) return unjudged('ValueMissing');

  const below = lower !== null && compare(value, lower) < 0;
  const above = upper !== null && compare(value, upper) > 0;
  const difference = below ? variance(value, lower) : above ? variance(value, upper) : '0';
  if (polarity === 'neutral') return judged(!below && !above, difference, evidence);

  const [needed, best] = polarity === 'higher' ? [lower, upper] : [upper, lower];
  const bound = needed ?? best;
  const met = bound === null || !isBetter(bound, value, polarity);
  if (needed === null && !met) return unjudged('TargetBoundsUnknown');
  return judged(met, difference, evidence);
}

function judged(met: boolean, difference: Decimal, { polarity, policy, tolerance }: Evidence): Judgement {
  return {
    met,
    variance: difference,
    favourable: favourable(difference, polarity),
    rules: [],
    rating: { rag: policy({ met, shortfall: absolute(difference) }, tolerance) },
  };
}

const unjudged = (reason: RagReason): Judgement => ({
  met: null,
  variance: null,
  favourable: null,
  rules: [],
  rating: notRated(reason),
});
