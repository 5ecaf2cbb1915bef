import { assess, latestFigure, seriesKinds, type Assessment, type AssessmentQuestion } from '@outturn/domain';
import type { PeriodKind } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import type { RowReader } from '../from-events.js';
import { resolveMoment, type Moment, type ResolvedMoment } from '../known-at.js';
import { wordsOf } from '../words.js';
import { groundsAt, type Listing } from '../answer.js';
import {
  definitionOf,
  knownDefinitions,
  knownIndicator,
  type KnownIndicator,
  type KnownSeries,
} from './board-knowledge.js';

export interface ScorecardAsked extends Moment {
  /** Ids; left out, every indicator that is in use. */
  readonly indicators?: readonly string[];
}

/** One assessed figure; texts are words here, not digests. */
export type ScorecardRow = Assessment;

export interface Scorecard extends Listing<ScorecardRow> {
  readonly asAt: string;
}

/** How a row is assessed, under one version of the rules. */
type Assess<Row> = (query: AssessmentQuestion) => Row;

/** The latest figure of every indicator, breakdown and series, assessed as the board could have done at that moment. */
export function scorecard(reader: LedgerReader, query: ScorecardAsked): Scorecard {
  const { rows, ...answer } = assessedScorecard(reader, query, assess);
  return { ...answer, rows: rows.map((row) => withWords(reader, row)) };
}

/** The scorecard as the rules that `assess` stands for give it; texts are digests. */
export function assessedScorecard<Row>(
  reader: LedgerReader,
  query: ScorecardAsked,
  assess: Assess<Row>,
): Listing<Row> & { readonly asAt: string } {
  const moment = resolveMoment(reader, query);
  const rows = assessedRows(reader, moment, query.indicators ?? null, assess);
  return { ...groundsAt(reader, moment.position), asAt: moment.asAt, rows };
}

/**
 * The rows of a scorecard, from whatever rows of views it is handed.
 * @param indicators ids; null for every one that is in use
 */
export function assessedRows<Row>(
  reader: RowReader,
  { position, asAt }: ResolvedMoment,
  indicators: readonly string[] | null,
  assess: Assess<Row>,
): Row[] {
  const wanted = indicators === null ? null : new Set(indicators);
  const rows: Row[] = [];
  for (const definitions of knownDefinitions(reader, position)) {
    if (wanted === null ? definitions.current.retired : !wanted.has(definitions.current.id)) continue;
    const indicator = knownIndicator(reader, definitions, position);
    for (const series of indicator.series)
      for (const row of latestOfEachKind(indicator, series, asAt, assess)) rows.push(row);
  }
  return rows;
}

/** The main series first, then the indicator's other ones as rows of their own. */
function latestOfEachKind<Row>(
  indicator: KnownIndicator,
  series: KnownSeries,
  asAt: string,
  assess: Assess<Row>,
): Row[] {
  const kinds = seriesKinds(series.figures, indicator.definitions.current, asAt);
  return (kinds.length === 0 ? [undefined] : kinds).map((kind) => assessSeries(indicator, series, asAt, kind, assess));
}

/** One row of a scorecard, under the definition that its figure was made under. */
export function assessSeries<Row>(
  indicator: KnownIndicator,
  series: KnownSeries,
  asAt: string,
  kind: PeriodKind | undefined,
  assess: Assess<Row>,
): Row {
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
