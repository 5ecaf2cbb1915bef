import { absolute, type Decimal, foldedName } from '@outturn/kernel';
import { asPublished } from '../figure/shown-figure.js';
import type { RelativeRule } from '../target/target.events.js';
import type { Distribution } from './assessment-input.js';
import { type Polarity, variance } from './polarity.js';
import { type Band, bandEdge, quartiles, reaches } from './quartile.js';
import { notRated, type RagPolicy, type RagReason, type Rating, worst } from './rag.js';

/** One rule of a relative target with its own answer. */
export interface AssessedRule {
  readonly rule: RelativeRule['rule'];
  readonly area?: string;
  readonly band?: Band;
  /** Null if it cannot be said. */
  readonly met: boolean | null;
  /** The value that the figure is held against: the benchmark's, the previous figure's, or the edge of the band. */
  readonly against: Decimal | null;
  /** The period of that value. */
  readonly period: string | null;
  /** figure − against as both are published, in the indicator's unit. */
  readonly variance: Decimal | null;
}

/** What rules are judged by; values are in the indicator's unit. */
export interface RuleEvidence {
  /** The figure's, as it is published. */
  readonly value: Decimal | null;
  /** How finely figures of the indicator are published. */
  readonly decimals: number;
  readonly polarity: Polarity;
  readonly tolerance: Decimal | null;
  readonly policy: RagPolicy;
  readonly benchmarks: readonly { area: string; period: string; value: Decimal | null }[];
  readonly previous: { period: string; value: Decimal } | null;
  readonly distribution: Distribution | null;
}

export interface RulesJudgement {
  readonly met: boolean | null;
  readonly rules: readonly AssessedRule[];
  readonly rating: Rating;
}

/**
 * Judges a relative target: all rules must hold, and the worst of them gives the colour. Red stands whatever a rule
 * that cannot be judged would have said; any other colour waits for it.
 */
export function judgeRules(rules: readonly RelativeRule[], evidence: RuleEvidence): RulesJudgement {
  const answers = rules.map((rule) => judgeRule(rule, evidence));
  const mets = answers.map(({ assessed }) => assessed.met);
  const ratings = answers.map(({ rating }) => rating);
  const rated = ratings.flatMap((rating) => (rating.rag === 'not_rated' ? [] : [rating.rag]));
  const open = ratings.find((rating) => rating.rag === 'not_rated');
  return {
    met: mets.includes(false) ? false : mets.includes(null) ? null : true,
    rules: answers.map(({ assessed }) => assessed),
    rating: open !== undefined && !rated.includes('red') ? open : { rag: worst(rated) },
  };
}

interface Yardstick {
  readonly against: Decimal | null;
  /** The same as it is compared: as published, but for a quartile's edge, which is worked out and published by nobody. */
  readonly compared: Decimal | null;
  readonly period: string | null;
  /** Whether a figure equal to `against` meets the rule. */
  readonly inclusive: boolean;
  /** Why there is nothing to hold the figure against. */
  readonly missing: RagReason | null;
}

function judgeRule(rule: RelativeRule, evidence: RuleEvidence): { assessed: AssessedRule; rating: Rating } {
  const { value, polarity, policy, tolerance } = evidence;
  const { against, compared, period, inclusive, missing } = yardstick(rule, evidence);
  const difference = value === null || compared === null ? null : variance(value, compared);
  const unknown: RagReason | null = value === null ? 'ValueMissing' : polarity === 'neutral' ? 'NoPolarity' : missing;
  const met =
    unknown !== null || value === null
      ? null
      : compared === null || reaches(value, { value: compared, inclusive }, polarity);
  return {
    assessed: { ...rule, met, against, period, variance: difference },
    rating:
      met === null
        ? notRated(unknown ?? 'ValueMissing')
        : { rag: policy({ met, shortfall: absolute(difference ?? '0') }, tolerance) },
  };
}

function yardstick(rule: RelativeRule, evidence: RuleEvidence): Yardstick {
  const { benchmarks, previous, distribution, polarity, decimals } = evidence;
  const published = (value: Decimal | null): Decimal | null => value && asPublished(value, decimals);
  switch (rule.rule) {
    case 'better_than':
    case 'at_or_better_than': {
      const benchmark = benchmarks.find(({ area }) => foldedName(area) === foldedName(rule.area));
      const against = benchmark?.value ?? null;
      return {
        against,
        compared: published(against),
        period: benchmark?.period ?? null,
        inclusive: rule.rule === 'at_or_better_than',
        missing: against === null ? 'BenchmarkUnknown' : null,
      };
    }
    case 'improves_on_previous':
      return {
        against: previous?.value ?? null,
        compared: published(previous?.value ?? null),
        period: previous?.period ?? null,
        inclusive: false,
        missing: previous === null ? 'PreviousUnknown' : null,
      };
    case 'quartile': {
      const spread = distribution === null ? null : quartiles(distribution.values);
      const edge = spread === null ? null : bandEdge(rule.band, spread, polarity);
      return {
        against: edge?.value ?? null,
        compared: edge?.value ?? null,
        period: distribution?.period ?? null,
        inclusive: edge?.inclusive ?? false,
        // Band D has no edge: every authority is at least in it.
        missing: spread === null ? 'NeedsAdoptedRelease' : null,
      };
    }
  }
}
