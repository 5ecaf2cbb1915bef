import type { Assessment } from '@outturn/domain';
import { before, besideEngland, exampleRow } from '@outturn/testing';
import type { ActionOfPlan } from '../action-plan/planned-action';
import { reasonsOf } from './standing';
import { pastDueNotStated, whyNoFigures, whyNothingOverdue } from './nothing-to-show';

const unreported = exampleRow({ period: null, periodKind: null, value: null, ragReason: 'NoFigure' });
const same = exampleRow({ travel: before('77', 'same') });

describe('why no figure stands on a side of the summary', () => {
  it.each<[string, readonly Assessment[], string]>([
    ['there is no indicator', [], 'No indicator was known at this moment.'],
    [
      'nothing was reported, or all of it was withdrawn',
      [unreported, unreported],
      'There is no figure: none was reported, or every one was withdrawn.',
    ],
    [
      'what was reported is held back',
      [{ ...unreported, pending: { count: 1, endsOn: '2018-03-31' } } as Assessment],
      'No figure can be shown yet.',
    ],
    ['nothing has a value', [exampleRow({ value: null, symbol: 'c' })], 'No figure that was reported has a value.'],
    [
      'nothing stands beside a figure',
      [exampleRow(), exampleRow()],
      'Nothing can be judged: there is no target, earlier figure or comparator for the 2 figures.',
    ],
    [
      'what stands beside it gives no verdict',
      [exampleRow({ benchmarks: [{ ...besideEngland('same', '9'), verdict: 'no_judgement' }] })],
      'Nothing can be judged: the targets, earlier figures and comparators that are known give no verdict on the one figure.',
    ],
  ])('is, where %s, that alone', (_, rows, sentence) => {
    expect([whyNoFigures('good', rows), whyNoFigures('attention', rows)]).toEqual([sentence, sentence]);
  });

  it('is what the figures that can be judged were found not to be, and how many cannot be', () => {
    expect(whyNoFigures('attention', [same, same, exampleRow()])).toBe(
      "None of the 2 figures that can be judged misses its target, is worse than before or is worse than a comparator. 1 other figure can't be judged.",
    );
    expect(whyNoFigures('good', [same])).toBe(
      'The one figure that can be judged does not meet a target, and is neither better than before nor better than a comparator.',
    );
  });

  it('calls no figure current that is old', () => {
    expect(whyNoFigures('good', [exampleRow({ rag: 'green', stale: 35 })])).toBe(
      'Every figure is old, so none is judged.',
    );
  });

  it('is never needed for what is good where four of five improved, though they miss their targets', () => {
    const improved = exampleRow({ rag: 'red', travel: before('70', 'better') });
    const sides = [improved, improved, improved, improved, exampleRow()].map((row) =>
      reasonsOf(row).map(({ side }) => side),
    );
    expect(sides.filter((each) => each.includes('good'))).toHaveLength(4);
  });
});

const action = (members: Partial<ActionOfPlan>): ActionOfPlan =>
  ({ ref: 'a', due: null, status: 'planned', overdue: false, ...members }) as ActionOfPlan;
const overdue = (...rows: ActionOfPlan[]): string => whyNothingOverdue(rows);

describe('why no action is overdue', () => {
  it('is that there is none, that none is open or that none has a date', () => {
    expect(overdue()).toBe('No action was known at this moment.');
    expect(overdue(action({ status: 'completed', due: '2016-01-01' }))).toBe('Every action is completed or cancelled.');
    expect(overdue(action({}), action({ due: 'ongoing' }))).toBe(
      'No open action has a due date, so none can be overdue.',
    );
  });

  it('is else that the dates of those that have one are not past', () => {
    expect(overdue(action({ due: '2018-03' }), action({}), action({}))).toBe(
      'The one open action with a due date is not past it. 2 others have none.',
    );
    expect(overdue(action({ due: '2018-03' }), action({ due: '2017-11-30' }))).toBe(
      'None of the 2 open actions with a due date is past it.',
    );
  });

  it('says so of an action past its date of which nobody said how it stands', () => {
    const late = action({ status: 'not_stated', due: '2017-10', overdue: true });
    expect(pastDueNotStated([late])).toBe('1 action is past its due date, and its status is not stated.');
    expect(pastDueNotStated([{ ...late, overdue: false }])).toBeNull();
  });
});
