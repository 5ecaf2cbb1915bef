import { assess, latestFigure, seriesKinds, type Assessment } from '@outturn/domain';
import type { PeriodKind } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import { resolveMoment, type Moment } from '../known-at.js';
import { wordsOf } from '../words.js';
import { groundsAt, type Listing } from './answer.js';
import {
  definitionOf,
  knownDefinitions,
  knownIndicator,
  type KnownIndicator,
  type KnownSeries,
} from './board-knowledge.js';

export interface ScorecardQuestion extends Moment {
  /** Ids; left out, every indicator that is in use. */
  readonly indicators?: readonly string[];
}

/** One assessed figure; texts are words here, not digests. */
export type ScorecardRow = Assessment;

export interface Scorecard extends Listing<ScorecardRow> {
  readonly asAt: string;
}

/** The latest figure of every indicator, breakdown and series, assessed as the board could have done at that moment. */
export function scorecard(
  reader: LedgerReader,
  question: ScorecardQuestion,
  present: typeof withWords = withWords,
): Scorecard {
  const { position, asAt } = resolveMoment(reader, question);
  const wanted = question.indicators === undefined ? null : new Set(question.indicators);
  const rows: ScorecardRow[] = [];
  for (const definitions of knownDefinitions(reader, position)) {
    if (wanted === null ? definitions.current.retired : !wanted.has(definitions.current.id)) continue;
    const indicator = knownIndicator(reader, definitions, position);
    for (const series of indicator.series) for (const row of latestOfEachKind(indicator, series, asAt)) rows.push(row);
  }
  return { ...groundsAt(reader, position), asAt, rows: rows.map((row) => present(reader, row)) };
}

/** The main series first, then the indicator's other ones as rows of their own. */
function latestOfEachKind(indicator: KnownIndicator, series: KnownSeries, asAt: string): Assessment[] {
  const kinds = seriesKinds(series.figures, indicator.definitions.current, asAt);
  return (kinds.length === 0 ? [undefined] : kinds).map((kind) => assessSeries(indicator, series, asAt, kind));
}

/** One row of a scorecard, under the definition that its figure was made under. */
export function assessSeries(
  indicator: KnownIndicator,
  series: KnownSeries,
  asAt: string,
  kind: PeriodKind | undefined,
): Assessment {
  const latest = kind === undefined ? null : latestFigure(series.figures, kind, asAt);
  const figure = series.figures.find((each) => each.position === latest?.position) ?? null;
  return assess({
    indicator: definitionOf(indicator, figure),
    ...series,
    asAt,
    ...(kind === undefined ? {} : { kind }),
  });
}

/** The row with its texts as words. */
export const withWords = (reader: LedgerReader, row: Assessment): ScorecardRow => ({
  ...row,
  commentary: wordsOf(reader, row.commentary),
  source: wordsOf(reader, row.source),
});
