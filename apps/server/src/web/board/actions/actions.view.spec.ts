import type { PlannedAction } from '@outturn/wiring';
import { Links } from '../../frame/links';
import { actionStatus, dueText, isSilent, leadsOf } from './action-words';
import { actionsView } from './actions.view';

const action = (ref: string, members: Partial<PlannedAction> = {}): PlannedAction => ({
  ref,
  action: `Action ${ref}`,
  objective: null,
  priority: null,
  outcome: null,
  measures: [],
  recommendations: [],
  strategies: [],
  lead: null,
  due: null,
  status: 'planned',
  progress: null,
  progressAt: null,
  overdue: false,
  position: 1,
  type: 'ActionPlanned',
  basis: 'recorded',
  ...members,
});
const rows = [
  action('a', { priority: '10 Health', lead: 'Ann;Bob', recommendations: ['14'], overdue: true, due: '2012-12-31' }),
  action('b', { priority: '9 Stability', lead: 'Bob', status: 'in_progress' }),
  action('c', { status: 'completed', recommendations: ['14', '2'] }),
];
/** What the template loops over, as far as it is looked at here. */
interface ShownPlan {
  readonly summary: string;
  readonly groups: readonly { readonly actions: readonly { readonly ref: string }[] }[];
  readonly chooser: {
    readonly selects: readonly { readonly name: string; readonly items: readonly { readonly value: string }[] }[];
  };
}
const view = (chosen = {}): ShownPlan =>
  actionsView({
    plan: { ledger: 'walsall', position: 70, root: 'r', asAt: '2013-01-31', rows },
    chosen,
    links: new Links('walsall'),
  }).view as ShownPlan;
const refs = (chosen: object): string[] => view(chosen).groups.flatMap((group) => group.actions.map(({ ref }) => ref));

describe('an action', () => {
  it('is overdue before it is anything else, by a word as well as by colour', () => {
    expect(actionStatus(action('a', { overdue: true })).text).toBe('Overdue');
    expect(actionStatus(action('a', { status: 'in_progress' })).text).toBe('In progress');
  });

  it('is silent while it is in progress and nobody said how', () => {
    expect(isSilent(action('a', { status: 'in_progress' }))).toBe(true);
    expect(isSilent(action('a', { status: 'in_progress', progressAt: 7 }))).toBe(false);
    expect(isSilent(action('a'))).toBe(false);
  });

  it('may be led by several, and be due on a day, on none, or all the time', () => {
    expect(leadsOf({ lead: 'Ann; Bob' })).toEqual(['Ann', 'Bob']);
    expect(leadsOf({ lead: null })).toEqual([]);
    expect(['2012-12-31', null, 'ongoing'].map((due) => dueText({ due }))).toEqual([
      '31 December 2012',
      'No date',
      'Ongoing',
    ]);
  });
});

describe('the action plan', () => {
  it('goes by priority as people count, with what has none at the end', () => {
    expect(refs({})).toEqual(['b', 'a', 'c']);
    expect(view().summary).toBe('3 actions: 1 overdue, 1 in progress without a word of it.');
  });

  it.each([
    [{ lead: 'Bob' }, ['b', 'a']],
    [{ lead: 'Nobody named' }, ['c']],
    [{ recommendation: '14' }, ['a', 'c']],
    [{ status: 'overdue' }, ['a']],
    [{ status: 'silent' }, ['b']],
    [{ status: 'completed', recommendation: '2' }, ['c']],
    [{ status: 'nonsense' }, []],
  ])('shows what was chosen: %j', (chosen, expected) => {
    expect(refs(chosen)).toEqual(expected);
  });

  it('offers to choose only what there is', () => {
    const statuses = view().chooser.selects.find(({ name }) => name === 'status')?.items;
    expect(statuses?.map(({ value }) => value)).toEqual([
      '',
      'overdue',
      'silent',
      'planned',
      'in_progress',
      'completed',
    ]);
  });
});
