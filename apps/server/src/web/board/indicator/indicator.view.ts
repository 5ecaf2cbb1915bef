import type { HistoryRow, IndicatorSeries, PlannedAction, ScorecardRow } from '@outturn/wiring';
import {
  actionTag,
  basisLine,
  breakdownWords,
  capitalised,
  type Chart,
  comparison,
  counted,
  differenceInUnit,
  direction,
  movedTargetText,
  figureText,
  pendingWords,
  periodAsTitle,
  roundingInShort,
  ratingTag,
  seriesChart,
  shownRow,
  spaced,
  staleWords,
  tagForTemplate,
  targetRules,
  targetText,
  whyNoLimits,
  whyNotRated,
  xmrChart,
} from '@outturn/reporting';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { correctionsOf } from './corrections.js';

/** So many charts a page has at most: each takes a millisecond to draw, during which nobody else is answered. */
const MOST_SERIES = 30;

export interface IndicatorFacts {
  readonly council: string;
  readonly series: IndicatorSeries;
  /** The one breakdown that is shown; left out, every one. */
  readonly breakdown: string | undefined;
  readonly actions: readonly PlannedAction[];
  /** What was told of figures that were changed later. */
  readonly told: readonly HistoryRow[];
  readonly links: Links;
  /** Whether who looks may submit returns at this moment. */
  readonly mayCorrect: boolean;
}

export function indicatorView(facts: IndicatorFacts): PageContent {
  const { series, breakdown, actions, links } = facts;
  const { definition } = series;
  const groups = seriesOf(series.rows, definition.frequencies);
  return {
    template: 'board/indicator/indicator.njk',
    title: definition.title,
    trail: [{ text: 'Scorecard', href: links.to(paths.scorecard) }],
    grounds: series,
    view: {
      ledger: links.ledger,
      position: series.position,
      retired: definition.retired,
      lead: definition.owner ?? 'Nobody is named',
      priority: definition.priority ?? 'None stated',
      breakdown: breakdown === undefined || breakdown === 'all' ? null : breakdownWords(breakdown),
      everything: breakdown === undefined ? null : links.to(paths.indicator, { indicator: definition.id }),
      more:
        groups.length > MOST_SERIES
          ? `The first ${MOST_SERIES} of ${groups.length.toLocaleString('en-GB')} series are shown. Open a row of the scorecard to see its own.`
          : null,
      groups: groups.slice(0, MOST_SERIES).map((rows, at) => seriesView(rows, `series-${at + 1}`, facts)),
      targetsAhead:
        pendingWords(series.pending.map((pending) => ({ pending }))) ||
        (groups.length === 0 ? 'No figure was known at this moment.' : null),
      basis: basisLine(series.rows),
      definition: definitionRows(series),
      earlier:
        series.earlierDefinitions.length === 0
          ? null
          : `This is version ${definition.version}. Earlier figures keep the definition that they were made under (${counted(series.earlierDefinitions.length, 'earlier version')}).`,
      actions: actions.map(({ ref, action, overdue, status }) => ({
        text: action,
        href: links.to(paths.action, { ref }),
        tag: tagForTemplate(actionTag({ overdue, status })),
      })),
    },
  };
}

/** Each breakdown and kind of period by itself: the main series first, the whole before its parts. */
function seriesOf(
  rows: readonly ScorecardRow[],
  frequencies: IndicatorSeries['definition']['frequencies'],
): ScorecardRow[][] {
  const place = ([first]: readonly ScorecardRow[]): readonly [number, string] => [
    frequencies.findIndex((frequency) => frequency === first?.periodKind),
    first === undefined || first.breakdown === 'all' ? '' : first.breakdown,
  ];
  return [...Map.groupBy(rows, (row) => `${row.periodKind} ${row.breakdown}`).values()].toSorted((a, b) => {
    const [[kindA, partA], [kindB, partB]] = [place(a), place(b)];
    return partA === partB ? kindA - kindB : partA < partB ? -1 : 1;
  });
}

function seriesView(
  told: readonly ScorecardRow[],
  id: string,
  { council, series: { definition }, told: events, links, mayCorrect }: IndicatorFacts,
): object {
  const rows = told.map(shownRow);
  const [first] = rows;
  const breakdown = breakdownWords(first?.breakdown ?? 'all');
  const name = capitalised(
    [breakdown, `by ${spaced(first?.periodKind ?? '')}`].filter((part) => part !== '').join(', '),
  );
  const chart = seriesChart(rows, { id: `${id}-wide`, council, width: 'wide' });
  const narrow = seriesChart(rows, { id: `${id}-narrow`, council, width: 'narrow' });
  const limits = xmrChart(rows, { id: `${id}-limits-wide`, council, width: 'wide' });
  const narrowLimits = xmrChart(rows, { id: `${id}-limits-narrow`, council, width: 'narrow' });
  const latest = rows.at(-1);
  const old = latest === undefined ? null : staleWords(latest);
  return {
    id,
    name,
    chart: chartView(chart, narrow),
    limits: limits === null || narrowLimits === null ? null : chartView(limits, narrowLimits),
    noLimits: whyNoLimits(rows),
    old: old === null ? null : `${capitalised(old)}.`,
    rows: told.toReversed().map((row) => ({
      ...periodView(row, chart, events),
      correctHref:
        mayCorrect && !definition.retired && row.period !== null
          ? links.to(paths.kpiReturn, { indicator: row.indicator, breakdown: row.breakdown, period: row.period })
          : null,
      whyHref: links.to(
        paths.why,
        { indicator: row.indicator },
        { breakdown: row.breakdown, period: row.period ?? '' },
      ),
    })),
  };
}

const chartView = (wide: Chart, narrow: Chart): object => ({
  headline: wide.headline,
  wide: wide.svg,
  narrow: narrow.svg,
  notes: wide.notes,
  remark: wide.remark ?? null,
});

function periodView(told: ScorecardRow, { notes }: Chart, events: readonly HistoryRow[]): object {
  const [row, rounding] = [shownRow(told), roundingInShort(told)];
  const period = row.period ?? '';
  return {
    period: periodAsTitle(period),
    figure: figureText(row),
    counts: row.numerator === null || row.denominator === null ? null : `${row.numerator} of ${row.denominator}`,
    provisional: row.status === 'provisional',
    target: targetText(row),
    rules: [...targetRules(row), ...(rounding === null ? [] : [capitalised(rounding)])],
    moved: movedTargetText(row),
    tag: ratingTag(row.rag),
    why: row.target === null ? null : whyNotRated(row),
    comparison: comparison(row),
    direction: direction(row),
    notes: notes.filter((note) => note.period === row.period).map(({ number }) => number),
    corrections: correctionsOf(events, row),
  };
}

function definitionRows({ definition }: IndicatorSeries): object[] {
  const { id, unit, polarity, frequencies, tolerance, numerator, denominator, source } = definition;
  const rows: readonly (readonly [string, string | null])[] = [
    ['Definition', definition.definition],
    ['Counted', numerator],
    ['Out of', denominator],
    ['Measured in', capitalised(spaced(unit))],
    ['What is better', polarity === 'neutral' ? 'Neither higher nor lower' : `${capitalised(polarity)} is better`],
    ['Reported by', capitalised(frequencies.map(spaced).join(', '))],
    [
      'Amber',
      tolerance === null ? 'Never: there is no tolerance' : `Within ${differenceInUnit(tolerance, unit)} of the target`,
    ],
    ['Source', source],
    ['Id', id],
  ];
  return rows.flatMap(([key, value]) => (value === null ? [] : [{ key: { text: key }, value: { text: value } }]));
}
