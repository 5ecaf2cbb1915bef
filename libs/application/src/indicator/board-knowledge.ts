import { parsePeriod } from '@outturn/kernel';
import type { BenchmarkRow, FigureRow, IndicatorDefinition, TargetPast, TargetRow } from '@outturn/domain';
import { allKeys, type KeyRange, type ViewRow } from '@outturn/ledger';
import {
  benchmarkView,
  definitionAt,
  definitionView,
  figureView,
  keysUnder,
  targetPastView,
  targetView,
  type DefinitionRow,
  type PublishedFigure,
} from '@outturn/views';
import type { RowReader } from '../from-events.js';
import { byBreakdown } from './known-series.js';

/** Everything that was known of one indicator and breakdown. */
export interface KnownSeries {
  readonly breakdown: string;
  readonly figures: readonly (FigureRow & { readonly definition: number })[];
  readonly targets: readonly TargetRow[];
  readonly targetPasts: readonly TargetPast[];
  readonly benchmarks: readonly BenchmarkRow[];
}

export interface KnownIndicator {
  readonly definitions: DefinitionRow;
  readonly series: readonly KnownSeries[];
}

const content = <Row extends object>(rows: IterableIterator<ViewRow<Row>>): Row[] =>
  [...rows].map((row) => row.content);

/** The indicators that were defined by then, in the order of their ids. */
export const knownDefinitions = (reader: RowReader, position: number): DefinitionRow[] =>
  content(reader.rows(definitionView, allKeys, position));

/**
 * What was known of an indicator at a position. An indicator without figures and targets has one empty series; a
 * publisher's cells are no figures of its own, so they are read only where there is something to compare.
 */
export function knownIndicator(
  reader: RowReader,
  definitions: DefinitionRow,
  position: number,
  breakdown?: string,
): KnownIndicator {
  const { id } = definitions.current;
  const under: KeyRange = breakdown === undefined ? keysUnder(id) : keysUnder(id, breakdown);
  const figures = content(reader.rows(figureView, under, position));
  const targets = content(reader.rows(targetView, under, position));
  const targetPasts = content(reader.rows(targetPastView, under, position));
  const grouped = byBreakdown(figures, targets, targetPasts);
  if (grouped.length === 0) {
    const shown = breakdown ?? 'all';
    const pasts = targetPasts.filter((past) => past.breakdown === shown);
    return { definitions, series: [{ breakdown: shown, figures, targets, targetPasts: pasts, benchmarks: [] }] };
  }
  const series = grouped.map((each) => ({ ...each, benchmarks: comparable(reader, id, each.breakdown, position) }));
  return { definitions, series };
}

/** The cells that lie in a series; a publisher's label that is no period can't be compared with anything. */
function comparable(reader: RowReader, indicator: string, breakdown: string, position: number): BenchmarkRow[] {
  return content(reader.rows(benchmarkView, keysUnder(indicator, breakdown), position)).filter(
    (cell): cell is PublishedFigure & { period: string } => cell.period !== null && parsePeriod(cell.period) !== null,
  );
}

/** The definition that a figure of the series was made under: a later revision never changes what it meant. */
export function definitionOf(
  indicator: KnownIndicator,
  figure: { readonly definition: number } | null,
): IndicatorDefinition {
  return figure === null ? indicator.definitions.current : definitionAt(indicator.definitions, figure.definition);
}
