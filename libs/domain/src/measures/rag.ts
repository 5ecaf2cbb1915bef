import { greatest, compare, type Decimal } from '@outturn/kernel';

/** The colours that a policy gives, best first. */
export const colours = ['green', 'amber', 'red'] as const;
export type Colour = (typeof colours)[number];

/** Why a row has no colour. */
export type RagReason =
  | 'NoFigure'
  | 'PeriodNotEnded'
  | 'ValueMissing'
  | 'NoTarget'
  | 'NoPolarity'
  | 'MilestoneNotDue'
  | 'TargetBoundsUnknown'
  | 'BenchmarkUnknown'
  | 'PreviousUnknown'
  | 'QualifiedFigure'
  | 'NoFigureForTarget'
  | 'NeedsAdoptedRelease'
  /** By `assessment@1` alone: what is now `NeedsAdoptedRelease`. */
  | 'QuartileDistributionUnknown';

export type Rating = { rag: Colour } | { rag: 'not_rated'; ragReason: RagReason };

/** What a colour says: where the target stands when its period is over, or on what course while it is running. */
export type RagBasis = 'outturn' | 'course';

/** What is rated: whether a target is met or on course, and by how much it is not (never negative) if it is not. */
export interface Attainment {
  readonly met: boolean;
  readonly shortfall: Decimal;
}

/** Shortfall and tolerance are in the indicator's unit; an indicator without tolerance has null. */
export type RagPolicy = (attainment: Attainment, tolerance: Decimal | null) => Colour;

const byTolerance: RagPolicy = ({ met, shortfall }, tolerance) => {
  if (met) return 'green';
  return tolerance !== null && compare(shortfall, tolerance) <= 0 ? 'amber' : 'red';
};

/**
 * Every policy ever used, for ever: a snapshot names the one it was rated by and can be rated again.
 *
 * `default@1`: green when met, amber when missed by no more than the indicator's tolerance, else red.
 * `default@2`: the same of a target whose period is over; while it is running, green when it is on course, amber when it is
 * off course by no more than the tolerance, else red. Figure, target and tolerance are compared as they are published.
 */
export const ragPolicies = {
  'default@1': byTolerance,
  'default@2': byTolerance,
} as const satisfies Record<string, RagPolicy>;

export type RagPolicyId = keyof typeof ragPolicies;

/** The policy that a scorecard is rated by unless it names another. */
export const currentRagPolicy = 'default@2' satisfies RagPolicyId;

export const notRated = (ragReason: RagReason): Rating => ({ rag: 'not_rated', ragReason });

/** The worst of several colours; green when there are none. */
export const worst = (rated: readonly Colour[]): Colour =>
  colours[greatest([0, ...rated.map((colour) => colours.indexOf(colour))])] ?? 'green';
