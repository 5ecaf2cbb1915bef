import type { ListedIndicator, Scorecard, ScorecardRow } from '@outturn/wiring';
import {
  basisLine,
  breakdownWords,
  counted,
  figureText,
  latestSignal,
  pendingWords,
  periodAsTitle,
  roundingInShort,
  seriesOfRow,
  shownRow,
  signalSaid,
  sparkline,
  staleWords,
} from '@outturn/reporting';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { chooser, NOBODY, NO_PRIORITY, type Chooser } from '../chooser.js';
import { comparePriorities } from '../priorities.js';
import {
  comparison,
  direction,
  movedTargetText,
  ratings,
  ratingTag,
  ratingText,
  sentence,
  targetRules,
  targetText,
  whyNotRated,
} from '../figure-words.js';
import { shortCommentary } from '../short-commentary.js';

/** So many rows a page has at most: more would take seconds to lay out, during which nobody else is answered. */
const MOST_ROWS = 300;

export interface ScorecardFacts {
  readonly scorecard: Scorecard;
  readonly indicators: readonly ListedIndicator[];
  readonly chosen: Readonly<Partial<Record<'priority' | 'lead' | 'status', string | undefined>>>;
  readonly links: Links;
}

/** A row that has not been laid out yet, with what the filters and headings look at. */
interface PlacedRow {
  readonly row: ScorecardRow;
  /** That rounding decided its verdict; null where it did not. */
  readonly rounding: string | null;
  readonly indicator: ListedIndicator | undefined;
  readonly priority: string;
  readonly lead: string;
}

export function scorecardView({ scorecard, indicators, chosen, links }: ScorecardFacts): PageContent {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const all = scorecard.rows.map((told): PlacedRow => {
    const [row, indicator] = [shownRow(told), byId.get(told.indicator)];
    return {
      row,
      rounding: roundingInShort(told),
      indicator,
      priority: indicator?.priority ?? NO_PRIORITY,
      lead: indicator?.owner ?? NOBODY,
    };
  });
  const shown = all.filter(
    ({ row, priority, lead }) =>
      (chosen.priority === undefined || priority === chosen.priority) &&
      (chosen.lead === undefined || lead === chosen.lead) &&
      (chosen.status === undefined || row.rag === chosen.status),
  );
  const laidOut = shown.toSorted((a, b) => comparePriorities(a.priority, b.priority)).slice(0, MOST_ROWS);
  const groups = [...Map.groupBy(laidOut, ({ priority }) => priority)].map(([priority, rows]) => ({
    priority,
    rows: rows.map((placed) => rowView(placed, links)),
  }));
  return {
    template: 'board/scorecard/scorecard.njk',
    title: 'Scorecard',
    trail: [],
    grounds: scorecard,
    view: {
      ledger: links.ledger,
      position: scorecard.position,
      summary: summaryOf(all, shown),
      pending: pendingWords(shown.map(({ row }) => row)),
      basis: basisLine(shown.map(({ row }) => row)),
      chooser: scorecardChooser(all, chosen, links),
      more:
        laidOut.length < shown.length
          ? `The first ${laidOut.length} of ${shown.length.toLocaleString('en-GB')} rows are shown. Choose a priority, a lead or a rating above to see others.`
          : null,
      groups,
    },
  };
}

function rowView({ row, rounding, indicator }: PlacedRow, links: Links): object {
  const breakdown = breakdownWords(row.breakdown);
  const series = seriesOfRow(indicator?.series, row);
  const query = row.breakdown === 'all' ? {} : { breakdown: row.breakdown };
  const old = staleWords(row);
  const signal = series === undefined ? null : latestSignal(series, row);
  return {
    title: row.title,
    breakdown,
    href: links.to(paths.indicator, { indicator: row.indicator }, query),
    figure: row.period === null ? (row.pending === null ? 'No figure' : 'Not shown yet') : figureText(row),
    period: row.period === null ? null : periodAsTitle(row.period),
    provisional: row.status === 'provisional',
    old: old === null ? null : sentence(old),
    said: shortCommentary(row.commentary),
    signal: signal === null ? null : signalSaid(signal),
    target: targetText(row),
    rules: [...targetRules(row), ...(rounding === null ? [] : [sentence(rounding)])],
    moved: movedTargetText(row),
    tag: ratingTag(row.rag),
    // Every row without a target would say so twice.
    why: row.target === null ? null : whyNotRated(row),
    comparison: comparison(row),
    direction: direction(row),
    // One figure alone is no course.
    sparkline:
      series === undefined || series.figures.length < 2 ? null : sparkline(series.figures, row.target?.value ?? null),
  };
}

function summaryOf(all: readonly PlacedRow[], shown: readonly PlacedRow[]): string {
  if (all.length === 0) return 'No indicator was known at this moment.';
  if (shown.length === 0) return 'No indicator is like this. Choose something else, or show all of them.';
  const counts = ratings
    .toReversed()
    .map((rating) => `${shown.filter(({ row }) => row.rag === rating).length} ${ratingText(rating).toLowerCase()}`);
  const of = shown.length === all.length ? '' : ` of ${all.length}`;
  return `${counted(shown.length, 'row')}${of}: ${counts.join(', ')}.`;
}

const scorecardChooser = (all: readonly PlacedRow[], chosen: ScorecardFacts['chosen'], links: Links): Chooser =>
  chooser({
    links,
    address: paths.scorecard,
    chosen,
    questions: [
      { name: 'priority', label: 'Priority', values: all.map(({ priority }) => priority).toSorted(comparePriorities) },
      { name: 'lead', label: 'Lead', values: all.map(({ lead }) => lead).toSorted() },
      { name: 'status', label: 'Rating', values: ratings, textOf: (value) => ratingText(value as ScorecardRow['rag']) },
    ],
  });
