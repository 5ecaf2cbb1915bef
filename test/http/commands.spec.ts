import { RunningService, stability } from './running-service';

describe('a command over HTTP', () => {
  let service: RunningService;
  const returns = '/api/v1/ledgers/wiltshire/returns';
  const figure = { indicator: stability.id, period: '2017-18Q2', value: '77' };

  beforeAll(async () => {
    service = await RunningService.start();
    await service.post('/api/v1/ledgers', { id: 'wiltshire', name: 'Wiltshire', areaCode: 'E06000054', live: true });
    await service.post('/api/v1/ledgers/wiltshire/indicators', stability);
  });
  afterAll(() => service.close());

  it('is answered with its events, the position and root they lie at, and where to look', async () => {
    const answer = await service.post(returns, figure);
    expect(answer.status).toBe(201);
    expect(answer.headers['content-type']).toMatch('application/json');
    expect(answer.headers.etag).toBe('"1"');
    expect(answer.headers['cache-control']).toBe('private, no-store');
    expect(answer.json).toMatchObject({
      status: 'accepted',
      entity: 'return/placement-long-term/all/2017-18Q2',
      entityVersion: 1,
      root: expect.stringMatching(/^[0-9a-f]{64}$/),
      events: [{ type: 'KpiReturnSubmitted', position: answer.json.position, eventId: expect.any(String) }],
    });
    const looked = await service.get(answer.headers.location ?? '');
    expect(looked.json.rows.map((event: { type: string }) => event.type)).toEqual(['KpiReturnSubmitted']);
    expect((await service.get('/api/v1/ledgers/wiltshire')).json.root).toBe(answer.json.root);
  });

  it('names the indicator itself as the place to look at', async () => {
    const answer = await service.post('/api/v1/ledgers/wiltshire/indicators', { ...stability, id: 'sdq / mean' });
    expect(answer.headers.location).toBe('/api/v1/ledgers/wiltshire/indicators/sdq%20%2F%20mean');
    expect((await service.get(answer.headers.location ?? '')).json.definition.id).toBe('sdq / mean');
  });

  it('sent again under its key is answered as before and adds nothing', async () => {
    const key = { 'idempotency-key': 'retry-1' };
    const first = await service.post(returns, { ...figure, period: '2016-17Q1' }, key);
    const again = await service.post(returns, { ...figure, period: '2016-17Q1' }, key);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.json).toEqual({ ...first.json, status: 'repeated' });
    expect(again.headers.location).toBeUndefined();
  });

  it('that says what is so already is unchanged', async () => {
    await service.post(returns, { ...figure, period: '2016-17Q2' });
    const answer = await service.post(returns, { ...figure, period: '2016-17Q2' });
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ status: 'unchanged', entityVersion: 1, events: [] });
    expect(answer.headers.etag).toBe('"1"');
  });

  it('under a key that was used for another one is refused', async () => {
    const key = { 'idempotency-key': 'used' };
    await service.post(returns, { ...figure, period: '2016-17Q3' }, key);
    const answer = await service.post(returns, { ...figure, period: '2016-17Q3', value: '78', reason: 'recount' }, key);
    expect(answer.status).toBe(422);
    expect(answer.json.type).toBe('urn:outturn:problem:idempotency-key-reused');
  });

  it('needs a key of visible characters', async () => {
    const json = { 'content-type': 'application/json' };
    for (const headers of [
      {},
      { 'idempotency-key': '' },
      { 'idempotency-key': 'two words' },
      { 'idempotency-key': 'x'.repeat(201) },
    ]) {
      const answer = await service.ask('POST', returns, { ...json, ...headers }, JSON.stringify(figure));
      expect(answer.status).toBe(400);
      expect(answer.json.errors).toEqual([{ header: 'Idempotency-Key', detail: expect.stringContaining('1 to 200') }]);
    }
    expect(
      (await service.post(returns, { ...figure, period: '2015-16Q1' }, { 'idempotency-key': '~'.repeat(200) })).status,
    ).toBe(201);
  });

  it('on a version that has moved on is refused with what changed', async () => {
    const slot = { ...figure, period: '2014-15Q1' };
    const first = await service.post(returns, slot);
    const second = await service.post(
      returns,
      { ...slot, value: '78', reason: 'recount' },
      { 'if-match': first.headers.etag ?? '', 'outturn-actor': 'j.smith' },
    );
    expect(second.status).toBe(201);
    const stale = await service.post(returns, { ...slot, value: '79', reason: 'again' }, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    expect(stale.headers.etag).toBe('"2"');
    expect(stale.json).toMatchObject({
      type: 'urn:outturn:problem:stale-version',
      expectedVersion: 1,
      entityVersion: 2,
      since: [{ type: 'KpiReturnCorrected', position: second.json.position, actor: 'j.smith' }],
    });
  });

  it.each(['*', 'W/"1"', '1', '"1", "2"', '"x"'])('takes no If-Match of %s', async (match) => {
    const answer = await service.post(returns, figure, { 'if-match': match });
    expect(answer.status).toBe(400);
    expect(answer.json.errors[0].header).toBe('If-Match');
  });

  it('that is refused names the field and says what would be right', async () => {
    const answer = await service.post(returns, { ...figure, value: '78' });
    expect(answer.status).toBe(409);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json).toEqual({
      type: 'urn:outturn:problem:correction-needs-reason',
      title: 'Correction needs reason',
      status: 409,
      detail: expect.stringContaining('give a reason'),
      errors: [{ pointer: '/reason', detail: expect.stringContaining('give a reason') }],
      instance: returns,
    });
  });

  it('of impossible counts is refused', async () => {
    const above = await service.post(returns, {
      ...figure,
      value: undefined,
      period: '2017-18Q3',
      numerator: '61',
      denominator: '60',
    });
    expect([above.status, above.json.type]).toEqual([422, 'urn:outturn:problem:numerator-above-denominator']);
    const zero = await service.post(returns, {
      ...figure,
      value: undefined,
      period: '2017-18Q3',
      numerator: '1',
      denominator: '0',
    });
    expect([zero.status, zero.json.type]).toEqual([422, 'urn:outturn:problem:denominator-zero']);
    const kind = await service.post(returns, { ...figure, period: '2017-09' });
    expect([kind.status, kind.json.type]).toEqual([422, 'urn:outturn:problem:period-kind-not-listed']);
  });

  it('with wrong fields names each by its pointer', async () => {
    const answer = await service.post(returns, { indicator: 7, period: 'soon', value: 77, colour: 'red' });
    expect(answer.status).toBe(422);
    const pointers = answer.json.errors.map((error: { pointer: string }) => error.pointer);
    expect(new Set(pointers)).toEqual(new Set(['/colour', '/indicator', '/period', '/value']));
    expect(answer.text).toContain('must be a plain decimal string');
  });

  it('without a body lists what it needs', async () => {
    const answer = await service.ask('POST', returns, { 'idempotency-key': 'empty' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('/indicator');
  });

  it('carries who sent it, how, and the id of the request', async () => {
    const answer = await service.post(
      returns,
      { ...figure, period: '2013-14Q1' },
      { 'outturn-actor': 'a.jones@example', 'x-request-id': 'req-7' },
    );
    expect(answer.headers['x-request-id']).toBe('req-7');
    const { rows } = (await service.get(answer.headers.location ?? '')).json;
    expect(rows[0]).toMatchObject({
      actor: 'a.jones@example',
      actorAssurance: 'asserted',
      via: 'http',
      correlationId: 'req-7',
    });
  });

  it('gets a request id of its own where the one sent is not plain', async () => {
    const answer = await service.get('/api/v1/ledgers', { 'x-request-id': 'a b' });
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('takes no actor that is none', async () => {
    const answer = await service.post(returns, figure, { 'outturn-actor': 'a b' });
    expect([answer.status, answer.json.errors[0].header]).toEqual([400, 'Outturn-Actor']);
  });

  it('to a ledger that is not there is answered 404', async () => {
    const answer = await service.post('/api/v1/ledgers/atlantis/returns', figure);
    expect([answer.status, answer.json.type]).toEqual([404, 'urn:outturn:problem:ledger-not-found']);
  });

  it('shares its neighbours’ transactions without being disturbed by one that is refused', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        service.post(returns, {
          indicator: stability.id,
          period: `${1990 + index}-${String((91 + index) % 100).padStart(2, '0')}`,
          value: index % 5 === 0 ? '101' : '50',
        }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(
      Array.from({ length: 20 }, (_, index) => (index % 5 === 0 ? 422 : 201)),
    );
  });
});

describe('a ledger over HTTP', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
  });
  afterAll(() => service.close());

  it('is made once; a retry is answered as such, another request is refused', async () => {
    const fields = { id: 'dudley', name: 'Dudley' };
    const made = await service.post('/api/v1/ledgers', fields, { 'idempotency-key': 'make' });
    expect([made.status, made.headers.location]).toEqual([201, '/api/v1/ledgers/dudley']);
    const retried = await service.post('/api/v1/ledgers', fields, { 'idempotency-key': 'make' });
    expect([retried.status, retried.json.status]).toEqual([200, 'repeated']);
    const other = await service.post('/api/v1/ledgers', { id: 'dudley', name: 'Dudley again', live: true });
    expect([other.status, other.json.type]).toEqual([409, 'urn:outturn:problem:ledger-exists']);
    expect((await service.get('/api/v1/ledgers')).json.rows).toMatchObject([
      { ledger: 'dudley', name: 'Dudley', migration: 'open' },
    ]);
  });

  it.each([{}, { id: 'Walsall', name: 'W' }, { id: '../etc', name: 'W' }, { id: 7, name: 'W' }, { id: 'w' }])(
    'is not made of %j',
    async (fields) => {
      const answer = await service.post('/api/v1/ledgers', fields);
      expect(answer.status).toBe(422);
      expect(answer.json.errors.length).toBeGreaterThan(0);
    },
  );

  it('goes live without a body', async () => {
    const answer = await service.ask('POST', '/api/v1/ledgers/dudley/go-live', { 'idempotency-key': 'live' });
    expect([answer.status, answer.json.events[0].type]).toEqual([201, 'MigrationClosed']);
  });
});
