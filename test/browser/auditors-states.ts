import type { DemoSite } from './demo-site';
import type { LookedAtPage } from './looked-at-pages';

/** The event with Walsall's review health assessments of quarter 2 of 2011-12, whose commentary is taken out. */
const REDACTED = 24;

/** What an auditor comes for and the samples have none of: a red figure, a correction, and a text that was taken out. */
export async function giveAuditorsWork({ service }: DemoSite): Promise<void> {
  const walsall = '/api/v1/ledgers/walsall';
  const slot = { indicator: 'rha-annual', period: '2011-12Q2', occurred: '2012-10-31' };
  const said = [
    await service.post(`${walsall}/targets`, { ...slot, kind: 'point', value: '90', approvedBy: 'The board' }),
    await service.post(`${walsall}/returns`, {
      ...slot,
      value: '63',
      status: 'final',
      reason: 'Two were counted twice.',
    }),
    await service.post(`${walsall}/texts/redact`, {
      position: REDACTED,
      field: 'commentary',
      reason: 'It named somebody.',
    }),
  ];
  const refused = said.find(({ status }) => status !== 201);
  if (refused !== undefined) throw new Error(`the samples are not what they were: ${refused.text}`);
}

const audit = '/ledgers/walsall/audit';

/** The pages of auditors, in the states that an address leads to. */
export const auditorsStates: readonly LookedAtPage[] = [
  { name: 'audit', path: audit, as: 'demo-auditor', pictured: true },
  { name: 'journal', path: `${audit}/journal?entity=return%2Frha-annual`, pictured: true },
  { name: 'journal-of-everything', path: `${audit}/journal` },
  { name: 'journal-of-nothing', path: `${audit}/journal?person=nobody` },
  { name: 'journal-with-a-problem', path: `${audit}/journal?since-day=31&since-month=2&since-year=2012` },
  { name: 'journal-in-may-2012', path: `${audit}/journal?known-at=2012-05-31` },
  { name: 'event', path: `${audit}/journal/${REDACTED}`, pictured: true },
  { name: 'event-that-was-not-known', path: `${audit}/journal/66?known-at=2012-05-31` },
  {
    name: 'why-red',
    path: '/ledgers/walsall/indicators/rha-annual/why?period=2011-12Q2',
    pictured: true,
  },
  { name: 'why-green', path: '/ledgers/wiltshire/indicators/placement-long-term/why' },
  { name: 'why-not-rated', path: '/ledgers/walsall/indicators/training-members/why?known-at=2012-07-31' },
  { name: 'snapshot', path: `${audit}/snapshot`, as: 'demo-clerk', pictured: true },
  { name: 'snapshot-in-july-2012', path: `${audit}/snapshot?known-at=2012-07-31` },
  { name: 'snapshot-check', path: `${audit}/snapshot/check` },
  { name: 'runs', path: `${audit}/runs` },
  { name: 'new-replay', path: `${audit}/runs/replay` },
  { name: 'new-verification', path: `${audit}/runs/verification` },
  { name: 'no-such-run', path: `${audit}/runs/none` },
];
