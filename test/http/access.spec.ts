import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { TokenGate } from '../../apps/server/src/access/token-gate';
import { GATE } from '../../apps/server/src/access/gate';
import { RunningService, sha256Of, stability, tokenFile, type Answer } from './running-service';

describe('without tokens', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
  });
  afterAll(() => service.close());

  it('a name that was made to point here is no name of this service (DNS rebinding)', async () => {
    for (const host of [
      'evil.example',
      `evil.example:${service.port}`,
      '127.0.0.1',
      `127.0.0.1:${service.port + 1}`,
      '10.0.0.1',
      '127.0.0.1.evil.example',
    ]) {
      for (const path of ['/api/v1/ledgers', '/health/live', '/metrics', '/nowhere']) {
        const answer = await service.get(path, { host });
        expect([host, path, answer.status]).toEqual([host, path, 403]);
        expect(answer.json.type).toBe('urn:outturn:problem:foreign-host');
      }
    }
    for (const name of ['localhost', '127.0.0.1', '[::1]', 'LOCALHOST']) {
      expect((await service.get('/api/v1/ledgers', { host: `${name}:${service.port}` })).status).toBe(200);
    }
  });

  it('a page of another origin cannot use the browser of whoever sits here (CSRF)', async () => {
    const host = `localhost:${service.port}`;
    for (const origin of [
      'https://evil.example',
      'null',
      `http://127.0.0.1:${service.port}`,
      `https://${host}`,
      `http://localhost:${service.port + 1}`,
    ]) {
      const answer = await service.post(
        '/api/v1/ledgers',
        { id: 'walsall', name: 'Walsall', live: true },
        { host, origin },
      );
      expect([origin, answer.status, answer.json.type]).toEqual([origin, 403, 'urn:outturn:problem:foreign-origin']);
    }
    expect((await service.get('/api/v1/ledgers')).json.rows).toEqual([]);
    expect((await service.get('/api/v1/ledgers', { host, origin: `http://${host}` })).status).toBe(200);
  });

  it('says how it is and what it measures', async () => {
    expect((await service.get('/health/live')).json).toEqual({ status: 'live' });
    expect((await service.get('/health/ready')).json).toEqual({ status: 'ready', ledgers: 0, unreadable: 0 });
    await service.post('/api/v1/ledgers', { id: 'walsall', name: 'Walsall', live: true });
    await service.post('/api/v1/ledgers/walsall/returns', { indicator: 'none', period: '2016-17', value: '1' });
    const { text } = await service.get('/metrics');
    expect(text).toContain('outturn_commands_total{command="OpenLedger",outcome="accepted"} 1');
    expect(text).toContain('outturn_commands_total{command="SubmitReturn",outcome="rejected"} 1');
    expect(text).toMatch(
      /outturn_http_request_duration_seconds_count\{method="POST",route="\/api\/v1\/ledgers\/:ledger\/returns",status="422"\} 1/,
    );
    expect(text).toMatch(/outturn_event_loop_lag_seconds\{quantile="0.99"\}/);
    expect(text).not.toContain('walsall');
  });
});

describe('with tokens', () => {
  const token = (name: string): string => `token-of-${name}`;
  const entry = (name: string, roles: readonly string[], ledgers: unknown, more: object = {}): object => ({
    tokenSha256: sha256Of(token(name)),
    actor: name,
    roles,
    ledgers,
    ...more,
  });
  const entries = [
    entry('root', ['owner'], 'all'),
    entry('w', ['officer'], ['walsall']),
    entry('d', ['owner'], ['dudley', 'ghost']),
    entry('reader', ['reader'], ['walsall']),
    entry('old', ['owner'], 'all', { expires: '2020-01-31' }),
    entry('new', ['owner'], 'all', { expires: '2999-12-31' }),
  ];
  const as = (name: string): { authorization: string } => ({ authorization: `Bearer ${token(name)}` });
  let service: RunningService;

  beforeAll(async () => {
    service = await RunningService.start(entries);
    for (const id of ['walsall', 'dudley']) {
      await service.post('/api/v1/ledgers', { id, name: id, live: true }, as('root'));
      await service.post(`/api/v1/ledgers/${id}/indicators`, stability, as('root'));
    }
  });
  afterAll(() => service.close());

  it('nobody comes in without one that works', async () => {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      `Basic ${token('w')}`,
      `Bearer ${token('w')}x`,
      `Bearer ${sha256Of(token('w'))}`,
      as('old').authorization,
    ]) {
      const headers = authorization === '' ? {} : { authorization };
      for (const path of [
        '/api/v1/ledgers',
        '/api/v1/ledgers/walsall/scorecard',
        '/api/v1/openapi.json',
        '/metrics',
        '/nowhere',
      ]) {
        const answer = await service.get(path, headers);
        expect([authorization, path, answer.status]).toEqual([authorization, path, 401]);
        expect(answer.headers['www-authenticate']).toMatch(/^Bearer realm="outturn"/);
        expect(answer.json.type).toBe('urn:outturn:problem:unauthorized');
      }
    }
    expect((await service.get('/api/v1/ledgers', as('new'))).status).toBe(200);
    expect((await service.get('/api/v1/ledgers', { authorization: `bearer  ${token('w')}` })).status).toBe(200);
  });

  it('anyone may ask how the service is', async () => {
    expect((await service.get('/health/live', { host: 'outturn.example' })).status).toBe(200);
    expect((await service.get('/health/ready')).json).toEqual({ status: 'ready', ledgers: 2, unreadable: 0 });
  });

  it('one sees its own ledgers and learns nothing of the others: they are as if they were not there', async () => {
    expect((await service.get('/api/v1/ledgers', as('w'))).json.rows).toMatchObject([{ ledger: 'walsall' }]);
    expect((await service.get('/api/v1/ledgers', as('d'))).json.rows).toMatchObject([{ ledger: 'dudley' }]);
    const told = (answer: Answer, id: string): unknown => {
      const { date: _date, 'x-request-id': _id, ...headers } = answer.headers;
      return JSON.parse(JSON.stringify([answer.status, headers, answer.text]).replaceAll(id, 'LEDGER'));
    };
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/scorecard'],
      ['GET', '/scorecard?foo=1'],
      ['GET', `/indicators/${stability.id}`],
      ['GET', '/actions'],
      ['GET', '/history'],
      ['GET', '/diff?from=1&to=2'],
      ['GET', '/figures'],
      ['GET', '/export'],
      ['GET', '/snapshot'],
      ['GET', '/events'],
      ['GET', '/checkpoint'],
      ['GET', '/proofs/1'],
      ['GET', '/key'],
      ['POST', '/returns'],
      ['POST', '/snapshots'],
      ['POST', '/imports'],
      ['POST', '/go-live'],
      ['POST', '/texts/redact'],
    ] as const) {
      const headers = {
        ...as('w'),
        ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': 'k' } : {}),
      };
      const body = method === 'POST' ? '{"no":"such","field":1' : undefined;
      // Of the same length, so that the lengths of the answers can be compared too.
      const hidden = await service.ask(method, `/api/v1/ledgers/dudley${path}`, headers, body);
      const absent = await service.ask(method, `/api/v1/ledgers/nowhe1${path}`, headers, body);
      expect([path, hidden.status, hidden.json.type]).toEqual([path, 404, 'urn:outturn:problem:ledger-not-found']);
      expect([path, told(hidden, 'dudley')]).toEqual([path, told(absent, 'nowhe1')]);
    }
    expect((await service.get('/api/v1/ledgers/dudley', as('d'))).status).toBe(200);
    expect((await service.get('/api/v1/ledgers/ghost', as('d'))).status).toBe(404);
  });

  it('its roles say what it may do', async () => {
    const figure = { indicator: stability.id, period: '2016-17', value: '77' };
    const refused = await service.post('/api/v1/ledgers/walsall/returns', figure, as('reader'));
    expect([refused.status, refused.json.type]).toEqual([403, 'urn:outturn:problem:not-allowed']);
    expect((await service.get('/api/v1/ledgers/walsall/scorecard', as('reader'))).status).toBe(200);
    expect((await service.post('/api/v1/ledgers', { id: 'wiltshire', name: 'W', live: true }, as('w'))).status).toBe(
      403,
    );
    expect((await service.post('/api/v1/ledgers', { id: 'dudley', name: 'D', live: true }, as('w'))).status).toBe(403);
    expect((await service.post('/api/v1/ledgers', { id: 'walsall', name: 'W', live: true }, as('w'))).status).toBe(403);
  });

  it('the actor is the token’s, proved, and no header says otherwise', async () => {
    const figure = { indicator: stability.id, period: '2016-17', value: '77' };
    const other = await service.post('/api/v1/ledgers/walsall/returns', figure, {
      ...as('w'),
      'outturn-actor': 'root',
    });
    expect([other.status, other.json.errors[0].header]).toEqual([400, 'Outturn-Actor']);
    const answer = await service.post('/api/v1/ledgers/walsall/returns', figure, {
      ...as('w'),
      host: 'outturn.example',
    });
    const { rows } = (await service.get(answer.headers.location ?? '', as('w'))).json;
    expect(rows).toMatchObject([{ actor: 'w', actorAssurance: 'authenticated' }]);
  });

  it('they are read again when the file has changed, and stay as they were when it is wrong', async () => {
    const gate = service.application.nest.get<TokenGate>(GATE);
    const path = tokenFile(service.data, [entry('root', ['owner'], 'all')]);
    gate.reload();
    expect((await service.get('/api/v1/ledgers', as('w'))).status).toBe(401);
    tokenFile(service.data, [{ ...entry('w', ['officer'], ['walsall']), roles: ['king'] }]);
    gate.reload();
    expect((await service.get('/api/v1/ledgers', as('root'))).status).toBe(200);
    expect(service.log.at(-2)).toContain('roles must name one or more of');
    tokenFile(service.data, entries);
    chmodSync(path, 0o644);
    gate.reload();
    expect((await service.get('/api/v1/ledgers', as('w'))).status).toBe(401);
    chmodSync(path, 0o600);
    gate.reload();
    expect((await service.get('/api/v1/ledgers', as('w'))).status).toBe(200);
    expect(path).toBe(join(service.data, 'tokens.json'));
  });

  it('are in no log', () => {
    expect(service.log.join('')).not.toContain('token-of');
  });
});
