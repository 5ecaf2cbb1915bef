import { DemoGate } from '../../apps/server/src/access/demo-gate';
import { Browser, heading } from './browser';
import { RunningService, stability } from './running-service';

describe('a ledger that is open for migration', () => {
  let service: RunningService;
  let owner: Browser;
  const at = (path: string): string => `/api/v1/ledgers/wiltshire/${path}`;
  const page = (path: string): string => `/ledgers/wiltshire${path}`;
  const figure = { indicator: stability.id, period: '2017-18Q2', value: '77' };
  const migration = async (): Promise<string> => (await service.get('/api/v1/ledgers/wiltshire')).json.migration;

  beforeAll(async () => {
    service = await RunningService.start(new DemoGate());
    owner = new Browser(service);
    await service.post('/api/v1/ledgers', { id: 'wiltshire', name: 'Wiltshire Council' });
    await service.post(at('indicators'), { ...stability, occurred: '2017-04-01' });
    await service.post(at('actions'), { ref: 'A1', action: 'Train all members', occurred: '2017-04-01' });
  });
  afterAll(() => service.close());

  it('refuses a command that says no day, names both ways out, and stays open', async () => {
    for (const [path, fields] of Object.entries({
      returns: figure,
      rounds: {
        round: 'autumn',
        period: '2017-18Q2',
        due: '2017-10-31',
        indicators: [stability.id],
        submitters: ['m'],
      },
      'actions/complete': { ref: 'A1' },
      snapshots: { issuedTo: 'Scrutiny' },
    })) {
      const { status, json } = await service.post(at(path), fields);
      expect([path, status, json.type]).toEqual([path, 422, 'urn:outturn:problem:day-not-said']);
      expect(json.errors).toMatchObject([{ pointer: '/occurred' }]);
      expect(json.detail).toMatch(/say on which day this became known .* or end migration first .*POST go-live/);
    }
    expect(await migration()).toBe('open');
  });

  it('takes one that says its day, a snapshot too, and counts from that day on', async () => {
    expect((await service.post(at('returns'), { ...figure, occurred: '2017-11-30' })).status).toBe(201);
    const issued = await service.post(at('snapshots'), { issuedTo: 'Scrutiny', occurred: '2017-12-05' });
    expect([issued.status, issued.json.asAt]).toEqual([201, '2017-11-30']);
    expect((await service.get(at('scorecard'))).json.asAt).toBe('2017-12-05');
    expect(await migration()).toBe('open');
  });

  it('says on its pages why now is no later day, and asks on its forms for the day', async () => {
    expect((await owner.open(page('/scorecard'))).text).toMatch(
      /now is the day of the last thing told[^]*Go live<\/a>/,
    );
    const form = page('/actions/A1/progress');
    const asked = await owner.open(form);
    expect(asked.text).toContain('Day on which this became known');
    const refused = await owner.send(form, { progress: 'Two teams of five do so.' });
    expect([refused.status, refused.text.includes('Enter the day on which this became known')]).toEqual([422, true]);
    const ahead = { 'occurred-day': '1', 'occurred-month': '1', 'occurred-year': '2999' };
    expect((await owner.send(form, { progress: 'Two.', ...ahead })).text).toContain('href="#occurred-day"');
    const day = { 'occurred-day': '31', 'occurred-month': '1', 'occurred-year': '2018' };
    const sent = await owner.send(form, { progress: 'Two teams of five do so.', ...day });
    expect(sent.status).toBe(303);
    expect((await owner.open(sent.headers.location ?? '')).text).toMatch(/Counts from[^]*31 January 2018/);
    expect((await service.get(at('actions'))).json).toMatchObject({ asAt: '2018-01-31' });
  });

  it('keeps the day of a return that is written page by page', async () => {
    const slot = page(`/returns/${stability.id}/all/2017-18Q3`);
    const day = { 'occurred-day': '28', 'occurred-month': '2', 'occurred-year': '2018' };
    await owner.send(`${slot}/figure`, { value: '78', status: 'final', ...day });
    await owner.send(`${slot}/words`, {});
    expect((await owner.open(`${slot}/check`)).text).toMatch(/Became known on[^]*28 February 2018/);
    expect((await owner.send(`${slot}/check`, {})).status).toBe(303);
    expect((await service.get(at('history'))).json.rows.at(-1)).toMatchObject({ occurredAt: '2018-02-28' });
  });

  it('goes live on a page that says what that means, is confirmed, and is for administrators alone', async () => {
    const path = page('/go-live');
    const officer = new Browser(service);
    await officer.send('/identity', { actor: 'demo-officer', ledger: 'every' });
    expect((await officer.open(path)).status).toBe(403);
    const shown = await owner.open(path);
    expect([heading(shown), shown.text.includes('Nothing can undo this.')]).toEqual(['Go live', true]);
    expect((await owner.send(path, {})).text).toContain('Confirm that everything has been told');
    expect(await migration()).toBe('open');
    const sent = await owner.send(path, { confirmed: 'yes' });
    expect((await owner.open(sent.headers.location ?? '')).text).toContain('This ledger is live');
    expect(await migration()).toBe('closed');
    expect((await owner.open(path)).text).toContain('Wiltshire Council is live already');
    expect((await owner.open(page('/actions/A1/progress'))).text).not.toContain('Day on which this became known');
    expect((await service.post(at('actions/complete'), { ref: 'A1' })).status).toBe(201);
  });

  it('may be live from the start', async () => {
    await service.post('/api/v1/ledgers', { id: 'dudley', name: 'Dudley Council', live: true });
    expect((await service.get('/api/v1/ledgers/dudley')).json.migration).toBe('closed');
    expect((await service.post('/api/v1/ledgers', { id: 'x', name: 'X', live: 'yes' })).json.errors).toMatchObject([
      { pointer: '/live', detail: 'live must be true or false' },
    ]);
  });
});
