import { absolute, type Decimal, foldedName } from '@outturn/kernel';
import { asPublished } from '../figure/shown-figure.js';
import type { RelativeRule } from '../target/target.events.js';
import type { Distribution } from './assessment-input.js';
import { type Polarity, variance } from './polarity.js';
import { type Band, bandEdge, quartiles, reaches } from './quartile.js';
import { notRated, type RagPolicy, type RagReason, type Rating, worst } from './rag.js';

/** One rule of a relative target with its own answer. */
export interface AssessedRule {
  rule: RelativeRule['rule'];
  area?: string;
  band?: Band;
  /** Null where it cannot be said. */
  met: boolean | null;
  /** The value that the figure is held against: the benchmark's, the previous figure's, or the edge of the band. */
  against: Decimal | null;
  /** The period of that value. */
  period: string | null;
  /** figure − against as both are published, in the indicator's unit. */
  variance: Decimal | null;
}

/** What rules are judged by; values are in the indicator's unit. */
export interface RuleEvidence {
  /** The figure's, as it is published. */
  value: Decimal | null;
  /** How finely figures of the indicator are published. */
  decimals: number;
  polarity: Polarity;
  tolerance: Decimal | null;
  policy: RagPolicy;
  benchmarks: readonly { area: string; period: string; value: Decimal | null }[];
  previous: { period: string; value: Decimal } | null;
  distribution: Distribution | null;
}

export interface RulesJudgement {
  met: boolean | null;
  rules: AssessedRule[];
  rating: Rating;
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
  against: Decimal | null;
  /** The same as it is compared: as published, but for a quartile's edge, which is worked out and published by nobody. */
  compared: Decimal | null;
  period: string | null;
  /** Whether a figure equal to `against` meets the rule. */
  inclusive: boolean;
  /** Why there is nothing to hold the figure against. */
  missing: RagReason | null;
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
