import type { PlannedAction } from '@outturn/wiring';
import { Links } from '../../frame/links';
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
  action('a', {
    priority: '10 Health',
    lead: 'Ann;Bob',
    recommendations: ['14'],
    overdue: true,
    due: '2012-12-31',
    measures: ['cl-eet'],
  }),
  action('b', { priority: '9 Stability', lead: 'Bob', status: 'in_progress' }),
  action('c', { status: 'completed', recommendations: ['14', '2'] }),
];
interface Select {
  readonly name: string;
  readonly items: readonly { readonly value: string; readonly text: string }[];
}
const view = (chosen = {}, links = new Links('walsall')): { document: string; chooser: { selects: Select[] } } =>
  actionsView({
    plan: { ledger: 'walsall', position: 70, root: 'r', asAt: '2013-01-31', rows },
    indicators: [{ id: 'cl-eet', title: 'Care leavers in work' }],
    chosen,
    links,
  }).view as ReturnType<typeof view>;
const refs = (chosen: object): string[] =>
  [...view(chosen).document.matchAll(/<small>Ref (\w+)/g)].map(([, ref = '']) => ref);

describe('the page of the action plan', () => {
  it('leads to each action and to what measures it, at the moment of the page', () => {
    const { document } = view({}, new Links('walsall', { knownAt: '70' }));
    expect(document).toContain('<a href="/ledgers/walsall/actions/a?known-at=70">Action a</a>');
    expect(document).toContain(
      '<a href="/ledgers/walsall/indicators/cl-eet?known-at=70">Measured by Care leavers in work</a>',
    );
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
