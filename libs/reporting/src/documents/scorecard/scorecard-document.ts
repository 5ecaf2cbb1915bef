import type { Assessment } from '@outturn/domain';

import { sparkline } from '../../charts/sparkline.js';
import { figureText, warningSentences } from '../../words/assessment-words.js';
import { basisLine } from '../../words/basis-line.js';
import { roundingInShort } from '../../words/judgement-words.js';
import { breakdownWords, capitalised, counted } from '../../words/name-words.js';
import { pendingWords } from '../../words/pending-words.js';
import { periodAsTitle } from '../../words/period-words.js';
import { latestSignal, type ProcessSeries, seriesOfRow } from '../../words/signal-words.js';
import { shownRow } from '../../words/shown-row.js';
import { staleWords } from '../../words/stale-words.js';
import type { Cell, Column, Document, Row } from '../document.js';
import { ratings, ratingText } from './figure-cells.js';
import { comparePriorities, NO_PRIORITY } from './priorities.js';
import { comparisonCell, directionCell, ratingCell, targetCell } from './row-cells.js';
import { shortCommentary } from './short-commentary.js';

/** What a scorecard says of an indicator beside its latest figures. */
export interface ScorecardIndicator {
  readonly id: string;
  readonly priority: string | null;
  readonly series: readonly (ProcessSeries & { readonly breakdown: string })[];
}

export interface ScorecardFacts {
  readonly title: string;
  /** As an answer has them, in the order in which they are shown below their priority. */
  readonly rows: readonly Assessment[];
  /** How many rows there are in all, if these were chosen among others. */
  readonly of: number;
  readonly indicators: readonly ScorecardIndicator[];
  /** So many rows are laid out at most; the sentence below says how to see the others. */
  readonly most?: { readonly rows: number; readonly otherwise: string };
}

const COLUMNS: readonly Column[] = [
  { title: 'Indicator' },
  { title: 'Figure' },
  { title: 'Target' },
  { title: 'Rating' },
  { title: 'Comparison', whenNarrow: 'below' },
  { title: 'Direction', whenNarrow: 'below' },
];

/** The latest figure of every indicator, by priority: how it stands to its target, to others and to its own past. */
export function scorecardDocument({ title, rows, of, indicators, most }: ScorecardFacts): Document {
  const byId = new Map(indicators.map((indicator) => [indicator.id, indicator]));
  const priorityOf = ({ indicator }: Assessment): string => byId.get(indicator)?.priority ?? NO_PRIORITY;
  const placed = rows.toSorted((a, b) => comparePriorities(priorityOf(a), priorityOf(b))).slice(0, most?.rows);
  const pending = pendingWords(rows);
  return {
    title,
    language: 'en-GB',
    sections: [
      {
        heading: null,
        blocks: [{ kind: 'paragraph', text: `${summaryOf(rows, of)}${pending === '' ? '' : ` ${pending}`}` }],
      },
      ...[...Map.groupBy(placed, priorityOf)].map(([priority, own]) => ({
        heading: priority,
        blocks: [
          {
            kind: 'table' as const,
            caption: null,
            holds: 'scorecard',
            columns: COLUMNS,
            rows: own.map((row) => scorecardRow(row, byId.get(row.indicator))),
          },
        ],
      })),
      ...(most === undefined || placed.length === rows.length
        ? []
        : [
            {
              heading: null,
              blocks: [
                {
                  kind: 'paragraph' as const,
                  text: `The first ${placed.length} of ${counted(rows.length, 'row')} are shown. ${most.otherwise}`,
                },
              ],
            },
          ]),
    ],
    grounds: [basisLine(rows)].filter((sentence) => sentence !== ''),
  };
}

function summaryOf(rows: readonly Assessment[], of: number): string {
  if (of === 0) return 'No indicator was known at this moment.';
  if (rows.length === 0) return 'No indicator is like this. Choose something else, or show all of them.';
  const counts = ratings
    .toReversed()
    .map((rating) => `${rows.filter(({ rag }) => rag === rating).length} ${ratingText(rating).toLowerCase()}`);
  return `${counted(rows.length, 'row')}${rows.length === of ? '' : ` of ${of}`}: ${counts.join(', ')}.`;
}

function scorecardRow(told: Assessment, indicator: ScorecardIndicator | undefined): Row {
  const row = shownRow(told);
  const series = seriesOfRow(indicator?.series, row);
  return {
    cells: [
      titleCell(row),
      figureCell(row),
      targetCell(row, roundingInShort(told)),
      ratingCell(row),
      comparisonCell(row),
      courseCell(row, series),
    ],
    grounds: [...new Set(row.provenance.map(({ position }) => position))],
  };
}

function titleCell({ indicator, title, breakdown }: Assessment): Cell {
  const part = breakdownWords(breakdown);
  const subject = { noun: 'indicator', id: indicator, ...(breakdown === 'all' ? {} : { part: { breakdown } }) };
  return { lead: { text: title, subject, ...(part === '' ? {} : { end: ` (${part})` }) } };
}

function figureCell(row: Assessment): Cell {
  const old = staleWords(row);
  const facts = [
    row.period === null ? null : periodAsTitle(row.period),
    row.numerator === null || row.denominator === null ? null : `${row.numerator} of ${row.denominator}`,
    row.status === 'provisional' ? 'Provisional' : null,
    old === null ? null : capitalised(old),
    ...warningSentences(row),
    shortCommentary(row.commentary),
  ];
  const text = row.period === null ? (row.pending === null ? 'No figure' : 'Not shown yet') : figureText(row);
  return { lead: { text, tone: 'strong' }, more: facts.filter((fact) => fact !== null) };
}

/** Where the figure has come from, with the course of its series; one figure alone is no course. */
function courseCell(row: Assessment, series: ScorecardIndicator['series'][number] | undefined): Cell {
  const cell = directionCell(row, series === undefined ? null : latestSignal(series, row));
  const drawn =
    series === undefined || series.figures.length < 2 ? null : sparkline(series.figures, row.target?.value ?? null);
  return { ...cell, ...(drawn === null ? {} : { sketch: drawn }) };
}
