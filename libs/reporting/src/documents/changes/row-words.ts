import type { BenchmarkData, FigureData, TargetValue, Unit } from '@outturn/domain';
import { benchmarkRow } from '../../words/benchmark/benchmark-members.js';
import { figureSaid, inUnit, symbolWords } from '../../words/figure-words.js';
import { definitionRow } from '../../words/indicator/indicator-members.js';
import { figureRow } from '../../words/kpi-return/return-members.js';
import type { Members } from '../../words/member.js';
import { actionRow, type ActionRow, actionStatusWords } from '../../words/plan-action/action-members.js';
import { releaseRow } from '../../words/release/release-members.js';
import { roundRow } from '../../words/round/round-members.js';
import { targetRow, targetStated } from '../../words/target/target-members.js';

/** A row of a view as it stands. */
export type Row = Readonly<Record<string, unknown>>;

/** How the rows of a view are said. */
interface RowWords {
  /** What is said first, in half a sentence; null where the members say it all. */
  readonly main: ((row: Row, unit: Unit) => string) | null;
  readonly members: Members<Record<string, unknown>>;
  /** What of a row the members are of; the row itself if it is left out. */
  readonly within?: string;
}

/** What a difference tells of, by view: each member has its words, or says by a null that it needs none. */
export interface WordedRows {
  readonly figure: typeof figureRow;
  readonly target: typeof targetRow;
  readonly benchmark: typeof benchmarkRow;
  readonly release: typeof releaseRow;
  readonly action: typeof actionRow;
  readonly round: typeof roundRow;
  readonly definition: typeof definitionRow;
}

/** The views that a difference tells of. */
export const toldViews = ['figure', 'target', 'action', 'benchmark', 'release', 'definition', 'round'] as const;
export type ToldView = (typeof toldViews)[number];

// A row of a view comes as JSON; its view says what it is, and the members' tables are typed by that.
const membersOf = (members: object): RowWords['members'] => members as RowWords['members'];

export const rowWords: Readonly<Record<ToldView, RowWords>> = {
  figure: { main: (row: object, unit) => figureWithCounts(row as FigureData, unit), members: membersOf(figureRow) },
  target: {
    main: (row, unit) => targetStated(row['target'] as TargetValue, unit),
    members: membersOf(targetRow),
  },
  action: {
    main: (row: object) => actionStatusWords((row as ActionRow).status),
    members: membersOf(actionRow),
  },
  benchmark: {
    main: (row: object, unit) => cellWithCounts(row as BenchmarkData, unit),
    members: membersOf(benchmarkRow),
  },
  release: { main: null, members: membersOf(releaseRow) },
  definition: { main: null, members: membersOf(definitionRow), within: 'current' },
  round: { main: null, members: membersOf(roundRow) },
};

function figureWithCounts(figure: FigureData, unit: Unit): string {
  const { value, computed, symbol, status } = figure;
  // A figure of an earlier release may have counts alone.
  const shown = value === null && symbol === null ? computed : value;
  return `${figureSaid({ ...figure, value: shown }, unit)}${countsOf(figure)}${status === 'provisional' ? ', provisional' : ''}`;
}

const cellWithCounts = (cell: BenchmarkData, unit: Unit): string =>
  (cell.value === null ? symbolWords(cell.symbol) : inUnit(cell.value, unit)) + countsOf(cell);

const countsOf = ({ numerator, denominator }: Pick<FigureData, 'numerator' | 'denominator'>): string => {
  if (numerator === null) return '';
  return denominator === null ? ` (${numerator} counted)` : ` (${numerator} of ${denominator})`;
};
