import { compare, type Decimal, periodOf, type PeriodKind } from '@outturn/kernel';
import type { Unit } from '../indicator/unit.js';
import type { ReturnStatus } from '../kpi-return/kpi-return.commands.js';
import type { FigureWarning } from '../kpi-return/kpi-return.events.js';
import type { TargetValue } from '../target/target.events.js';
import { applicableTarget, type Milestone, milestonesAt, targetSpan } from './applicable-target.js';
import type {
  Basis,
  BenchmarkRow,
  Distribution,
  FigureRow,
  IndicatorDefinition,
  Origin,
  TargetRow,
} from './assessment-input.js';
import { applicableBenchmarks, type BenchmarkComparison, compareWith } from './comparators.js';
import type { Polarity } from './polarity.js';
import { type Colour, currentRagPolicy, notRated, ragPolicies, type RagPolicyId, type RagReason } from './rag.js';
import type { AssessedRule } from './relative-target.js';
import { latestFigure, seriesKinds, valueOf } from './series.js';
import { judge } from './target-assessment.js';
import { directionOfTravel, type Travel } from './travel.js';

/** The version of the rules on this page and those it calls, which a snapshot names. */
export const assessmentRules = 'assessment@1';

/** What one row of a scorecard is made from: all that is known of one indicator and breakdown, of any period kind. */
export interface AssessmentQuestion {
  indicator: IndicatorDefinition;
  breakdown: string;
  figures: readonly FigureRow[];
  targets: readonly TargetRow[];
  benchmarks: readonly BenchmarkRow[];
  /** An ISO date: figures of periods that end later are not looked at. */
  asAt: string;
  /** The series; left out, the first listed frequency that has a figure by then. */
  kind?: PeriodKind;
  /** Left out, a quartile target is not rated. */
  distribution?: Distribution;
  policy?: RagPolicyId;
}

export interface TargetAssessment {
  kind: TargetValue['kind'];
  value: Decimal | null;
  lower: Decimal | null;
  upper: Decimal | null;
  milestones: Milestone[];
  rules: AssessedRule[];
  met: boolean | null;
  variance: Decimal | null;
  favourable: boolean | null;
  period: string | null;
  from: string | null;
  to: string | null;
  id: string;
}

export interface Provenance {
  position: number;
  type: string;
}

/** One row of a scorecard, in the shape and key order of interfaces.md. Figures are in the indicator's unit. */
export interface Assessment {
  indicator: string;
  title: string;
  breakdown: string;
  period: string | null;
  /** The series that the row stands for; null where the indicator has no figure and no series was asked for. */
  periodKind: PeriodKind | null;
  value: Decimal | null;
  /** What numerator and denominator give, only where it is not the value. */
  computed?: Decimal;
  published: string | null;
  numerator: Decimal | null;
  denominator: Decimal | null;
  symbol: string | null;
  unit: Unit;
  decimals: number;
  polarity: Polarity;
  status: ReturnStatus | null;
  target: TargetAssessment | null;
  rag: Colour | 'not_rated';
  /** Only where it is not rated. */
  ragReason?: RagReason;
  ragPolicy: RagPolicyId;
  benchmarks: BenchmarkComparison[];
  travel: Travel;
  basis: Basis;
  commentary: string | null;
  source: string | null;
  warnings: readonly FigureWarning[];
  provenance: Provenance[];
}

/**
 * Assesses the latest figure of a series as at a date: the target, the benchmarks and the earlier figures that apply
 * to it (interfaces.md, "Which comparator applies"), what they say, and the events that the answer rests on. Without
 * a figure the row shows what applies on the day itself, and is not rated.
 */
export function assess(question: AssessmentQuestion): Assessment {
  const { indicator, breakdown, asAt, policy = currentRagPolicy, distribution = null } = question;
  const kind = question.kind ?? seriesKinds(question.figures, indicator, asAt)[0] ?? null;
  const figure = latestFigure(question.figures, kind, asAt);
  const period = periodOf(figure?.period ?? `@${asAt}`);
  const value = figure && valueOf(figure);
  const { polarity, unit, tolerance } = indicator;

  const comparators = applicableBenchmarks(question.benchmarks, period);
  const compared = {
    value,
    numerator: figure?.numerator ?? null,
    denominator: figure?.denominator ?? null,
    unit,
    polarity,
  };
  const benchmarks = comparators.map((row) => compareWith(row, compared, figure?.period ?? null));
  const { travel, figures: travelled } =
    figure === null
      ? { travel: { previous: null, yearAgo: null }, figures: [] }
      : directionOfTravel(figure, question.figures, polarity);

  const target = applicableTarget(question.targets, period);
  const milestones = milestonesAt(question.targets, period.end);
  const judgement =
    target &&
    judge(target.target, {
      value,
      polarity,
      tolerance,
      policy: ragPolicies[policy],
      due: targetSpan(target).end <= period.end,
      benchmarks,
      previous: travel.previous,
      distribution,
    });
  const rating =
    figure === null
      ? notRated('NoFigure')
      : value === null
        ? notRated('ValueMissing')
        : (judgement?.rating ?? notRated('NoTarget'));

  const restsOn: Origin[] = [
    ...(figure ? [figure] : []),
    ...(target ? [target, ...milestones.map(({ row }) => row)] : []),
    ...comparators,
    ...travelled,
    ...(judgement?.rules.some(({ rule }) => rule === 'quartile') ? (distribution?.origins ?? []) : []),
  ];
  return {
    indicator: indicator.id,
    title: indicator.title,
    breakdown,
    period: figure?.period ?? null,
    periodKind: kind,
    value,
    ...differingComputation(figure, value),
    published: figure?.published ?? null,
    numerator: compared.numerator,
    denominator: compared.denominator,
    symbol: figure?.symbol ?? null,
    unit,
    decimals: indicator.decimals,
    polarity,
    status: figure?.status ?? null,
    target: target && {
      kind: target.target.kind,
      ...bounds(target.target),
      milestones: milestones.map(({ milestone }) => milestone),
      rules: judgement?.rules ?? [],
      met: judgement?.met ?? null,
      variance: judgement?.variance ?? null,
      favourable: judgement?.favourable ?? null,
      period: target.period,
      from: target.from,
      to: target.to,
      id: target.id,
    },
    ...rating,
    ragPolicy: policy,
    benchmarks,
    travel,
    basis: [indicator, ...restsOn].some(({ basis }) => basis === 'migrated') ? 'migrated' : 'recorded',
    commentary: figure?.commentary ?? null,
    source: figure?.source ?? null,
    warnings: figure?.warnings ?? [],
    provenance: provenanceOf(restsOn),
  };
}

function differingComputation(figure: FigureRow | null, value: Decimal | null): { computed?: Decimal } {
  const computed = figure?.computed ?? null;
  if (computed === null || value === null || compare(computed, value) === 0) return {};
  return { computed };
}

const bounds = (target: TargetValue): Pick<TargetAssessment, 'value' | 'lower' | 'upper'> => ({
  value: 'value' in target ? target.value : null,
  lower: 'lower' in target ? target.lower : null,
  upper: 'upper' in target ? target.upper : null,
});

function provenanceOf(origins: readonly Origin[]): Provenance[] {
  const byPosition = new Map(origins.map(({ position, type }) => [`${position} ${type}`, { position, type }]));
  return [...byPosition.values()];
}
