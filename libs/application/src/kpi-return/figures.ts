import { LEDGER_ENTITY, type Qualifier } from '@outturn/domain';
import { periodOf } from '@outturn/kernel';
import { allKeys, type KeyRange, type Ledger, type LedgerReader, type ViewFold } from '@outturn/ledger';
import { benchmarkView, figureView, keysUnder, type OwnFigure, type PublishedFigure } from '@outturn/views';
import { dayAsked, resolveMoment, type Moment } from '../known-at.js';
import { groundsAt, type Grounds } from '../answer.js';

/** A publisher's label that is no period ends on no day, so `asAt` leaves none of them out. */
export interface FiguresAsked extends Moment {
  readonly indicator?: string;
  /** The name of an area, as the publisher writes it, or its code. */
  readonly area?: string;
}

/** One figure that was current at the moment asked for. `published` is the cell's text, `value` the decimal read from it. */
export interface CurrentFigure {
  readonly indicator: string;
  readonly breakdown: string;
  readonly area: string;
  readonly area_code: string | null;
  readonly period: string | null;
  readonly value: string | null;
  readonly published: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly symbol: string | null;
  readonly status: string | null;
  readonly release: string | null;
  readonly position: number;
  readonly source_period: string | null;
  /** How a value is to be read: about, over, under, at_least, at_most. */
  readonly qualifier: Qualifier | null;
}

/** The columns of a figure, in the order of the CSV. */
export const figureColumns = [
  'indicator',
  'breakdown',
  'area',
  'area_code',
  'period',
  'value',
  'published',
  'numerator',
  'denominator',
  'symbol',
  'status',
  'release',
  'position',
  'source_period',
  'qualifier',
] as const satisfies readonly (keyof CurrentFigure)[];

/** How many rows are read at a time: few enough that a reader of eighty thousand cells holds nobody up. */
const PAGE = 1_000;

/**
 * Every figure current at a moment, own returns first, then comparators' cells, each in the order of its key. The rows
 * come in pages over as many reads: rows of a past position never change, so the pages fit together without a lock.
 */
export function currentFigures(
  ledger: Ledger,
  query: FiguresAsked,
): { grounds: Grounds; pages: Iterable<CurrentFigure[]> } {
  const { grounds, own } = ledger.read((reader) => ({
    grounds: groundsAt(reader, resolveMoment(reader, query).position),
    own: ownArea(reader),
  }));
  const asAt = query.asAt === undefined ? undefined : dayAsked('asAt', query.asAt);
  const fits = ({ area, area_code, period }: CurrentFigure): boolean =>
    (query.area === undefined || area === query.area || area_code === query.area) &&
    (asAt === undefined || period === null || periodOf(period).end <= asAt);
  function* pagesOf<Row extends object>(view: ViewFold<Row>, toFigure: (row: Row) => CurrentFigure) {
    let range: KeyRange = query.indicator === undefined ? allKeys : keysUnder(query.indicator);
    for (;;) {
      const rows = ledger.read((reader) => [...reader.rows(view, range, grounds.position, PAGE)]);
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(({ content }) => toFigure(content)).filter(fits);
      if (rows.length < PAGE) return;
      range = { ...range, from: `${last.key}\u0000` };
    }
  }
  function* pages(): Iterable<CurrentFigure[]> {
    yield* pagesOf(figureView, (figure) => fromReturn(figure, own));
    yield* pagesOf(benchmarkView, fromCell);
  }
  return { grounds, pages: pages() };
}

/** A council's own area: its ledger's id, and the area code that it was opened with. */
function ownArea(reader: LedgerReader): { area: string; area_code: string | null } {
  const opened = reader.eventsOf(LEDGER_ENTITY)[0];
  return { area: reader.ledger, area_code: (opened?.data['areaCode'] as string | null | undefined) ?? null };
}

function fromReturn(figure: OwnFigure, own: { area: string; area_code: string | null }): CurrentFigure {
  const {
    indicator,
    breakdown,
    period,
    value,
    published,
    numerator,
    denominator,
    symbol,
    status,
    position,
    qualifier,
  } = figure;
  return {
    indicator,
    breakdown,
    ...own,
    period,
    value,
    published,
    numerator,
    denominator,
    symbol,
    status,
    release: null,
    position,
    source_period: null,
    qualifier,
  };
}

function fromCell(cell: PublishedFigure): CurrentFigure {
  const {
    indicator,
    breakdown,
    area,
    areaCode,
    period,
    value,
    published,
    numerator,
    denominator,
    symbol,
    release,
    position,
    sourcePeriod,
  } = cell;
  return {
    indicator,
    breakdown,
    area,
    area_code: areaCode,
    period,
    value,
    published,
    numerator,
    denominator,
    symbol,
    status: null,
    release,
    position,
    source_period: sourcePeriod,
    qualifier: null,
  };
}
