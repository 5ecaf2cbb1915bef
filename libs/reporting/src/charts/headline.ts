import type { Assessment } from '@outturn/domain';
import { compare, type Decimal } from '@outturn/kernel';
import { figureSaid, inUnit, symbolWords } from '../words/figure-words.js';
import { areaName, breakdownWords } from '../words/name-words.js';
import { dayInWords, periodInSentence } from '../words/period-words.js';

/**
 * The message of a series in one sentence: "Long-term stability of placements rose to 77%, above the target of 72% and
 * England's 68%". It is about the latest period that has a value.
 * @param rows of one breakdown and one kind of period, oldest first
 * @param area the comparator to name, by its id
 */
export function seriesHeadline(rows: readonly Assessment[], area: string | null): string {
  const [first] = rows;
  if (first === undefined) return 'No figure is known';
  const subject = subjectOf(first);
  const latest = rows.findLast(({ value }) => value !== null);
  if (latest === undefined || latest.value === null) return `${subject}: no figure is known${whyNone(rows)}`;
  // What is only about so much, or at least so much, is on no side of anything.
  const said =
    latest.qualifier === null
      ? [`${subject}${moved(latest, latest.value)}`, ...comparison(latest, latest.value, area)].join(', ')
      : `${subject}: ${figureSaid(latest, latest.unit)}`;
  const since = rows.slice(rows.indexOf(latest) + 1);
  return since.length === 0 ? said : `${said}; no figure since${whyNone(since)}`;
}

/** The symbols that stand where values do not: ": c (suppressed), z (not applicable)". */
function whyNone(rows: readonly Assessment[]): string {
  const reasons = [...new Set(rows.flatMap(({ symbol }) => (symbol === null ? [] : [symbolWords(symbol)])))];
  return reasons.length === 0 ? '' : `: ${reasons.join(', ')}`;
}

/** What a series is about: the indicator's title, and the breakdown if there is one. */
export function subjectOf({ title, breakdown }: Pick<Assessment, 'title' | 'breakdown'>): string {
  const part = breakdownWords(breakdown);
  return part === '' ? title : `${title} (${part})`;
}

function moved(row: Assessment, value: Decimal): string {
  const { previous } = row.travel;
  const said = figureSaid(row, row.unit);
  if (previous === null) return `: ${said}`;
  const verb = { '-1': 'fell', 0: 'stayed', 1: 'rose' }[compare(value, previous.value)];
  return ` ${verb} ${verb === 'stayed' ? 'at' : 'to'} ${said}`;
}

interface SaidOfLatest {
  readonly side: -1 | 0 | 1;
  readonly what: string;
}

/** How the value stands to its target and to an area; what it stands to alike is named together. */
function comparison(row: Assessment, value: Decimal, area: string | null): string[] {
  const standings = [...targetStanding(row, value), ...areaStanding(row, value, area)];
  const [one, two] = standings;
  const said =
    one !== undefined && two !== undefined && one.side === two.side
      ? [`${sides[one.side]} ${one.what} and ${two.what}`]
      : standings.length === 0
        ? []
        : [standings.map(({ side, what }) => `${sides[side]} ${what}`).join(' and ')];
  return [...rangeStanding(row), ...said, ...nextMilestone(row)];
}

const sides = { '-1': 'below', 0: 'equal to', 1: 'above' } as const;

/** Whether the row's own figure is what its target was judged by: once the target's time is over, another may decide. */
const isHeldAgainst = ({ target, period }: Assessment): boolean =>
  target !== null && (target.onCourse !== null || (target.met !== null && target.metBy === period));

function targetStanding(row: Assessment, value: Decimal): SaidOfLatest[] {
  const { target, unit } = row;
  if (target === null || target.value === null || !isHeldAgainst(row)) return [];
  return [{ side: compare(value, target.value), what: `the target of ${inUnit(target.value, unit)}` }];
}

function areaStanding({ benchmarks, unit }: Assessment, value: Decimal, area: string | null): SaidOfLatest[] {
  const benchmark = benchmarks.find((each) => each.area === area);
  if (benchmark === undefined || benchmark.value === null) return [];
  const when = benchmark.periodDiffers ? ` (${periodInSentence(benchmark.period)})` : '';
  return [
    {
      side: compare(value, benchmark.value),
      what: `${possessive(benchmark.area)} ${inUnit(benchmark.value, unit)}${when}`,
    },
  ];
}

function rangeStanding(row: Assessment): string[] {
  const { target, unit } = row;
  if (target?.kind !== 'range' || target.variance === null || !isHeldAgainst(row)) return [];
  const { lower, upper } = target;
  const range =
    lower !== null && upper !== null
      ? `the target range of ${inUnit(lower, unit)} to ${inUnit(upper, unit)}`
      : `the target range ${lower === null ? `up to ${inUnit(upper ?? '', unit)}` : `from ${inUnit(lower, unit)}`}`;
  const side = compare(target.variance, '0');
  return [`${side === 0 ? 'within' : sides[side]} ${range}`];
}

function nextMilestone({ target, unit }: Assessment): string[] {
  const next = target?.milestones.find(({ state }) => state === 'next');
  return next === undefined ? [] : [`with ${inUnit(next.value, unit)} to be reached by ${dayInWords(next.due)}`];
}

function possessive(area: string): string {
  const name = areaName(area);
  return name.endsWith('s') ? `${name}'` : `${name}'s`;
}
