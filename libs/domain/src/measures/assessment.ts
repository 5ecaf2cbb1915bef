import { compare, type Decimal, periodOf, type PeriodKind } from '@outturn/kernel';
import type { Qualifier } from '../figure/no-figure.js';
import type { Unit } from '../indicator/unit.js';
import type { ReturnStatus } from '../kpi-return/kpi-return.commands.js';
import type { FigureWarning } from '../kpi-return/kpi-return.events.js';
import type { TargetValue } from '../target/target.events.js';
import { asMeant, asPublished } from '../figure/shown-figure.js';
import { type Pending, pendingOf, type TargetAhead, targetAheadOf } from './ahead.js';
import { applicableTarget, decidingFigure, type Milestone, milestonesAt, targetSpan } from './applicable-target.js';
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
import {
  type Colour,
  currentRagPolicy,
  notRated,
  type RagBasis,
  ragPolicies,
  type RagPolicyId,
  type RagReason,
} from './rag.js';
import { type MovedTarget, movedTargets, type TargetPast } from './moved-target.js';
import type { AssessedRule } from './relative-target.js';
import { judgedValue, latestFigure, meantValue, seriesKinds } from './series.js';
import { periodsMissing } from './staleness.js';
import { type Evidence, judge, type Judgement } from './target-assessment.js';
import { directionOfTravel, type Travel } from './travel.js';

/** The version of the rules on this page and those it calls, which a snapshot names. */
export const assessmentRules = 'assessment@3';

/** What one row of a scorecard is made from: all that is known of one indicator and breakdown, of any period kind. */
export interface AssessmentQuestion {
  readonly indicator: IndicatorDefinition;
  readonly breakdown: string;
  readonly figures: readonly FigureRow[];
  readonly targets: readonly TargetRow[];
  /** What stood when the time of each target was over; left out, none has moved since. */
  readonly targetPasts?: readonly TargetPast[];
  readonly benchmarks: readonly BenchmarkRow[];
  /** An ISO date: figures of periods that end later are not looked at. */
  readonly asAt: string;
  /** The series; left out, the first listed frequency that has a figure by then. */
  readonly kind?: PeriodKind;
  /** Left out, a quartile target is not rated. */
  readonly distribution?: Distribution;
  readonly policy?: RagPolicyId;
}

export interface TargetAssessment {
  readonly kind: TargetValue['kind'];
  readonly value: Decimal | null;
  readonly lower: Decimal | null;
  readonly upper: Decimal | null;
  readonly milestones: readonly Milestone[];
  readonly rules: readonly AssessedRule[];
  /** Whether it was met, once its period has ended and a figure can say so; null before, when `onCourse` says how it stands. */
  readonly met: boolean | null;
  /** Whether the figure stands on the right side of a target whose period is still running; null when it has ended. */
  readonly onCourse: boolean | null;
  /** The period of the figure that decided `met`; null while it is null. */
  readonly metBy: string | null;
  /** figure − target as both are published, of the figure that decided `met` where one did. */
  readonly variance: Decimal | null;
  readonly favourable: boolean | null;
  readonly period: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly id: string;
}

export interface Provenance {
  readonly position: number;
  readonly type: string;
  /** Only where a history that was told gave no day for it ("no date stated"). */
  readonly undated?: true;
}

/** One row of a scorecard, in the shape and key order that papers are signed in. Figures are in the indicator's unit. */
export interface Assessment {
  readonly indicator: string;
  readonly title: string;
  readonly breakdown: string;
  readonly period: string | null;
  /** The series that the row stands for; null where the indicator has no figure and no series was asked for. */
  readonly periodKind: PeriodKind | null;
  readonly value: Decimal | null;
  /** What numerator and denominator give, only if it is not the value. */
  readonly computed?: Decimal;
  readonly published: string | null;
  readonly numerator: Decimal | null;
  readonly denominator: Decimal | null;
  readonly symbol: string | null;
  /** How the value is to be read; a figure that has one is shown with it and not judged. */
  readonly qualifier: Qualifier | null;
  readonly unit: Unit;
  readonly decimals: number;
  readonly polarity: Polarity;
  readonly status: ReturnStatus | null;
  readonly target: TargetAssessment | null;
  /** If no target applies yet: the next that was set. */
  readonly targetAhead: TargetAhead | null;
  /** The targets of this row that were set, changed or withdrawn when their time was over. */
  readonly movedTargets: readonly MovedTarget[];
  readonly rag: Colour | 'not_rated';
  /** Only if it is not rated. */
  readonly ragReason?: RagReason;
  /** Whether the colour is one of course or of the outturn; null if there is none. */
  readonly ragBasis: RagBasis | null;
  readonly ragPolicy: RagPolicyId;
  readonly benchmarks: readonly BenchmarkComparison[];
  readonly travel: Travel;
  /** How many periods since have no figure, once the figure is old; else null. */
  readonly stale: number | null;
  /** A figure that is held and not shown, because its period has not ended. */
  readonly pending: Pending | null;
  readonly basis: Basis;
  readonly commentary: string | null;
  readonly source: string | null;
  readonly warnings: readonly FigureWarning[];
  readonly provenance: readonly Provenance[];
}

/**
 * Assesses the latest figure of a series as at a date: the target, the benchmarks and the earlier figures that apply
 * to it, what they say, and the events that the answer rests on. Without
 * a figure the row shows what applies on the day itself, and is not rated.
 */
export function assess(question: AssessmentQuestion): Assessment {
  const { indicator, breakdown, asAt, policy = currentRagPolicy } = question;
  const kind = question.kind ?? seriesKinds(question.figures, indicator, asAt)[0] ?? null;
  const figure = latestFigure(question.figures, kind, asAt);
  const period = periodOf(figure?.period ?? `@${asAt}`);
  const beside = standingBeside(figure, question);
  const { benchmarks, travel } = beside;
  const value = figure && meantValue(figure);

  const target = applicableTarget(question.targets, period);
  const milestones = milestonesAt(question.targets, period.end, asAt);
  const judged = target && judgeTarget(target, figure, beside, question);
  const pending = pendingOf(question.figures, indicator, kind, asAt);
  const rating =
    figure === null
      ? notRated(pending === null ? 'NoFigure' : 'PeriodNotEnded')
      : beside.value === null
        ? notRated(notJudged(figure))
        : (judged?.judgement.rating ?? notRated('NoTarget'));

  const read = target ? [target, ...milestones.map(({ row }) => row)] : [];
  const moved = movedTargets(question.targetPasts ?? [], question.targets, read, period);
  const restsOn: Origin[] = [
    ...(figure ? [figure] : []),
    ...read,
    ...moved.origins,
    ...beside.restsOn,
    ...(judged?.restsOn ?? []),
  ];
  return {
    indicator: indicator.id,
    title: indicator.title,
    breakdown,
    period: figure?.period ?? null,
    periodKind: kind,
    value,
    ...differingComputation(figure, value),
    published: figure && publishedText(figure, value),
    numerator: figure?.numerator ?? null,
    denominator: figure?.denominator ?? null,
    symbol: figure?.symbol ?? null,
    qualifier: figure?.qualifier ?? null,
    unit: indicator.unit,
    decimals: indicator.decimals,
    polarity: indicator.polarity,
    status: figure?.status ?? null,
    target: target && {
      kind: target.target.kind,
      ...bounds(target.target),
      milestones: milestones.map(({ milestone }) => milestone),
      rules: judged?.judgement.rules ?? [],
      met: judged?.met ?? null,
      onCourse: judged?.onCourse ?? null,
      metBy: judged?.metBy ?? null,
      variance: judged?.judgement.variance ?? null,
      favourable: judged?.judgement.favourable ?? null,
      period: target.period,
      from: target.from,
      to: target.to,
      id: target.id,
    },
    targetAhead: target === null ? targetAheadOf(question.targets, period) : null,
    movedTargets: moved.moved,
    ...rating,
    ragBasis: rating.rag === 'not_rated' ? null : (judged?.basis ?? null),
    ragPolicy: policy,
    benchmarks,
    travel,
    stale: figure && periodsMissing(period, asAt, indicator.expectedAfter),
    pending,
    basis: [indicator, ...restsOn].some(({ basis }) => basis === 'migrated') ? 'migrated' : 'recorded',
    commentary: figure?.commentary ?? null,
    source: figure?.source ?? null,
    warnings: figure?.warnings ?? [],
    provenance: provenanceOf(restsOn),
  };
}

/** A figure with the benchmarks and the earlier figures that apply to it. */
interface Beside {
  /** Null if there is none to judge. */
  readonly value: Decimal | null;
  readonly benchmarks: readonly BenchmarkComparison[];
  readonly travel: Travel;
  readonly restsOn: Origin[];
}

function standingBeside(figure: FigureRow | null, question: AssessmentQuestion): Beside {
  const { indicator, figures, asAt } = question;
  const { unit, polarity, decimals } = indicator;
  const period = periodOf(figure?.period ?? `@${asAt}`);
  const value = figure && judgedValue(figure);
  const comparators = applicableBenchmarks(question.benchmarks, period);
  const counts = { numerator: figure?.numerator ?? null, denominator: figure?.denominator ?? null };
  const compared = { value, ...counts, unit, polarity, decimals };
  const travelled =
    figure === null
      ? { travel: { previous: null, yearAgo: null }, figures: [] }
      : directionOfTravel(figure, figures, indicator);
  return {
    value,
    benchmarks: comparators.map((row) => compareWith(row, compared, figure?.period ?? null, period.end)),
    travel: travelled.travel,
    restsOn: [...comparators, ...travelled.figures],
  };
}

interface JudgedTarget extends Pick<TargetAssessment, 'met' | 'onCourse' | 'metBy'> {
  readonly judgement: Judgement;
  readonly basis: RagBasis;
  /** What it rests on besides the row's own figure and what stands beside that. */
  readonly restsOn: Origin[];
}

/**
 * Judges a target: by the row's figure, of course, while its period is running; once that has ended, by the one figure
 * that decides whether it was met, whatever came later.
 */
function judgeTarget(
  target: TargetRow,
  figure: FigureRow | null,
  beside: Beside,
  question: AssessmentQuestion,
): JudgedTarget {
  const { indicator, asAt, policy = currentRagPolicy, distribution = null } = question;
  const evidence = ({ value, benchmarks, travel }: Beside): Evidence => ({
    value: value && asPublished(value, indicator.decimals),
    decimals: indicator.decimals,
    polarity: indicator.polarity,
    tolerance: indicator.tolerance,
    policy: ragPolicies[policy],
    benchmarks,
    previous: travel.previous,
    distribution,
  });
  const ofQuartile = ({ rules }: Judgement): readonly Origin[] =>
    rules.some(({ rule }) => rule === 'quartile') ? (distribution?.origins ?? []) : [];

  if (targetSpan(target).end > asAt) {
    const judgement = judge(target.target, evidence(beside));
    if (target.target.kind !== 'milestone' || figure === null)
      return {
        judgement,
        met: null,
        onCourse: judgement.met,
        metBy: null,
        basis: 'course',
        restsOn: [...ofQuartile(judgement)],
      };
    const notDue = { ...judgement, favourable: null, rating: notRated('MilestoneNotDue') };
    return { judgement: notDue, met: null, onCourse: null, metBy: null, basis: 'course', restsOn: [] };
  }
  const decides = decidingFigure(target, question.figures);
  if (decides === null) {
    const judgement = withoutValue(judge(target.target, evidence({ ...beside, value: null })), 'NoFigureForTarget');
    return { judgement, met: null, onCourse: null, metBy: null, basis: 'outturn', restsOn: [] };
  }
  const isOwn = decides.position === figure?.position;
  const besideIt = isOwn ? beside : standingBeside(decides, question);
  const judgement = withoutValue(judge(target.target, evidence(besideIt)), notJudged(decides));
  return {
    judgement,
    met: judgement.met,
    onCourse: null,
    metBy: judgement.met === null ? null : decides.period,
    basis: 'outturn',
    restsOn: [...(isOwn ? [] : [decides, ...besideIt.restsOn]), ...ofQuartile(judgement)],
  };
}

/** Why a figure that has no value to judge is not judged. */
const notJudged = ({ qualifier }: FigureRow): RagReason => (qualifier === null ? 'ValueMissing' : 'QualifiedFigure');

/** A judgement that waits for a value, with the reason that there is none. */
const withoutValue = (judgement: Judgement, reason: RagReason): Judgement =>
  judgement.rating.rag === 'not_rated' && judgement.rating.ragReason === 'ValueMissing'
    ? { ...judgement, rating: notRated(reason) }
    : judgement;

/** What a spreadsheet wrote stays beside what it meant. */
const publishedText = (figure: FigureRow, value: Decimal | null): string | null =>
  figure.published ?? (figure.value !== null && figure.value !== value ? figure.value : null);

function differingComputation(figure: FigureRow | null, value: Decimal | null): { computed?: Decimal } {
  const computed = figure?.computed ?? null;
  if (computed === null || value === null || compare(asMeant(computed), value) === 0) return {};
  return { computed };
}

const bounds = (target: TargetValue): Pick<TargetAssessment, 'value' | 'lower' | 'upper'> => ({
  value: 'value' in target ? asMeant(target.value) : null,
  lower: 'lower' in target ? target.lower && asMeant(target.lower) : null,
  upper: 'upper' in target ? target.upper && asMeant(target.upper) : null,
});

function provenanceOf(origins: readonly Origin[]): Provenance[] {
  const byPosition = new Map(
    origins.map(({ position, type, undated }) => [
      `${position} ${type}`,
      { position, type, ...(undated === undefined ? {} : { undated }) },
    ]),
  );
  return [...byPosition.values()];
}
