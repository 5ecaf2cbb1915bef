import type { Case, Measurement } from './case.js';

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** What a case came to, in the shape of `--json`. */
export interface Result {
  readonly name: string;
  readonly unit: string;
  /** The median of our runs; null where the case was skipped. */
  readonly ours: number | null;
  readonly rival: number | null;
  readonly rivalName: string | null;
  /** Ours divided by the rival's, of the medians. */
  readonly ratio: number | null;
  readonly goal: number | null;
  readonly goalIs: 'at least' | 'at most' | null;
  /** Null where there is no goal. What was skipped never meets its goal. */
  readonly met: boolean | null;
  readonly skipped: boolean;
  /** Why, where it was skipped. */
  readonly reason?: string;
  /** It was skipped because one of its sides broke off: that is nobody's wish. */
  readonly failed?: true;
  readonly spread?: { readonly ours: Spread; readonly rival: Spread | null };
  /** Microseconds of CPU for one event, the median. */
  readonly cpu?: { readonly ours: number | null; readonly rival: number | null };
  /** What the last run of each side told beside its figure. */
  readonly facts?: { readonly ours: Measurement['facts']; readonly rival: Measurement['facts'] };
}

/** @throws RangeError for an empty list */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [least, most] = [sorted[0], sorted.at(-1)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  const upper = sorted[Math.ceil((sorted.length - 1) / 2)];
  if (least === undefined || most === undefined || lower === undefined || upper === undefined)
    throw new RangeError('nothing was measured');
  return { median: (lower + upper) / 2, least, most };
}

/** Whether a goal is met by a ratio, or by our own figure where there is no rival. */
export function meets(goal: Case['goal'], figure: number): boolean | null {
  if (goal === null) return null;
  return 'atLeast' in goal ? figure >= goal.atLeast : figure <= goal.atMost;
}

const described = ({ name, unit, rivalName, goal }: Case) => ({
  name,
  unit,
  rivalName,
  goal: goal === null ? null : 'atLeast' in goal ? goal.atLeast : goal.atMost,
  goalIs: goal === null ? null : 'atLeast' in goal ? ('at least' as const) : ('at most' as const),
});

export function skipped(of: Case, reason: string): Result {
  return {
    ...described(of),
    ours: null,
    rival: null,
    ratio: null,
    met: of.goal === null ? null : false,
    skipped: true,
    reason,
  };
}

/** @param rival empty where the case has none */
export function measured(of: Case, ours: readonly Measurement[], rival: readonly Measurement[]): Result {
  const our = spreadOf(ours.map(({ value }) => value));
  const their = rival.length === 0 ? null : spreadOf(rival.map(({ value }) => value));
  const ratio = their === null ? null : our.median / their.median;
  return {
    ...described(of),
    ours: our.median,
    rival: their?.median ?? null,
    ratio,
    met: meets(of.goal, ratio ?? our.median),
    skipped: false,
    spread: { ours: our, rival: their },
    cpu: { ours: cpuOf(ours), rival: cpuOf(rival) },
    facts: { ours: ours.at(-1)?.facts, rival: rival.at(-1)?.facts },
  };
}

function cpuOf(measurements: readonly Measurement[]): number | null {
  const values = measurements.flatMap(({ cpu }) => (cpu === undefined ? [] : [cpu]));
  return values.length === 0 ? null : spreadOf(values).median;
}
