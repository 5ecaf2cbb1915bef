/**
 * The XmR chart of individual values and moving ranges (W. A. Shewhart 1931; D. J. Wheeler, "Understanding Variation",
 * 1993) as the NHS reads it in "Making Data Count": the rules of NHSRplotthedots, ptd_spc_standard.R and
 * ptd_calculate_point_type.R.
 */
export interface Xmr {
  readonly limits: ProcessLimits;
  /** One for each value, in its order. */
  readonly points: readonly ProcessPoint[];
}

/** In the unit of the figures, not clipped: a percentage's limits may lie below 0 or above 100. */
export interface ProcessLimits {
  readonly mean: number;
  readonly lower: number;
  readonly upper: number;
}

/** Why chance alone is not likely to have made a point. */
export type SpecialCause = 'outside_limits' | 'trend' | 'two_of_three' | 'shift';

export interface ProcessPoint {
  readonly value: number;
  /** Null where nothing but common cause shows. */
  readonly cause: SpecialCause | null;
  /** Which way the cause points; null with no cause. */
  readonly side: 'high' | 'low' | null;
}

/** Below thirteen points limits are only a trial (NHSRplotthedots warns, the NHS's own tool shows none). */
export const pointsForLimits = 13;

// Wheeler's constants for moving ranges of two values: 3 ÷ d2 and D4, d2 being 1.128.
const LIMIT_FACTOR = 2.66;
const SCREENING_FACTOR = 3.267;
const RUN = 7;

/**
 * Limits and signals of figures in the order of their periods. Moving ranges as large as the screening limit are left
 * out once, as NHSRplotthedots does, so that one wild value doesn't hide the next.
 * Null below two values: there is no moving range.
 */
export function xmr(values: readonly number[]): Xmr | null {
  if (values.length < 2) return null;
  const mean = meanOf(values);
  const spread = LIMIT_FACTOR * screenedRange(steps(values).map(Math.abs));
  const limits = { mean, lower: mean - spread, upper: mean + spread };
  return { limits, points: signals(values, limits) };
}

const steps = (values: readonly number[]): number[] =>
  values.slice(1).map((value, index) => value - (values[index] ?? value));

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function screenedRange(ranges: readonly number[]): number {
  const average = meanOf(ranges);
  const kept = ranges.filter((range) => range < SCREENING_FACTOR * average);
  return kept.length === 0 ? average : meanOf(kept);
}

type Side = 1 | -1 | 0;
const sideOf = (difference: number): Side => (difference > 0 ? 1 : difference < 0 ? -1 : 0);

/** Each point with the first rule that it breaks, in the order in which NHSRplotthedots asks. */
function signals(values: readonly number[], limits: ProcessLimits): ProcessPoint[] {
  const { mean, lower, upper } = limits;
  const near = ((upper - mean) * 2) / 3;
  const sides = values.map((value) => sideOf(value - mean));
  const beyondNear = values.map((value) => (Math.abs(value - mean) > near ? sideOf(value - mean) : 0));

  const rules: readonly [SpecialCause, readonly Side[]][] = [
    ['outside_limits', values.map((value) => (value > upper ? 1 : value < lower ? -1 : 0))],
    ['trend', runs(steps(values).map(sideOf), RUN - 1, 1)],
    ['two_of_three', twoOfThree(sides, beyondNear)],
    ['shift', runs(sides, RUN, 0)],
  ];
  return values.map((value, index) => {
    const [cause, flags] = rules.find(([, each]) => each[index] !== 0) ?? [null, []];
    return { value, cause, side: cause === null ? null : flags[index] === 1 ? 'high' : 'low' };
  });
}

/**
 * Marks every member of a run of at least `length` equal sides; nought breaks a run.
 * @param tail how many points a run has beyond its members: six steps are seven points
 */
function runs(sides: readonly Side[], length: number, tail: 0 | 1): Side[] {
  const flags = Array.from<Side>({ length: sides.length + tail }).fill(0);
  let start = 0;
  for (let end = 1; end <= sides.length; end += 1) {
    if (end < sides.length && sides[end] === sides[start]) continue;
    const side = sides[start] ?? 0;
    if (side !== 0 && end - start >= length) flags.fill(side, start, end + tail);
    start = end;
  }
  return flags;
}

/** Of three points in a row on one side of the mean, two beyond the near limit: those two. */
function twoOfThree(sides: readonly Side[], beyondNear: readonly Side[]): Side[] {
  return beyondNear.map((side, index) => {
    if (side === 0) return 0;
    const windows = [index - 2, index - 1, index].map((from) => [from, from + 1, from + 2]);
    const holds = windows.some(
      (window) =>
        window.every((at) => sides[at] === side) && window.filter((at) => beyondNear[at] === side).length >= 2,
    );
    return holds ? side : 0;
  });
}
