import type { RoundRow, Rounds } from '@outturn/wiring';
import { Links } from '../../frame/links.js';
import { tasksView } from './tasks.view.js';

const row = (members: Partial<RoundRow> = {}): RoundRow => ({
  round: 'autumn',
  period: '2017-18Q2',
  due: '2017-10-31',
  daysLeft: 3,
  status: 'open',
  closedOn: null,
  reopenedFor: null,
  submitters: ['mary'],
  counts: { submitted: 0, late: 0, missing: 0, not_yet_due: 1 },
  returns: [
    {
      indicator: 'cl-eet',
      breakdown: 'age=16-18',
      title: 'Care leavers in education or work',
      unit: 'percent',
      state: 'not_yet_due',
      cameOn: null,
      value: null,
      symbol: null,
      qualifier: null,
      status: null,
      position: null,
    },
  ],
  position: 5,
  ...members,
});
const rounds = (...rows: RoundRow[]): Rounds => ({
  ledger: 'walsall',
  position: 9,
  root: '',
  asAt: '2017-10-28',
  today: '2017-10-28',
  rows,
});

interface View {
  readonly summary: string;
  readonly other: { readonly text: string } | null;
  readonly closed: readonly object[];
  readonly ways: readonly object[];
  readonly rounds: readonly {
    readonly due: string;
    readonly isOverdue: boolean;
    readonly tasks: readonly { title: object; hint: object; href: string; status: object }[];
  }[];
}
const seen = (
  answer: Rounds,
  reader: { actor?: string; role?: 'officer' | 'reader'; asked?: string; past?: boolean },
) =>
  tasksView(answer, {
    links: new Links('walsall', reader.past === true ? { knownAt: '41' } : {}),
    who: { actor: reader.actor ?? 'mary', assurance: 'asserted', roles: [reader.role ?? 'officer'], ledgers: 'all' },
    asked: reader.asked,
    isTravelling: reader.past === true,
  }).view as View;

describe('the tasks of a performance team', () => {
  it('are the returns of the rounds that ask the reader, what is due first in front', () => {
    const later = row({ round: 'winter', daysLeft: 40 });
    const others = row({ round: 'others', submitters: ['tom'] });
    const view = seen(rounds(later, row(), others), {});
    expect(view.rounds.map(({ due }) => due)).toEqual([
      'Due 31 October 2017: 3 days left',
      'Due 31 October 2017: 40 days left',
    ]);
    expect(view.summary).toBe('2 returns to submit, none of them overdue. None is in yet.');
    expect(view.other?.text).toBe('Show all 3 open rounds');
    expect(seen(rounds(later, row(), others), { asked: 'everyone' }).rounds).toHaveLength(3);
  });

  it('are those of everybody where the reader is asked for nothing', () => {
    const view = seen(rounds(row()), { actor: 'olive' });
    expect(view.rounds).toHaveLength(1);
    expect(view.other).toBeNull();
  });

  it('lead to the first question while nothing is there, and to the return once something is', () => {
    const [task] = seen(rounds(row()), {}).rounds[0]?.tasks ?? [];
    expect(task).toMatchObject({
      title: { text: 'Care leavers in education or work, age 16-18' },
      hint: { text: 'No figure yet' },
      href: '/ledgers/walsall/returns/cl-eet/age%3D16-18/2017-18Q2/figure',
      status: { tag: { text: 'To submit' } },
    });
    const [asked] = row().returns;
    if (asked === undefined) throw new Error('the round asks for a return');
    const came = { ...asked, state: 'late', cameOn: '2017-11-02', value: '64', status: 'provisional' } as const;
    expect(seen(rounds(row({ returns: [came] })), {}).rounds[0]?.tasks[0]).toMatchObject({
      hint: { text: '64%, provisional. Came on 2 November 2017.' },
      href: '/ledgers/walsall/returns/cl-eet/age%3D16-18/2017-18Q2',
      status: { tag: { text: 'Submitted late' } },
    });
  });

  it.each([
    [{ value: '64', qualifier: 'over' } as const, 'Over 64%. Came on 2 November 2017.'],
    [{ symbol: 'z' } as const, 'No figure: nobody in the cohort, or not applicable. Came on 2 November 2017.'],
  ])('say what the figure is besides its value: %p', (said, text) => {
    const [asked] = row().returns;
    if (asked === undefined) throw new Error('the round asks for a return');
    const came = { ...asked, ...said, state: 'submitted', cameOn: '2017-11-02', status: 'final' } as const;
    expect(seen(rounds(row({ returns: [came] })), {}).rounds[0]?.tasks[0]?.hint).toEqual({ text });
  });

  it('stand out once they are overdue', () => {
    const late = row({ daysLeft: -1, counts: { submitted: 0, late: 0, missing: 1, not_yet_due: 0 } });
    const view = seen(rounds(late), {});
    expect(view.rounds[0]).toMatchObject({ due: 'Was due 31 October 2017: 1 day ago', isOverdue: true });
    expect(view.summary).toBe('1 return to submit, 1 of them overdue. None is in yet.');
  });

  it('cannot be begun in the past, nor by somebody who only reads', () => {
    for (const reader of [{ past: true }, { role: 'reader' as const }]) {
      const view = seen(rounds(row()), reader);
      expect(view.ways).toEqual([]);
      expect(view.rounds[0]?.tasks[0]?.href).not.toContain('/figure');
    }
  });

  it('of a closed round are counted and no longer listed', () => {
    const view = seen(rounds(row({ status: 'closed', closedOn: '2017-11-14' })), {});
    expect([view.rounds.length, view.closed.length, view.summary]).toEqual([0, 1, 'No round is open.']);
  });
});
