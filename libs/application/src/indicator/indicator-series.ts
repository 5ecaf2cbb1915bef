import { assess, pendingOf, seriesKinds, type Pending, type IndicatorDefinition } from '@outturn/domain';
import { periodOf } from '@outturn/kernel';
import type { LedgerReader } from '@outturn/ledger';
import {
  benchmarkView,
  definitionView,
  keysUnder,
  targetView,
  type DefinitionRow,
  type PublishedFigure,
  type StandingTarget,
} from '@outturn/views';
import { resolveMoment, type Moment } from '../known-at.js';
import { NotKnown } from '../query-refused.js';
import { wordsOf } from '../words.js';
import { groundsAt, type Listing } from '../answer.js';
import { knownIndicator } from './board-knowledge.js';
import { assessSeries, withWords, type ScorecardRow } from './scorecard.js';

export interface IndicatorAsked extends Moment {
  readonly indicator: string;
  readonly breakdown?: string;
}

export interface IndicatorSeries extends Listing<ScorecardRow> {
  readonly asAt: string;
  readonly definition: IndicatorDefinition & { readonly version: number };
  readonly earlierDefinitions: DefinitionRow['earlier'];
  /** Every target that stood, whether or not it applies to a figure. */
  readonly targets: readonly StandingTarget[];
  /** Every comparator's cell that stood. */
  readonly benchmarks: readonly PublishedFigure[];
  /** The figures that are held and not shown, because their periods have not ended. */
  readonly pending: readonly Pending[];
}

/**
 * The whole series of an indicator: each period assessed with the comparators that apply to it, as it stood at its own
 * end, and the latest of each kind as it stands now; oldest first.
 * @throws NotKnown where the indicator had not been defined
 */
export function indicatorSeries(reader: LedgerReader, query: IndicatorAsked): IndicatorSeries {
  const { position, asAt } = resolveMoment(reader, query);
  const found = reader.row(definitionView, query.indicator, position);
  if (found === null) throw new NotKnown('indicator', query.indicator);
  const definitions = found.content;
  const indicator = knownIndicator(reader, definitions, position, query.breakdown);
  const rows = indicator.series.flatMap((series) => {
    const periods = series.figures
      .map(({ period }) => periodOf(period))
      .filter(({ end }) => end <= asAt)
      .sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0));
    // The latest of a kind is judged on the day that is asked about, as a scorecard judges it; the others as they stood.
    const latest = new Map(periods.map((period) => [period.kind, period]));
    return periods.map((period) => {
      if (latest.get(period.kind) === period) return assessSeries(indicator, series, asAt, period.kind, assess);
      // What came after a period waited for nothing but its own.
      return { ...assessSeries(indicator, series, period.end, period.kind, assess), pending: null };
    });
  });
  const under =
    query.breakdown === undefined ? keysUnder(query.indicator) : keysUnder(query.indicator, query.breakdown);
  return {
    ...groundsAt(reader, position),
    asAt,
    definition: {
      ...definitions.current,
      owner: wordsOf(reader, definitions.current.owner),
      version: definitions.version,
    },
    earlierDefinitions: definitions.earlier,
    targets: [...reader.rows(targetView, under, position)].map(({ content }) => ({
      ...content,
      rationale: wordsOf(reader, content.rationale),
      approvedBy: wordsOf(reader, content.approvedBy),
    })),
    benchmarks: [...reader.rows(benchmarkView, under, position)].map(({ content }) => content),
    pending: indicator.series.flatMap(({ figures }) => {
      const kinds = seriesKinds(figures, definitions.current, asAt);
      return (kinds.length === 0 ? [null] : kinds).flatMap(
        (kind) => pendingOf(figures, definitions.current, kind, asAt) ?? [],
      );
    }),
    rows: rows.map((row) => withWords(reader, row)),
  };
}
