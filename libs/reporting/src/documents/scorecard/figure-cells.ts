import { type Assessment, publishedDifference } from '@outturn/domain';
import { compare } from '@outturn/kernel';
import { differenceInUnit, inUnit, standing, symbolWords } from '../../words/figure-words.js';
import { movedInShort } from '../../words/moved-target-words.js';
import { areaName, capitalised, spaced } from '../../words/name-words.js';
import { targetAheadWords } from '../../words/pending-words.js';
import { periodInSentence } from '../../words/period-words.js';
import { ragReasonWords, significanceInShort } from '../../words/rating-words.js';
import { oldComparator } from '../../words/stale-words.js';
import { ruleInWords, targetInShort } from '../../words/target-words.js';
import type { Tag, Tone } from '../document.js';

type Rag = Assessment['rag'];

/** The ratings as a page offers them to choose from, worst first. */
export const ratings = ['red', 'amber', 'green', 'not_rated'] as const satisfies readonly Rag[];

const ratingTexts: Readonly<Record<Rag, string>> = {
  red: 'Red',
  amber: 'Amber',
  green: 'Green',
  not_rated: 'Not rated',
};

export const ratingText = (rag: Rag): string => ratingTexts[rag];

/** What a rating means to the eye. */
const ratingTones = { red: 'bad', amber: 'warning', green: 'good', not_rated: 'quiet' } as const satisfies Readonly<
  Record<Rag, Tone>
>;

/** A rating as a tag: the word says it, the colour only repeats it. */
export const ratingTag = (rag: Rag): Tag => ({ text: ratingText(rag), tone: ratingTones[rag], shape: 'tag' });

/** Why a row has no colour; nothing if it has one. */
export const whyNotRated = ({ ragReason }: Assessment): string | null =>
  ragReason === undefined ? null : capitalised(ragReasonWords(ragReason));

/** The target of a row: what is to be reached, and by how much it was or was not. */
export const targetText = (row: Assessment): string =>
  // Without a figure there is no period whose target could be looked for: only that of the day itself was.
  row.period === null && row.target === null && row.targetAhead === null
    ? 'No current target'
    : capitalised(targetAheadWords(row) || targetInShort(row.target, row.unit));

/** What a relative target asks, a rule a line, each with its answer; empty for every other target. */
export const targetRules = ({ target, unit }: Assessment): string[] =>
  target?.kind === 'relative'
    ? target.rules.map((rule) => capitalised(ruleInWords(rule, unit, target.onCourse !== null)))
    : [];

/** That a target of the row was set, changed or withdrawn when its time was over; nothing if none was. */
export function movedTargetText(row: Assessment): string | null {
  const moved = movedInShort(row);
  return moved === null ? null : capitalised(moved);
}

/** How a figure stands to another's: the verdict, and what it was held against. */
interface Compared {
  readonly text: string;
  readonly detail: string;
}

/** How a figure stands to its comparator, England's before any other; nothing if there is none. */
export const comparison = (row: Assessment): Compared | null => comparisons(row)[0] ?? null;

/** How a figure stands to each of its comparators, England's first. */
export const comparisons = (row: Assessment): Compared[] =>
  row.benchmarks
    .toSorted((a, b) => Number(b.area === 'england') - Number(a.area === 'england'))
    .map((benchmark) => compared(row, benchmark));

function compared(row: Assessment, benchmark: Assessment['benchmarks'][number]): Compared {
  const { area, value, symbol, difference, verdict, period, significance } = benchmark;
  const said = `${areaName(area)} ${value === null ? symbolWords(symbol) : inUnit(value, row.unit)}`;
  // That two figures are the same needs no word on chance.
  const chance = verdict === 'better' || verdict === 'worse' ? significanceInShort(significance, row) : null;
  return {
    text:
      difference === null
        ? said
        : capitalised([standing(verdict, difference, row.unit), chance].filter((part) => part !== null).join(', ')),
    detail: [`${difference === null ? '' : `${said} `}in ${periodInSentence(period)}`.trim(), oldComparator(benchmark)]
      .filter((part) => part !== null)
      .join(', '),
  };
}

const directionTexts = { better: 'Better', worse: 'Worse', same: 'The same', no_judgement: 'Changed' } as const;

/** Where a figure has come from; nothing if there is no earlier one. The way is up or down, the word good or bad. */
export function direction(
  row: Assessment,
): { readonly way: 'up' | 'down' | 'level'; readonly text: string; readonly detail: string } | null {
  const { previous } = row.travel;
  if (previous === null || row.value === null) return null;
  // What is only about so much, or at least so much, went nowhere that could be told.
  if (row.qualifier !== null)
    return {
      way: 'level',
      text: 'Not compared',
      detail: `was ${inUnit(previous.value, row.unit)} ${whenBefore(row, previous)}`,
    };
  const way = wayOf(row, row.value, previous.value);
  return {
    way: way > 0 ? 'up' : way < 0 ? 'down' : 'level',
    text: directionTexts[previous.direction],
    detail: `was ${inUnit(previous.value, row.unit)} ${whenBefore(row, previous)}`,
  };
}

/** Up, down or level, as the two are shown. */
const wayOf = ({ decimals }: Assessment, value: string, before: string): -1 | 0 | 1 =>
  compare(publishedDifference(value, before, decimals), '0');

/** When an earlier figure was: only where a period is missing in between has it to be named. */
function whenBefore({ periodKind }: Assessment, { period, gap }: { period: string; gap: readonly string[] }): string {
  if (gap.length > 0 || periodKind === 'point_in_time' || periodKind === null) return `in ${periodInSentence(period)}`;
  return `the ${periodKind === 'rolling_year' ? 'month' : spaced(periodKind)} before`;
}

/** By how much a figure moved, in a sentence about it: "up 7 points since quarter 1 (April to June 2017)". */
export function movement(row: Assessment): string | null {
  const { previous } = row.travel;
  if (previous === null || row.value === null || row.qualifier !== null) return null;
  const way = wayOf(row, row.value, previous.value);
  const since = `since ${periodInSentence(previous.period)}`;
  if (way === 0) return `unchanged ${since}`;
  return `${way > 0 ? 'up' : 'down'} ${differenceInUnit(publishedDifference(row.value, previous.value, row.decimals), row.unit)} ${since}`;
}
