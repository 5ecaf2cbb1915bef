import { CompleteAction, ReportActionProgress } from '@outturn/domain';
import { temporaryLedger } from '../temporary-ledger.fixture.js';

const store = temporaryLedger();
beforeEach(() =>
  store.import({
    'actions.csv': [
      'ref,action,lead,due,status,progress,occurred',
      'a-day,Train all members,Jo Field,2012-12-31,in_progress,16 have come.,2012-05-14',
      'a-month,Draft the offer,,2011-12,planned,,2012-05-14',
      'always,Review plans,,ongoing,in_progress,,2012-05-14',
      'never-said,Ask the children,,,planned,,2012-05-14',
      'yearly,Report to Council,,2012-06 and annually,planned,,2012-05-14',
    ],
  }),
);
const overdue = (asAt: string) => store.ask('actions', { asAt }).rows.flatMap((row) => (row.overdue ? [row.ref] : []));

describe('an action plan', () => {
  it('has every action in the order in which they were planned, its texts as words', () => {
    const { rows, asAt } = store.ask('actions', {});
    expect(rows.map(({ ref }) => ref)).toEqual(['a-day', 'a-month', 'always', 'never-said', 'yearly']);
    expect(asAt).toBe('2012-05-14');
    expect(rows[0]).toMatchObject({
      action: 'Train all members',
      lead: 'Jo Field',
      due: '2012-12-31',
      status: 'in_progress',
      progress: '16 have come.',
      outcome: null,
    });
  });

  it('keeps the order of the paper, whatever the refs sort as', async () => {
    await store.import({
      'actions.csv': ['ref,action,occurred', 'A2,Second,2012-05-14', 'A10,Tenth,2012-05-14', 'A1,First,2012-05-14'],
    });
    expect(
      store
        .ask('actions', {})
        .rows.slice(-3)
        .map(({ ref }) => ref),
    ).toEqual(['A2', 'A10', 'A1']);
  });

  it('calls overdue what is open on the day after it was due: a day, or the last day of a month', () => {
    expect(overdue('2011-12-31')).toEqual([]);
    expect(overdue('2012-01-01')).toEqual(['a-month']);
    expect(overdue('2012-06-30')).toEqual(['a-month']);
    expect(overdue('2012-07-01')).toEqual(['a-month', 'yearly']);
    expect(overdue('2012-12-31')).toEqual(['a-month', 'yearly']);
    expect(overdue('2013-01-01')).toEqual(['a-day', 'a-month', 'yearly']);
  });

  it('never calls overdue what is completed, ongoing or without a date', async () => {
    for (const ref of ['a-day', 'a-month', 'yearly']) await store.accept(CompleteAction, { ref });
    expect(overdue('2031-01-01')).toEqual([]);
  });

  it('is as it then stood', async () => {
    await store.accept(ReportActionProgress, { ref: 'a-day', progress: 'All have come.' });
    expect(store.ask('actions', {}).rows[0]).toMatchObject({ progress: 'All have come.', progressAt: store.head });
    expect(store.ask('actions', { knownAt: '2012-05-14' }).rows[0]).toMatchObject({ progress: '16 have come.' });
    expect(store.ask('actions', { knownAt: '2012-05-13' }).rows).toEqual([]);
  });
});
