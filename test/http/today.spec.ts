import { RunningService, stability } from './running-service';

/** A clock that stands where the test puts it. */
const clock = { at: '2027-03-31T22:59:59.999Z', now: () => clock.at };
const BEFORE_MIDNIGHT = '2027-03-31T22:59:59.999Z';
const MIDNIGHT = '2027-03-31T23:00:00.000Z';

describe('a live ledger in which nothing happens', () => {
  let service: RunningService;
  const at = (path: string): string => `/api/v1/ledgers/wiltshire/${path}`;
  const overdue = async (): Promise<boolean> => (await service.get(at('actions'))).json.rows[0].overdue;
  const page = async (path: string, headers = {}) => service.get(`/ledgers/wiltshire${path}`, headers);

  beforeAll(async () => {
    clock.at = '2027-03-01T09:00:00.000Z';
    service = await RunningService.start(undefined, clock);
    await service.post('/api/v1/ledgers', { id: 'wiltshire', name: 'Wiltshire', live: true });
    await service.post(at('go-live'), {});
    await service.post(at('indicators'), stability);
    await service.post(at('actions'), { ref: 'A1', action: 'Train all members', due: '2027-03-31' });
    await service.post(at('rounds'), {
      round: 'winter',
      period: '2026-27Q3',
      due: '2027-03-31',
      indicators: [stability.id],
      submitters: ['mary'],
    });
  });
  afterAll(() => service.close());

  it.each([
    [BEFORE_MIDNIGHT, '2027-03-31', false, 'not_yet_due'],
    [MIDNIGHT, '2027-04-01', true, 'missing'],
  ])('is judged at %s on %s, by every question alike', async (now, asAt, isOverdue, state) => {
    clock.at = now;
    for (const question of ['scorecard', 'actions', `indicators/${stability.id}`, 'snapshot', 'rounds', 'reminders'])
      expect([question, (await service.get(at(question))).json.asAt]).toEqual([question, asAt]);
    expect(await overdue()).toBe(isOverdue);
    expect((await service.get(at('rounds'))).json).toMatchObject({ today: asAt, rows: [{ returns: [{ state }] }] });
  });

  it('turns at midnight while the server runs, on a page that was remembered the day before too', async () => {
    clock.at = BEFORE_MIDNIGHT;
    const before = await page('/actions');
    expect((await page('/actions', { 'if-none-match': before.headers.etag })).status).toBe(304);
    clock.at = MIDNIGHT;
    const after = await page('/actions', { 'if-none-match': before.headers.etag });
    expect(after.status).toBe(200);
    expect([before, after].map(({ text }) => /Figures as at ([^,]+),/.exec(text)?.[1])).toEqual([
      '31 March 2027',
      '1 April 2027',
    ]);
    expect([before, after].map(({ text }) => text.includes('Overdue'))).toEqual([false, true]);
  });

  it('keeps the day of a moment that is asked for, whatever day it is', async () => {
    clock.at = MIDNIGHT;
    expect((await service.get(at('actions?knownAt=2027-03-31'))).json).toMatchObject({ asAt: '2027-03-31' });
    expect((await service.get(at('actions?asAt=2027-03-31'))).json.rows).toMatchObject([{ overdue: false }]);
    expect((await service.get(at('actions?knownAt=5'))).json).toMatchObject({ asAt: '2027-03-01' });
  });
});
