import type { Qualifier, Unit } from '@outturn/domain';
import { periodOf, type Decimal, type PeriodKind } from '@outturn/kernel';
import { allKeys, type LedgerReader } from '@outturn/ledger';
import { figureView, type OwnFigure } from '@outturn/views';
import { resolveMoment, type Moment } from '../known-at.js';
import { wordsOf } from '../words.js';
import { groundsAt, type Listing } from '../answer.js';
import { knownDefinitions } from './board-knowledge.js';

/** The figures of one breakdown and one kind of period, oldest first. A value that is null was held back. */
export interface ListedSeries {
  readonly breakdown: string;
  readonly kind: PeriodKind;
  readonly figures: readonly {
    readonly period: string;
    readonly value: Decimal | null;
    /** How the value is to be read; a figure that has one is shown with it and not judged. */
    readonly qualifier: Qualifier | null;
  }[];
}

/** An indicator as a list of them needs it: what it is, who answers for it, and how it went. */
export interface ListedIndicator {
  readonly id: string;
  readonly title: string;
  readonly unit: Unit;
  readonly priority: string | null;
  /** Who is responsible, as words. */
  readonly owner: string | null;
  readonly series: readonly ListedSeries[];
}

export interface IndicatorList extends Listing<ListedIndicator> {
  readonly asAt: string;
}

/** Every indicator that was in use at a moment, in the order of their ids, with its series up to the day asked for. */
export function indicatorList(reader: LedgerReader, query: Moment): IndicatorList {
  const { position, asAt } = resolveMoment(reader, query);
  const figures = Map.groupBy(figuresUpTo(reader, position, asAt), ({ indicator }) => indicator);
  const rows = knownDefinitions(reader, position)
    .filter(({ current }) => !current.retired)
    .map(({ current: { id, title, unit, priority, owner } }) => ({
      id,
      title,
      unit,
      priority,
      owner: wordsOf(reader, owner),
      series: seriesOf(figures.get(id) ?? []),
    }));
  return { ...groundsAt(reader, position), asAt, rows };
}

type PlacedFigure = OwnFigure & { readonly end: string; readonly kind: PeriodKind };

/** One scan of the view, however many indicators there are. */
function figuresUpTo(reader: LedgerReader, position: number, asAt: string): PlacedFigure[] {
  return [...reader.rows(figureView, allKeys, position)].flatMap(({ content: figure }) => {
    const { end, kind } = periodOf(figure.period);
    return end <= asAt ? [{ ...figure, end, kind }] : [];
  });
}

const seriesOf = (figures: readonly PlacedFigure[]): ListedSeries[] =>
  [...Map.groupBy(figures, ({ breakdown, kind }) => `${kind} ${breakdown}`).values()].flatMap((series) => {
    const [first] = series;
    if (first === undefined) return [];
    const oldestFirst = series.toSorted((a, b) => (a.end < b.end ? -1 : 1));
    const listed = oldestFirst.map(({ period, value, computed, qualifier }) => ({
      period,
      value: value ?? computed,
      qualifier,
    }));
    return [{ breakdown: first.breakdown, kind: first.kind, figures: listed }];
  });
