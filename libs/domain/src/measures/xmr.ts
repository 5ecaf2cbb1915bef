import { add, type Decimal, decimalPlaces, multiply, ratio, subtract } from '@outturn/kernel';

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

/** In the unit of the figures to 12 decimals, not clipped: a percentage's limits may lie below 0 or above 100. */
export interface ProcessLimits {
  readonly mean: Decimal;
  readonly lower: Decimal;
  readonly upper: Decimal;
}

/** Why chance alone is not likely to have made a point. */
export type SpecialCause = 'outside_limits' | 'trend' | 'two_of_three' | 'shift';

export interface ProcessPoint {
  readonly value: Decimal;
  /** Null if nothing but common cause shows. */
  readonly cause: SpecialCause | null;
  /** Which way the cause points; null with no cause. */
  readonly side: 'high' | 'low' | null;
}

/** Below thirteen points limits are only a trial (NHSRplotthedots warns, the NHS's own tool shows none). */
export const pointsForLimits = 13;

// Wheeler's constants for moving ranges of two values: 3 ÷ d2 and D4, d2 being 1.128. In thousandths, so that every
// comparison is one of whole numbers.
const LIMIT_FACTOR = 2660n;
const SCREENING_FACTOR = 3267n;
const THOUSAND = 1000n;
const RUN = 7;
const PLACES = 12;

/**
 * Limits and signals of figures in the order of their periods. Moving ranges as large as the screening limit are left
 * out once, as NHSRplotthedots does, so that one wild value doesn't hide the next. Nothing is rounded before it is
 * compared, so a constant series has no signal, and scaling or shifting a series changes none.
 * Null below two values: there is no moving range.
 * @param stretches the values, parted wherever a period is missing: limits rest on all of them, no run goes over a gap
 */
export function xmr(stretches: readonly (readonly Decimal[])[]): Xmr | null {
  const values = stretches.flat();
  if (values.length < 2) return null;
  const places = values.reduce((most, value) => Math.max(most, decimalPlaces(value)), 0);
  const process = processOf(values.map((value) => wholeNumber(value, places)));
  let from = 0;
  const points = stretches.flatMap((stretch) => {
    const part = process.figures.slice(from, (from += stretch.length));
    return signals(part, process).map((signal, index) => ({ value: stretch[index] ?? '0', ...signal }));
  });
  return { limits: limitsOf(process, places), points };
}

/** Figures as whole numbers of their last decimal place, and what they add up to. */
interface Process {
  readonly figures: readonly bigint[];
  /** All of them added up: the mean times how many there are. */
  readonly sum: bigint;
  /** The moving ranges that were kept, added up, and how many they are. */
  readonly ranges: { readonly sum: bigint; readonly count: bigint };
}

const wholeNumber = (value: Decimal, places: number): bigint => BigInt(multiply(value, `1${'0'.repeat(places)}`));
const sumOf = (numbers: readonly bigint[]): bigint => numbers.reduce((sum, each) => sum + each, 0n);
const sizeOf = (number: bigint): bigint => (number < 0n ? -number : number);
const countOf = (numbers: readonly bigint[]): bigint => BigInt(numbers.length);

function processOf(figures: readonly bigint[]): Process {
  const ranges = steps(figures).map(sizeOf);
  const [all, count] = [sumOf(ranges), countOf(ranges)];
  const kept = ranges.filter((range) => range * count * THOUSAND < SCREENING_FACTOR * all);
  const rangesOf = kept.length === 0 ? ranges : kept;
  return { figures, sum: sumOf(figures), ranges: { sum: sumOf(rangesOf), count: countOf(rangesOf) } };
}

const steps = (figures: readonly bigint[]): bigint[] =>
  figures.slice(1).map((figure, index) => figure - (figures[index] ?? figure));

function limitsOf({ figures, sum, ranges }: Process, places: number): ProcessLimits {
  const unit = `1${'0'.repeat(places)}`;
  const mean = ratio(String(sum), multiply(unit, String(figures.length)), 1, PLACES);
  const spread = ratio(String(LIMIT_FACTOR * ranges.sum), multiply(unit, String(THOUSAND * ranges.count)), 1, PLACES);
  return { mean, lower: subtract(mean, spread), upper: add(mean, spread) };
}

type Side = 1 | -1 | 0;
const sideOf = (difference: bigint): Side => (difference > 0n ? 1 : difference < 0n ? -1 : 0);

type Signal = Pick<ProcessPoint, 'cause' | 'side'>;

/** Each point of a stretch with the first rule that it breaks, in the order in which NHSRplotthedots asks. */
function signals(stretch: readonly bigint[], { figures, sum, ranges }: Process): Signal[] {
  const count = countOf(figures);
  // How far a figure lies from the mean, and how far the limits do, both times the same number.
  const distances = stretch.map((figure) => (figure * count - sum) * ranges.count * THOUSAND);
  const limit = LIMIT_FACTOR * ranges.sum * count;
  const sides = distances.map(sideOf);
  const beyond = (isBeyond: (size: bigint) => boolean): Side[] =>
    distances.map((distance) => (isBeyond(sizeOf(distance)) ? sideOf(distance) : 0));

  const rules: readonly [SpecialCause, readonly Side[]][] = [
    ['outside_limits', beyond((size) => size > limit)],
    ['trend', stretch.length === 0 ? [] : runs(steps(stretch).map(sideOf), RUN - 1, 1)],
    [
      'two_of_three',
      twoOfThree(
        sides,
        beyond((size) => size * 3n > limit * 2n),
      ),
    ],
    ['shift', runs(sides, RUN, 0)],
  ];
  return stretch.map((_, index) => {
    const [cause, flags] = rules.find(([, each]) => each[index] !== 0) ?? [null, []];
    return { cause, side: cause === null ? null : flags[index] === 1 ? 'high' : 'low' };
  });
}

/**
 * Marks every member of a run of at least `length` equal sides; zero breaks a run.
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

/**
 * Of three consecutive points on one side of the mean, two or more near the process limit of that side, which is beyond
 * two thirds of the way to it: those two (ptd_calculate_point_type.R, which asks for all three on one side since
 * December 2023).
 */
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
