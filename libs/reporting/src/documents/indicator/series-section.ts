import type { Assessment } from '@outturn/domain';
import { type Chart, seriesChart } from '../../charts/series-chart.js';
import { whyNoLimits, xmrChart } from '../../charts/xmr-chart.js';
import { figureText, travelSentences, warningSentences } from '../../words/assessment-words.js';
import { roundingInShort } from '../../words/judgement-words.js';
import { breakdownWords, capitalised, spaced } from '../../words/name-words.js';
import { periodAsTitle } from '../../words/period-words.js';
import { shownRow } from '../../words/shown-row.js';
import { type SeriesSignal, signalsOf } from '../../words/signal-words.js';
import { staleWords } from '../../words/stale-words.js';
import type { Block, Cell, Column, Figure, Row, Section, Subject } from '../document.js';
import { comparisons } from '../scorecard/figure-cells.js';
import { directionCell, ratingCell, targetCell } from '../scorecard/row-cells.js';
import { correctionsOf } from './corrections.js';
import type { IndicatorFacts } from './indicator-facts.js';

const COLUMNS: readonly Column[] = [
  { title: 'Period' },
  { title: 'Figure' },
  { title: 'Target' },
  { title: 'Rating' },
  { title: 'Comparison', whenNarrow: 'below' },
  { title: 'Direction', whenNarrow: 'below' },
  { title: 'Notes', whenNarrow: 'below' },
];

/**
 * One series: its charts, and a table with every figure in them, the newest first.
 * @param told one breakdown and one kind of period, oldest first
 * @param id begins the ids inside the charts
 */
export function seriesSection(
  told: readonly Assessment[],
  id: string,
  { council, told: events }: IndicatorFacts,
): Section {
  const rows = told.map(shownRow);
  const latest = rows.at(-1);
  const old = latest === undefined ? null : staleWords(latest);
  const chart = seriesChart(rows, { id: `${id}-wide`, council, width: 'wide' });
  const narrow = seriesChart(rows, { id: `${id}-narrow`, council, width: 'narrow' });
  const signals = signalsOfRows(told);
  return {
    heading: seriesName(rows),
    blocks: [
      ...(old === null ? [] : [{ kind: 'paragraph' as const, text: `${capitalised(old)}.` }]),
      figureOf(chart, narrow),
      ...limitsBlocks(rows, id, council),
      {
        kind: 'table',
        caption: null,
        holds: 'periods',
        columns: COLUMNS,
        rows: told.toReversed().map((row) =>
          periodRow(row, {
            signal: signals.get(row.period ?? '') ?? null,
            notes: chart.notes.filter(({ period }) => period === row.period).map(({ number }) => number),
            corrections: correctionsOf(events, row),
          }),
        ),
      },
    ],
  };
}

function seriesName([first]: readonly Assessment[]): string {
  const parts = [breakdownWords(first?.breakdown ?? 'all'), `by ${spaced(first?.periodKind ?? '')}`];
  return capitalised(parts.filter((part) => part !== '').join(', '));
}

const figureOf = (wide: Chart, narrow: Chart): Figure => ({
  kind: 'figure',
  title: wide.headline,
  words: wide.words,
  drawing: wide.svg,
  narrow: narrow.svg,
  remark: wide.remark ?? null,
  notes: wide.notes,
});

/** The process limits, or why there are none. */
function limitsBlocks(rows: readonly Assessment[], id: string, council: string): Block[] {
  const limits = xmrChart(rows, { id: `${id}-limits-wide`, council, width: 'wide' });
  const narrow = xmrChart(rows, { id: `${id}-limits-narrow`, council, width: 'narrow' });
  const why = whyNoLimits(rows);
  if (limits !== null && narrow !== null)
    return [{ kind: 'heading', text: 'Is it signal or noise?' }, figureOf(limits, narrow)];
  return why === null ? [] : [{ kind: 'paragraph', text: why, tone: 'quiet' }];
}

/** What chance does not explain in a series, by period. */
function signalsOfRows(rows: readonly Assessment[]): ReadonlyMap<string, SeriesSignal> {
  const [first] = rows;
  if (first === undefined || first.periodKind === null) return new Map();
  const figures = rows.flatMap(({ period, value, qualifier }) =>
    period === null ? [] : [{ period, value, qualifier }],
  );
  return signalsOf({ kind: first.periodKind, figures }, first);
}

interface Beside {
  readonly signal: SeriesSignal | null;
  /** Numbers of the notes in the chart. */
  readonly notes: readonly number[];
  readonly corrections: readonly string[];
}

function periodRow(told: Assessment, { signal, notes, corrections }: Beside): Row {
  const row = shownRow(told);
  const { indicator, breakdown, period } = row;
  const about = (noun: string): { subject: Subject } => ({
    subject: { noun, id: indicator, part: { breakdown, period: period ?? '' } },
  });
  return {
    cells: [
      { lead: periodAsTitle(period ?? '') },
      { ...figureCell(row), ...about('return') },
      targetCell(row, roundingInShort(told)),
      { ...ratingCell(row), ...about('rating') },
      comparisonsCell(row),
      courseCell(row, signal),
      notesCell(notes, [...corrections, ...warningSentences(told)]),
    ],
    grounds: [...new Set(row.provenance.map(({ position }) => position))],
  };
}

function figureCell(row: Assessment): Cell {
  const counts = row.numerator === null || row.denominator === null ? [] : [`${row.numerator} of ${row.denominator}`];
  return {
    lead: { text: figureText(row), tone: 'strong' },
    more: [...counts, ...(row.status === 'provisional' ? ['Provisional'] : [])],
  };
}

/** Every comparator, England first. */
function comparisonsCell(row: Assessment): Cell {
  const [first, ...others] = comparisons(row);
  if (first === undefined) return { lead: { text: 'None known', tone: 'quiet' } };
  return { lead: first.text, more: [first.detail, ...others.map(({ text, detail }) => `${text}: ${detail}`)] };
}

/** Where the figure has come from: the period before, and the same period a year before. */
function courseCell(row: Assessment, signal: SeriesSignal | null): Cell {
  const cell = directionCell(row, signal);
  const yearAgo = row.qualifier === null ? travelSentences(row).slice(1) : [];
  return { ...cell, more: [...(cell.more ?? []), ...yearAgo] };
}

function notesCell(notes: readonly number[], said: readonly string[]): Cell {
  if (notes.length > 0) return { lead: notes.map((number) => `Note ${number}`).join(', '), more: said };
  const [first, ...others] = said;
  return first === undefined ? { lead: { text: 'None', tone: 'quiet' } } : { lead: first, more: others };
}
