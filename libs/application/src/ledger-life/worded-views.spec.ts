import { type ChangedRow, changedThings, knownNames, toldViews, type WordedRows } from '@outturn/reporting';
import { toldOfViews } from './difference.js';
import type {
  CollectionRound,
  DefinitionRow,
  OwnFigure,
  PublishedFigure,
  PublishedReleaseRow,
  StandingAction,
  StandingTarget,
} from '@outturn/views';

/** What the rows of the views hold, beside what words were written for: a member without words does not compile. */
interface HeldRows {
  readonly figure: OwnFigure;
  readonly target: StandingTarget;
  readonly benchmark: PublishedFigure;
  readonly release: PublishedReleaseRow;
  readonly action: StandingAction;
  readonly round: CollectionRound;
  readonly definition: DefinitionRow['current'];
}
type Unsaid = { [View in keyof HeldRows]: Exclude<keyof HeldRows[View], keyof WordedRows[View]> }[keyof HeldRows];
const unsaid: Unsaid extends never ? [] : Unsaid = [];

it('every member of every row that a difference tells of has its words', () => {
  expect(unsaid).toEqual([]);
  expect(toldOfViews.map(({ name }) => name).toSorted()).toEqual(toldViews.toSorted());
});

it('a row of a view that nobody wrote words for is an error, never a row that is left out', () => {
  const row: ChangedRow = { view: 'unheard_of', key: ['a'], before: null, after: {}, events: [] };
  expect(() => changedThings({ rows: [row], verdicts: [], texts: {} }, knownNames([], []))).toThrow(TypeError);
});
