import type { Assessment } from '@outturn/domain';
import { standing as standingAgainst } from '../../words/figure-words.js';
import { movedInShort } from '../../words/moved-target-words.js';
import { areaName } from '../../words/name-words.js';
import { significanceInShort } from '../../words/rating-words.js';
import { type SeriesSignal } from '../../words/signal-words.js';
import { staleWords } from '../../words/stale-words.js';
import { targetAim, targetStands } from '../../words/target-words.js';
import { movement } from '../scorecard/figure-cells.js';

export type Side = 'good' | 'attention';

/**
 * How sure it is that a reason tells something, surest first: a difference that chance does not explain, a signal of
 * the process limits, what was published and no more, a difference that chance may explain, a figure that is old.
 */
export const sureness = ['significant', 'signal', 'as_published', 'within_chance', 'old'] as const;

/** One thing that a figure is held against, and what came of it. */
export interface Reason {
  readonly side: Side;
  readonly words: string;
  readonly sureness: (typeof sureness)[number];
  /** The difference as a share of what the figure is held against, so that days and points can be ranked together. */
  readonly size: number;
}

/**
 * Everything that speaks for a figure or against it. A figure may have both: it improved, and is below its target.
 * Empty if nothing can be said of it.
 * @param signal of its latest figure; null if chance explains it, or if there are no limits
 */
export function reasonsOf(row: Assessment, signal: SeriesSignal | null = null): Reason[] {
  const old = staleWords(row);
  const moved = movedInShort(row);
  const reasons: readonly (Reason | null)[] = [
    old === null ? null : { side: 'attention', words: old, sureness: 'old', size: 0 },
    moved === null ? null : { side: 'attention', words: moved, sureness: 'as_published', size: 0 },
    ...(row.value === null
      ? []
      : [targetReason(row), signalReason(signal), movementReason(row), ...row.benchmarks.map(benchmarkReason(row))]),
  ];
  return reasons.filter((reason) => reason !== null);
}

/** Whether a figure was held against anything at all, even if it came out the same. */
export const isJudged = (row: Assessment): boolean =>
  row.value !== null &&
  (row.rag !== 'not_rated' ||
    [row.travel.previous?.direction, ...row.benchmarks.map(({ verdict }) => verdict)].some(
      (verdict) => verdict !== undefined && verdict !== 'no_judgement',
    ));

/** The reasons of one side, then the others: "up 7 points since 2015-16; but target of 72% missed by 2". */
export function reasonWords(reasons: readonly Reason[], side: Side): string {
  const worded = (of: boolean): string =>
    reasons
      .filter((reason) => (reason.side === side) === of)
      .map(({ words }) => words)
      .join('; ');
  const [first, others] = [worded(true), worded(false)];
  return others === '' ? first : `${first}; but ${others}`;
}

function targetReason(row: Assessment): Reason | null {
  if (row.rag === 'not_rated') return null;
  const size = shareOf(row.target?.variance ?? null, row.target?.value ?? row.target?.lower ?? row.target?.upper);
  const side = row.rag === 'green' ? 'good' : 'attention';
  return { side, words: targetStanding(row) ?? `rated ${row.rag}`, sureness: 'as_published', size };
}

/** How the target stands and by how much: "target of 72% met by 5", "off course for the target of 50%, 23.4 behind". */
function targetStanding({ target, unit }: Assessment): string | null {
  if (target === null) return null;
  const { met, onCourse } = target;
  if (met === null && onCourse === null) return null;
  const [how, size] = targetStands(target, unit);
  if (target.kind === 'relative') return `target ${met === false ? 'missed' : how}`;
  const aim = `target of ${targetAim(target, unit)}`;
  if (met === null) return `${how} for the ${aim}${size === '' ? '' : `, ${size}`}`;
  return `${aim} ${met ? 'met' : 'missed'}${size === '' ? '' : ` ${size}`}`;
}

const signalReason = (signal: SeriesSignal | null): Reason | null =>
  signal === null || signal.meaning === 'none'
    ? null
    : {
        side: signal.meaning === 'improvement' ? 'good' : 'attention',
        words: `a signal, ${signal.words}`,
        sureness: 'signal',
        size: 0,
      };

function movementReason(row: Assessment): Reason | null {
  const { previous } = row.travel;
  const side = sideOf(previous?.direction);
  const words = movement(row);
  if (previous === null || side === null || words === null) return null;
  const size = shareOf(String(Number(row.value) - Number(previous.value)), previous.value);
  return { side, words, sureness: 'as_published', size };
}

const benchmarkReason =
  (row: Assessment) =>
  (benchmark: Assessment['benchmarks'][number]): Reason | null => {
    const { verdict, difference, area, value, significance } = benchmark;
    const side = sideOf(verdict);
    if (side === null || difference === null) return null;
    const stands = standingAgainst(verdict, difference, row.unit, areaName(area));
    const chance = significanceInShort(significance, row);
    return {
      side,
      words: [stands, chance].filter((part) => part !== null).join(', '),
      sureness:
        significance === 'unknown' ? 'as_published' : significance === 'similar' ? 'within_chance' : 'significant',
      size: shareOf(difference, value),
    };
  };

const sideOf = (verdict: string | undefined): Side | null =>
  verdict === 'better' ? 'good' : verdict === 'worse' ? 'attention' : null;

/** Any distance from zero is more than every share of something. */
function shareOf(difference: string | null, of: string | null | undefined): number {
  if (difference === null || of === null || of === undefined || Number(difference) === 0) return 0;
  return Number(of) === 0 ? Number.MAX_VALUE : Math.abs(Number(difference) / Number(of));
}
