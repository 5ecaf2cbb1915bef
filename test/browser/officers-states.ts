import type { DemoSite } from './demo-site';
import type { LookedAtPage } from './looked-at-pages';

const slot = '/ledgers/wiltshire/returns/placement-long-term/all';
const round = { round: '2017-18 quarter 3', period: '2017-18Q3', due: '2031-01-31' };

/** Wiltshire goes live and runs rounds: one that is open, one that is overdue, one that is closed. */
export async function openRounds(site: DemoSite): Promise<void> {
  const post = async (path: string, fields: object): Promise<void> => {
    const { status, text } = await site.service.post(`/api/v1/ledgers/wiltshire/${path}`, fields);
    if (status !== 201) throw new Error(`${path}: ${text}`);
  };
  await post('go-live', {});
  const indicators = ['placement-long-term', 'placement-3plus-first-year', 'cl-eet/age=16-18'];
  await post('rounds', { ...round, indicators, submitters: ['demo-officer', 'demo-colleague'] });
  const overdue = { round: '2017-18 quarter 2', period: '2017-18Q2', due: '2018-01-31', submitters: ['demo-officer'] };
  await post('rounds', {
    ...overdue,
    indicators: ['placement-long-term', 'cl-eet/age=19-21', 'placement-3plus-first-year/age=0-4'],
  });
  await post('rounds', {
    ...overdue,
    round: '2017-18 quarter 1',
    period: '2017-18Q1',
    indicators: ['placement-long-term'],
  });
  await post('rounds/close', { round: '2017-18 quarter 1' });
}

/** The pages of a performance team. */
export const officersStates: readonly LookedAtPage[] = [
  { name: 'tasks', path: '/ledgers/wiltshire/tasks', as: 'demo-officer', pictured: true },
  { name: 'tasks-of-everyone', path: '/ledgers/wiltshire/tasks?who=everyone', as: 'demo-coordinator' },
  { name: 'tasks-without-a-round', path: '/ledgers/walsall/tasks', as: 'demo-officer' },
  { name: 'tasks-of-a-reader', path: '/ledgers/wiltshire/tasks', as: 'demo-member' },
  { name: 'tasks-in-the-past', path: '/ledgers/wiltshire/tasks?known-at=2018-01-01', as: 'demo-officer' },
  { name: 'other-return', path: '/ledgers/wiltshire/returns', as: 'demo-officer' },
  {
    name: 'other-return-with-a-problem',
    path: '/ledgers/wiltshire/returns?indicator=&breakdown=x&period=',
    as: 'demo-officer',
  },
  { name: 'return', path: `${slot}/2017-18Q2`, as: 'demo-officer' },
  { name: 'return-that-is-missing', path: `${slot}/2017-18Q3`, as: 'demo-officer' },
  { name: 'return-figure', path: `${slot}/2017-18Q3/figure`, as: 'demo-officer', pictured: true },
  { name: 'return-figure-in-the-past', path: `${slot}/2017-18Q3/figure?known-at=2018-01-01`, as: 'demo-officer' },
  { name: 'return-words', path: `${slot}/2017-18Q2/words`, as: 'demo-officer' },
  { name: 'return-check', path: `${slot}/2017-18Q2/check`, as: 'demo-officer' },
  { name: 'return-withdrawal', path: `${slot}/2017-18Q2/withdraw`, as: 'demo-officer' },
  { name: 'return-of-nowhere', path: '/ledgers/wiltshire/returns/nowhere/all/2017-18Q2', as: 'demo-officer' },
  { name: 'receipt', path: '/ledgers/wiltshire/receipts/41', as: 'demo-officer', pictured: true },
  { name: 'receipt-of-nothing', path: '/ledgers/wiltshire/receipts/9999', as: 'demo-officer' },
  { name: 'upload', path: '/ledgers/wiltshire/upload', as: 'demo-officer' },
  { name: 'upload-that-is-gone', path: '/ledgers/wiltshire/uploads/gone', as: 'demo-officer' },
  { name: 'progress', path: '/ledgers/walsall/actions/member-training/progress', as: 'demo-officer' },
  { name: 'go-live', path: '/ledgers/walsall/go-live' },
  { name: 'go-live-that-was', path: '/ledgers/wiltshire/go-live' },
  { name: 'open-round', path: '/ledgers/wiltshire/rounds', as: 'demo-coordinator' },
  { name: 'change-round', path: '/ledgers/wiltshire/rounds?round=2017-18+quarter+3', as: 'demo-coordinator' },
  { name: 'close-round', path: '/ledgers/wiltshire/rounds/2017-18%20quarter%203/close', as: 'demo-coordinator' },
  { name: 'reopen-round', path: '/ledgers/wiltshire/rounds/2017-18%20quarter%201/reopen', as: 'demo-coordinator' },
];
