import type { ListedIndicator, Scorecard, ScorecardRow } from '@outturn/wiring';
import {
  comparePriorities,
  htmlSections,
  NO_PRIORITY,
  NOBODY,
  ratings,
  ratingText,
  scorecardDocument,
} from '@outturn/reporting';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { chooser, type Chooser } from '../chooser.js';
import { subjectAddress } from '../subject-address.js';

/** So many rows a page has at most: more would take seconds to lay out, during which nobody else is answered. */
const MOST_ROWS = 300;

export interface ScorecardFacts {
  readonly scorecard: Scorecard;
  readonly indicators: readonly ListedIndicator[];
  readonly chosen: Readonly<Partial<Record<'priority' | 'lead' | 'status', string | undefined>>>;
  readonly links: Links;
}

/** A row with what the filters look at. */
interface PlacedRow {
  readonly row: ScorecardRow;
  readonly priority: string;
  readonly lead: string;
}

export function scorecardView({ scorecard, indicators, chosen, links }: ScorecardFacts): PageContent {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const all = scorecard.rows.map((row): PlacedRow => {
    const indicator = byId.get(row.indicator);
    return { row, priority: indicator?.priority ?? NO_PRIORITY, lead: indicator?.owner ?? NOBODY };
  });
  const shown = all.filter(
    ({ row, priority, lead }) =>
      (chosen.priority === undefined || priority === chosen.priority) &&
      (chosen.lead === undefined || lead === chosen.lead) &&
      (chosen.status === undefined || row.rag === chosen.status),
  );
  const document = scorecardDocument({
    title: 'Scorecard',
    rows: shown.map(({ row }) => row),
    of: all.length,
    indicators,
    most: { rows: MOST_ROWS, otherwise: 'Choose a priority, a lead or a rating above to see others.' },
  });
  return {
    template: 'board/scorecard/scorecard.njk',
    title: 'Scorecard',
    trail: [],
    grounds: scorecard,
    view: {
      ledger: links.ledger,
      position: scorecard.position,
      chooser: scorecardChooser(all, chosen, links),
      document: htmlSections(document, { addressOf: subjectAddress(links) }),
    },
  };
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
