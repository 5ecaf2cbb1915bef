import type { HistoryRow, IndicatorSeries, PlannedAction } from '@outturn/wiring';
import {
  breakdownWords,
  htmlSections,
  indicatorDocument,
  type Offer,
  periodAsTitle,
  type Subject,
} from '@outturn/reporting';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { subjectAddress } from '../subject-address.js';

/** So many charts a page has at most: each takes a millisecond to draw, during which nobody else is answered. */
const MOST_SERIES = { rows: 30, otherwise: 'Open a row of the scorecard to see its own.' };
/** A publisher's table may hold an indicator for every area and year. */
const MOST_COMPARATORS = { rows: 40, otherwise: 'The charts and tables above have those that apply to a figure.' };

export interface IndicatorFacts {
  readonly council: string;
  readonly series: IndicatorSeries;
  /** The one breakdown that is shown; left out, every one. */
  readonly breakdown: string | undefined;
  /** Those that name the indicator among their measures. */
  readonly actions: readonly PlannedAction[];
  /** What was told of figures that were changed later. */
  readonly told: readonly HistoryRow[];
  readonly links: Links;
  /** Whether who looks may submit returns at this moment. */
  readonly mayCorrect: boolean;
}

export function indicatorView(facts: IndicatorFacts): PageContent {
  const { council, series, breakdown, actions, told, links, mayCorrect } = facts;
  const { definition } = series;
  const document = indicatorDocument({
    title: definition.title,
    council,
    known: series,
    actions,
    told,
    mostSeries: MOST_SERIES,
    mostComparators: MOST_COMPARATORS,
  });
  return {
    template: 'board/indicator/indicator.njk',
    title: definition.title,
    trail: [{ text: 'Scorecard', href: links.to(paths.scorecard) }],
    grounds: series,
    view: {
      ledger: links.ledger,
      position: series.position,
      breakdown: breakdown === undefined || breakdown === 'all' ? null : breakdownWords(breakdown),
      everything: breakdown === undefined ? null : links.to(paths.indicator, { indicator: definition.id }),
      document: htmlSections(document, {
        addressOf: subjectAddress(links),
        offersFor: offersFor(links, mayCorrect && !definition.retired),
      }),
    },
  };
}

/** What can be done with a figure, and what can be asked of its rating. */
const offersFor =
  (links: Links, mayCorrect: boolean) =>
  ({ noun, id: indicator, part = {} }: Subject): Offer[] => {
    const { breakdown = 'all', period = '' } = part;
    switch (noun) {
      case 'return':
        if (!mayCorrect || period === '') return [];
        return [
          {
            text: 'Correct',
            about: `the figure for ${periodAsTitle(period)}`,
            address: links.to(paths.kpiReturn, { indicator, breakdown, period }),
          },
        ];
      case 'rating':
        return [
          {
            text: 'Why',
            about: `this figure and rating for ${periodAsTitle(period)}`,
            end: '?',
            address: links.to(paths.why, { indicator }, { breakdown, period }),
          },
        ];
      default:
        return [];
    }
  };
