import {
  asPublished,
  pointsForLimits,
  type Polarity,
  type ProcessPoint,
  type SpecialCause,
  xmr,
} from '@outturn/domain';
import type { Assessment } from '@outturn/domain';
import { type Decimal, type PeriodKind, periodOf } from '@outturn/kernel';
import { adjoin } from '../charts/period-axis.js';

/** What a signal means for children; `none` if neither way is better. */
export type SignalMeaning = 'improvement' | 'concern' | 'none';

/** That chance alone is not likely to have made a figure. */
export interface SeriesSignal {
  readonly meaning: SignalMeaning;
  /** Half a sentence: "below the lower limit (for the worse)". */
  readonly words: string;
}

/** Periods that share days: one figure is most of the next, so that their moving ranges say nothing of chance. */
export const overlappingPeriods: ReadonlySet<PeriodKind> = new Set(['rolling_year', 'three_years']);

const causes: Readonly<Record<SpecialCause, Readonly<Record<'high' | 'low', string>>>> = {
  outside_limits: { high: 'above the upper limit', low: 'below the lower limit' },
  trend: { high: 'a rise of seven points or more', low: 'a fall of seven points or more' },
  // Near is beyond two thirds of the way from the mean to the limit.
  two_of_three: {
    high: 'two of three points in a row near the upper limit, all three above the mean',
    low: 'two of three points in a row near the lower limit, all three below the mean',
  },
  shift: { high: 'seven points or more above the mean', low: 'seven points or more below the mean' },
};
const meanings: Readonly<Record<SignalMeaning, string>> = {
  improvement: ' (for the better)',
  concern: ' (for the worse)',
  none: '',
};

export function signalMeaning({ side }: Pick<ProcessPoint, 'side'>, polarity: Polarity): SignalMeaning {
  if (polarity === 'neutral' || side === null) return 'none';
  return (side === 'high') === (polarity === 'higher') ? 'improvement' : 'concern';
}

/** What a point of a process shows that chance does not explain; null if chance does. */
export function signalOf(point: ProcessPoint, polarity: Polarity): SeriesSignal | null {
  if (point.cause === null || point.side === null) return null;
  const meaning = signalMeaning(point, polarity);
  return { meaning, words: `${causes[point.cause][point.side]}${meanings[meaning]}` };
}

/** A series as a list of indicators has it, oldest first. */
export interface ProcessSeries {
  readonly kind: PeriodKind;
  readonly figures: readonly Pick<Assessment & { period: string }, 'period' | 'value' | 'qualifier'>[];
}

/**
 * The signals of a series by period, by the process limits that the chart of the indicator shows: as published, without
 * figures that are only about so much, with no run over a missing period. Empty below the figures that limits need, and
 * for periods that overlap.
 */
export function signalsOf(
  { kind, figures }: ProcessSeries,
  { decimals, polarity }: Pick<Assessment, 'decimals' | 'polarity'>,
): ReadonlyMap<string, SeriesSignal> {
  if (overlappingPeriods.has(kind)) return new Map();
  const stretches: Decimal[][] = [];
  const periods: string[] = [];
  let before: string | null = null;
  for (const { period, value, qualifier } of figures) {
    if (value === null || qualifier !== null) {
      before = null;
      continue;
    }
    const shown = asPublished(value, decimals);
    const last = stretches.at(-1);
    if (before !== null && last !== undefined && adjoin(periodOf(before), periodOf(period))) last.push(shown);
    else stretches.push([shown]);
    periods.push(period);
    before = period;
  }
  if (periods.length < pointsForLimits) return new Map();
  return new Map(
    (xmr(stretches)?.points ?? []).flatMap((point, at) => {
      const signal = signalOf(point, polarity);
      return signal === null ? [] : [[periods[at] ?? '', signal] as const];
    }),
  );
}

/** The signal that the latest figure of a series is. Null if it was held back or is not exact: an earlier one's is none of its. */
export const latestSignal = (
  series: ProcessSeries,
  about: Pick<Assessment, 'decimals' | 'polarity'>,
): SeriesSignal | null => signalsOf(series, about).get(series.figures.at(-1)?.period ?? '') ?? null;

/** A signal as a sentence without its stop. */
export const signalSaid = ({ words }: SeriesSignal): string => `A signal, ${words}`;

/** The series that a row of a scorecard stands for, among those of its indicator. */
export const seriesOfRow = <Series extends { readonly breakdown: string; readonly kind: PeriodKind }>(
  series: readonly Series[] | undefined,
  { breakdown, periodKind }: Pick<Assessment, 'breakdown' | 'periodKind'>,
): Series | undefined => series?.find((each) => each.breakdown === breakdown && each.kind === periodKind);
