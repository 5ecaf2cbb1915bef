import type { ActionPlan, Difference, ListedIndicator, Queries, Scorecard, ScorecardRow } from '@outturn/wiring';
import {
  breakdownWords,
  capitalised,
  changedThings,
  counted,
  dayInWords,
  dueInWords,
  figureText,
  inShort,
  isSilent,
  knownNames,
  latestSignal,
  pastDueNotStated,
  pendingWords,
  periodInSentence,
  ranked,
  ratingTag,
  reasonsOf,
  reasonWords,
  roundingInShort,
  seriesOfRow,
  type SeriesSignal,
  shortCommentary,
  shownRow,
  type Side,
  tagForTemplate,
  whyNoFigures,
  whyNothingOverdue,
} from '@outturn/reporting';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';

export interface HomeFacts {
  readonly council: string;
  readonly scorecard: Scorecard;
  /** With their series, which say what is a signal. */
  readonly indicators: readonly ListedIndicator[];
  readonly plan: ActionPlan;
  readonly rounds: Queries['rounds']['answer'];
  /** What changed since a day; null if there is no earlier day to compare with. */
  readonly changes: Difference | null;
  readonly since: string | null;
  readonly links: Links;
}

/** How much of each list stands on the page; the rest is a link away. */
const SHOWN = 6;

export function homeView({
  council,
  scorecard,
  indicators,
  plan,
  rounds,
  changes,
  since,
  links,
}: HomeFacts): PageContent {
  const rows = scorecard.rows.map(shownRow);
  const old = rows.filter(({ stale }) => stale !== null);
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const placed = scorecard.rows.map((told) => {
    const row = shownRow(told);
    return { row, rounding: roundingInShort(told), reasons: reasonsOf(row, signalOf(row, byId.get(row.indicator))) };
  });
  const side = (wanted: Side): object => {
    // What is old may be good no longer.
    const items = ranked(wanted === 'good' ? placed.filter(({ row }) => row.stale === null) : placed, wanted);
    return {
      items: items
        .slice(0, SHOWN)
        .map(({ row, rounding, reasons }) =>
          itemOf(row, [reasonWords(reasons, wanted), ...(rounding === null ? [] : [rounding])].join('; '), links),
        ),
      more: items.length > SHOWN ? counted(items.length - SHOWN, 'more figure') : null,
      empty: whyNoFigures(wanted, rows),
    };
  };
  return {
    template: 'board/home/home.njk',
    title: council,
    grounds: scorecard,
    view: {
      ledger: links.ledger,
      position: scorecard.position,
      isEmpty: scorecard.rows.length === 0 && plan.rows.length === 0,
      tiles: (['green', 'amber', 'red', 'not_rated'] as const).map((rating) => ({
        count: rows.filter(({ rag, stale }) => rag === rating && stale === null).length,
        tag: tagForTemplate(ratingTag(rating)),
        href: links.to(paths.scorecard, {}, { status: rating }),
      })),
      old:
        old.length === 0
          ? null
          : `${counted(old.length, 'figure')} ${old.length === 1 ? 'is' : 'are'} old and not counted here`,
      pending: pendingWords(scorecard.rows),
      scorecard: links.to(paths.scorecard),
      good: side('good'),
      attention: side('attention'),
      overdue: overdueOf(plan, links),
      returns: returnsOf(rounds),
      changes: changesOf(changes, since, scorecard, plan, links),
    },
  };
}

/** The signal of a row's own series. */
function signalOf(row: ScorecardRow, indicator: ListedIndicator | undefined): SeriesSignal | null {
  const series = seriesOfRow(indicator?.series, row);
  return series === undefined ? null : latestSignal(series, row);
}

function itemOf(row: ScorecardRow, reasons: string, links: Links): object {
  const breakdown = breakdownWords(row.breakdown);
  return {
    title: breakdown === '' ? row.title : `${row.title} (${breakdown})`,
    href: links.to(
      paths.indicator,
      { indicator: row.indicator },
      row.breakdown === 'all' ? {} : { breakdown: row.breakdown },
    ),
    figure: figureText(row),
    period: row.period === null ? '' : periodInSentence(row.period),
    tag: row.rag === 'not_rated' ? null : tagForTemplate(ratingTag(row.rag)),
    reasons: capitalised(reasons),
    commentary: shortCommentary(row.commentary),
  };
}

function overdueOf(plan: ActionPlan, links: Links): object {
  const overdue = plan.rows.filter((action) => action.overdue);
  const silent = plan.rows.filter(isSilent);
  return {
    actions: overdue.slice(0, SHOWN).map(({ ref, action, due }) => ({
      text: inShort(action),
      href: links.to(paths.action, { ref }),
      due: due === null ? '' : `Due ${dueInWords(due)}`,
    })),
    more: overdue.length > SHOWN ? counted(overdue.length - SHOWN, 'more action') : null,
    empty: whyNothingOverdue(plan.rows),
    notStated: pastDueNotStated(plan.rows),
    silent:
      silent.length === 0
        ? null
        : `${counted(silent.length, 'action')} ${silent.length === 1 ? 'is' : 'are'} in progress, and no progress has been reported`,
    plan: links.to(paths.actions),
  };
}

function returnsOf({ rows }: HomeFacts['rounds']): readonly string[] {
  return rows
    .filter(({ status, counts }) => status === 'open' && counts.missing > 0)
    .map(
      ({ period, due, counts }) =>
        `${counted(counts.missing, 'return')} for ${periodInSentence(period)} missing: due on ${dayInWords(due)}`,
    );
}

function changesOf(
  changes: Difference | null,
  since: string | null,
  { rows }: Scorecard,
  { rows: actions }: ActionPlan,
  links: Links,
): object | null {
  if (changes === null || since === null) return null;
  const indicators = rows.map(({ indicator, title, unit }) => ({ id: indicator, title, unit }));
  const things = changedThings(changes, knownNames(indicators, actions));
  return {
    since: dayInWords(since),
    isNothing: things.length === 0,
    items: things.slice(0, SHOWN).map(({ name, sentences }) => ({ name, what: sentences[0] ?? '' })),
    href: links.to(paths.changes, {}, { from: since }),
    all: counted(things.length, 'change'),
  };
}
