export { type Pending, pendingOf, type TargetAhead } from './ahead.js';
export {
  applicableTarget,
  type Milestone,
  milestonesAt,
  type MilestoneState,
  targetSpan,
} from './applicable-target.js';
export { type AnyAssessment, assessmentUnder, currentRules, type NamedRules } from './assessment-versions.js';
export {
  assess,
  type Assessment,
  type AssessmentQuestion,
  type Provenance,
  type TargetAssessment,
} from './assessment.js';
export type {
  Basis,
  BenchmarkRow,
  Distribution,
  FigureRow,
  IndicatorDefinition,
  Origin,
  TargetRow,
} from './assessment-input.js';
export { applicableBenchmarks, type BenchmarkComparison, type Compared, compareWith } from './comparators.js';
export { byars, exactPoisson, type Interval, type Level, poissonRate, wilson } from './confidence.js';
export { type MovedTarget, sameTarget, type TargetPast } from './moved-target.js';
export {
  favourable,
  isBetter,
  polarities,
  type Polarity,
  publishedDifference,
  publishedVerdict,
  variance,
  type Verdict,
  verdict,
} from './polarity.js';
export { type Band, quartileBand, type Quartiles, quartiles, ranks } from './quartile.js';
export {
  type Attainment,
  type Colour,
  colours,
  currentRagPolicy,
  type RagBasis,
  ragPolicies,
  type RagPolicy,
  type RagPolicyId,
  type RagReason,
  type Rating,
} from './rag.js';
export type { AssessedRule } from './relative-target.js';
export { latestFigure, meantValue, seriesKinds, valueOf } from './series.js';
export {
  confidenceInterval,
  positionOf,
  type Significance,
  significance,
  type SignificanceQuestion,
} from './significance.js';
export { type Direction, directionOfTravel, type Previous, type Travel, type YearAgo } from './travel.js';
export { pointsForLimits, type ProcessLimits, type ProcessPoint, type SpecialCause, type Xmr, xmr } from './xmr.js';
export { targetVerdict, type TargetVerdict, type VerdictChange, verdictChanges } from './verdict-change.js';
