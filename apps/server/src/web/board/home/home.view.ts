import type { ActionPlan, Difference, Questions, Scorecard, ScorecardRow } from '@outturn/wiring';
import {
  breakdownWords,
  counted,
  dayInWords,
  dueInWords,
  figureText,
  pendingWords,
  periodInSentence,
  shownRow,
} from '@outturn/reporting';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { changedThings } from '../changes/changed-things.js';
import { knownNames } from '../changes/known-names.js';
import { ratings, ratingTag, sentence } from '../figure-words.js';
import { standingOf, type Standing } from '../standing.js';

export interface HomeFacts {
  readonly council: string;
  readonly scorecard: Scorecard;
  readonly plan: ActionPlan;
  readonly rounds: Questions['rounds']['answer'];
  /** What changed since a day; null where there is no earlier day to compare with. */
  readonly changes: Difference | null;
  readonly since: string | null;
  readonly links: Links;
}

/** How much of each list stands on the page; the rest is a link away. */
const SHOWN = 6;

export function homeView({ council, scorecard, plan, rounds, changes, since, links }: HomeFacts): PageContent {
  const rows = scorecard.rows.map(shownRow);
  const old = rows.filter(({ stale }) => stale !== null);
  const placed = rows.flatMap((row) => {
    const standing = standingOf(row);
    return standing === null ? [] : [{ row, standing }];
  });
  const side = (wanted: Standing['side']): object => {
    const items = placed.filter(({ standing }) => standing.side === wanted).toSorted(worstFirst);
    return {
      items: items.slice(0, SHOWN).map(({ row, standing }) => itemOf(row, standing, links)),
      more: items.length > SHOWN ? counted(items.length - SHOWN, 'more figure') : null,
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
        tag: ratingTag(rating),
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

interface Placed {
  readonly row: ScorecardRow;
  readonly standing: Standing;
}

const rank = ({ row }: Placed): number => ratings.indexOf(row.rag);

/** Red before amber before what has no rating; where that is equal, as the scorecard has them. */
const worstFirst = (a: Placed, b: Placed): number => rank(a) - rank(b);

function itemOf(row: ScorecardRow, { reasons }: Standing, links: Links): object {
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
    tag: row.rag === 'not_rated' ? null : ratingTag(row.rag),
    reasons: sentence(reasons.join('; ')),
  };
}

function overdueOf(plan: ActionPlan, links: Links): object {
  const overdue = plan.rows.filter((action) => action.overdue);
  const silent = plan.rows.filter(({ status, progressAt }) => status === 'in_progress' && progressAt === null);
  return {
    actions: overdue.slice(0, SHOWN).map(({ ref, action, due }) => ({
      text: action,
      href: links.to(paths.action, { ref }),
      due: due === null ? '' : `Due ${dueInWords(due)}`,
    })),
    more: overdue.length > SHOWN ? counted(overdue.length - SHOWN, 'more action') : null,
    silent: silent.length === 0 ? null : `${counted(silent.length, 'action')} in progress without a word of progress`,
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
  { rows, position }: Scorecard,
  { rows: actions }: ActionPlan,
  links: Links,
): object | null {
  if (changes === null || since === null) return null;
  const indicators = rows.map(({ indicator, title, unit }) => ({ id: indicator, title, unit }));
  const things = changedThings(changes.rows, knownNames(indicators, actions));
  return {
    since: dayInWords(since),
    isNothing: things.length === 0,
    items: things.slice(0, SHOWN).map(({ name, what }) => ({ name, what })),
    href: links.to(paths.changes, {}, { from: since, to: String(position) }),
    all: counted(things.length, 'change'),
  };
}
