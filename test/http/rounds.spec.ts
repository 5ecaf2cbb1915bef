import { wrongAs } from './answers-as-described';
import { RunningService, sha256Of, stability } from './running-service';

describe('collection rounds over HTTP', () => {
  let service: RunningService;
  const at = (path: string): string => `/api/v1/ledgers/wiltshire/${path}`;
  const round = { round: 'autumn', period: '2017-18Q2', due: '2017-10-31', indicators: [stability.id] };
  const figure = { indicator: stability.id, period: '2017-18Q2', value: '77' };

  beforeAll(async () => {
    service = await RunningService.start();
    await service.post('/api/v1/ledgers', { id: 'wiltshire', name: 'Wiltshire', areaCode: 'E06000054', live: true });
    await service.post(at('indicators'), stability);
    await service.post(at('rounds'), { ...round, submitters: ['mary.field'] });
  });
  afterAll(() => service.close());

  it('are listed with their returns, as described', async () => {
    const answer = await service.get(at('rounds?today=2017-11-01'));
    expect([answer.status, wrongAs('Rounds', answer.json)]).toEqual([200, '']);
    expect(answer.json).toMatchObject({
      today: '2017-11-01',
      rows: [{ round: 'autumn', daysLeft: -1, status: 'open', returns: [{ state: 'missing' }] }],
    });
    expect((await service.get(at('rounds?today=2017-10-31'))).json.rows[0].returns[0].state).toBe('not_yet_due');
  });

  it('remind who submits of what is not there, as described', async () => {
    const answer = await service.get(at('reminders?today=2017-10-24'));
    expect([answer.status, wrongAs('Reminders', answer.json)]).toEqual([200, '']);
    expect(answer.json.rows).toMatchObject([{ who: 'mary.field', indicator: stability.id, daysLeft: 7 }]);
  });

  it('are judged today where nobody says on which day', async () => {
    expect((await service.get(at('rounds'))).json.today >= '2026-01-01').toBe(true);
  });

  it('that are not there are not found, and what is no day is refused by name', async () => {
    expect((await service.get(at('rounds?round=spring'))).status).toBe(404);
    expect((await service.get(at('rounds?today=soon'))).json.errors).toMatchObject([{ parameter: 'today' }]);
  });

  it('refuse their returns once they are closed, until they are reopened', async () => {
    await service.post(at('returns'), figure);
    await service.post(at('rounds/close'), { round: 'autumn' });
    const change = { ...figure, value: '78', reason: 'a recount' };
    const refused = await service.post(at('returns'), change);
    expect(refused.status).toBe(409);
    expect(refused.json).toMatchObject({
      type: 'urn:outturn:problem:round-closed',
      detail: expect.stringContaining('the round "autumn" that asked for this was closed on'),
      errors: [{ pointer: '/period' }],
    });
    expect((await service.post(at('returns'), figure)).json.status).toBe('unchanged');
    expect((await service.post(at('returns/correct-closed'), change)).status).toBe(201);
    await service.post(at('rounds/reopen'), { round: 'autumn', reason: 'One team was missing.' });
    expect((await service.post(at('returns'), { ...change, value: '79' })).status).toBe(201);
  });
});

describe('who runs a round', () => {
  let service: RunningService;
  const token = (name: string): string => `${name}-token-${'x'.repeat(32)}`;
  const as = (name: string) => ({ authorization: `Bearer ${token(name)}` });
  const entry = (name: string, role: string): object => ({
    tokenSha256: sha256Of(token(name)),
    actor: name,
    roles: [role],
    ledgers: ['wiltshire'],
  });

  beforeAll(async () => {
    const entries = [entry('mary', 'officer'), entry('carol', 'coordinator'), entry('olive', 'owner')];
    service = await RunningService.start(entries);
    await service.post('/api/v1/ledgers', { id: 'wiltshire', name: 'Wiltshire', live: true }, as('olive'));
  });
  afterAll(() => service.close());

  it.each([
    ['rounds/close', { round: 'autumn' }, 'unknown-round'],
    ['rounds/reopen', { round: 'autumn', reason: 'One team was missing.' }, 'unknown-round'],
    [
      'returns/correct-closed',
      { indicator: stability.id, period: '2017-18Q2', value: '1', reason: 'a recount' },
      'nothing-to-correct',
    ],
  ])('is a coordinator, and no officer: %s', async (path, body, problem) => {
    const address = `/api/v1/ledgers/wiltshire/${path}`;
    expect((await service.post(address, body, as('mary'))).status).toBe(403);
    // The coordinator is allowed to, and refused for what is not there.
    expect((await service.post(address, body, as('carol'))).json.type).toBe(`urn:outturn:problem:${problem}`);
  });
});
