import { connect } from 'node:net';
import { RunningService, stability } from './running-service';

/** Sends bytes as they are and reads until the other side closes. */
function raw(port: number, ...parts: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EPIPE' || error.code === 'ECONNRESET' ? resolve(text) : reject(error),
    );
    socket.on('close', () => resolve(text));
    for (const part of parts) socket.write(part);
  });
}

describe('bad input over real sockets', () => {
  let service: RunningService;
  const returns = '/api/v1/ledgers/wiltshire/returns';
  const fields = '"indicator":"placement-long-term","period":"2016-17","value":"77"';

  beforeAll(async () => {
    service = await RunningService.start();
    await service.post('/api/v1/ledgers', { id: 'wiltshire', name: 'Wiltshire', live: true });
    await service.post('/api/v1/ledgers/wiltshire/indicators', stability);
  });
  afterAll(() => service.close());

  it.each<[name: string, body: string | Buffer, type: string, place: object]>([
    ['a duplicate key', `{${fields},\n  "value":"78"}`, 'duplicate-key', { pointer: '/value', line: 2, column: 3 }],
    [
      'a duplicate key written with an escape',
      `{${fields},"v\\u0061lue":"78"}`,
      'duplicate-key',
      { pointer: '/value' },
    ],
    ['a __proto__', `{${fields},"__proto__":{"value":"1"}}`, 'forbidden-key', { pointer: '/__proto__' }],
    ['a constructor further down', `{"a":[{},{"constructor":1}]}`, 'forbidden-key', { pointer: '/a/1/constructor' }],
    ['1,000 levels', `{"a":${'['.repeat(1000)}${']'.repeat(1000)}}`, 'body-too-deep', { line: 1 }],
    ['33 levels', `{"a":${'['.repeat(32)}${']'.repeat(32)}}`, 'body-too-deep', { line: 1 }],
    ['an array', '[]', 'body-not-an-object', { pointer: '' }],
    ['a text', '"value"', 'body-not-an-object', { pointer: '' }],
    ['a null', 'null', 'body-not-an-object', { pointer: '' }],
    ['nothing', '', 'malformed-json', { line: 1, column: 1 }],
    ['trailing junk', `{${fields}} x`, 'malformed-json', { line: 1 }],
    ['two objects', '{}{}', 'malformed-json', { column: 3 }],
    ['a body that is cut', `{${fields}`, 'malformed-json', { line: 1 }],
    ['a trailing comma', '{"a":[1,]}', 'malformed-json', { pointer: '/a/1', column: 9 }],
    ['a comment', '{/* x */}', 'malformed-json', { column: 2 }],
    ['a leading zero', '{"a":01}', 'malformed-json', { pointer: '/a' }],
    ['single quotes', "{'a':1}", 'malformed-json', { column: 2 }],
    ['a control character in a text', '{"a":"\n"}', 'malformed-json', { pointer: '/a' }],
    ['a bad escape', String.raw`{"a":"\x"}`, 'malformed-json', { pointer: '/a' }],
    ['a key without quotes', '{a:1}', 'malformed-json', { column: 2 }],
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]),
      'malformed-text',
      { pointer: '' },
    ],
  ])('refuses %s and names the place', async (_name, body, type, place) => {
    const answer = await service.postRaw(returns, body);
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json.type).toBe(`urn:outturn:problem:${type}`);
    expect(answer.json.errors).toEqual([expect.objectContaining(place)]);
  });

  it('takes 32 levels, which then are fields that there aren’t', async () => {
    const answer = await service.postRaw(returns, `{"a":${'['.repeat(31)}${']'.repeat(31)}}`);
    expect([answer.status, answer.json.errors[0].pointer]).toEqual([422, '/a']);
  });

  it('takes a body of 1 MiB and refuses one more byte', async () => {
    const filler = (bytes: number): string => `{"commentary":"${'x'.repeat(bytes - 17)}"}`;
    expect((await service.postRaw(returns, filler(1_048_576))).status).toBe(422);
    const answer = await service.postRaw(returns, filler(1_048_577));
    expect([answer.status, answer.json.type]).toEqual([413, 'urn:outturn:problem:body-too-large']);
  });

  it('refuses a body that says nothing of its length as soon as it is too long', async () => {
    const head = `POST ${returns} HTTP/1.1\r\nHost: 127.0.0.1:${service.port}\r\nContent-Type: application/json\r\nIdempotency-Key: c\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`;
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const answer = await raw(service.port, head, ...Array.from({ length: 17 }, () => chunk), '0\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/csv',
    'application/json; charset=latin1',
    'application/problem+json',
  ])('takes no body of %s', async (type) => {
    const answer = await service.postRaw(returns, '{}', { 'content-type': type });
    expect([answer.status, answer.json.type]).toEqual([415, 'urn:outturn:problem:unsupported-media-type']);
  });

  it.each([
    ['an unknown parameter', '/api/v1/ledgers/wiltshire/scorecard?knownat=1', { parameter: 'knownat' }],
    ['a parameter twice', '/api/v1/ledgers/wiltshire/scorecard?knownAt=1&knownAt=2', { parameter: 'knownAt' }],
    ['a date that is none', '/api/v1/ledgers/wiltshire/scorecard?asAt=2017-02-30', { parameter: 'asAt' }],
    ['a moment that is none', '/api/v1/ledgers/wiltshire/actions?knownAt=soon', { parameter: 'knownAt' }],
    ['a position past the head', '/api/v1/ledgers/wiltshire/figures?knownAt=999', { parameter: 'knownAt' }],
    ['neither true nor false', '/api/v1/ledgers/wiltshire/scorecard?recordedAt=yes', { parameter: 'recordedAt' }],
    ['a limit over the cap', '/api/v1/ledgers/wiltshire/history?limit=1001', { parameter: 'limit' }],
    ['a limit of zero', '/api/v1/ledgers/wiltshire/history?limit=0', { parameter: 'limit' }],
    ['a position of zero', '/api/v1/ledgers/wiltshire/history?from=0', { parameter: 'from' }],
    ['half a diff', '/api/v1/ledgers/wiltshire/diff?from=1', { parameter: 'to' }],
    ['a form that there isn’t', '/api/v1/ledgers/wiltshire/figures?format=xml', { parameter: 'format' }],
    ['a parameter where there are none', '/api/v1/ledgers?x', { parameter: 'x' }],
  ])('refuses %s by name', async (_name, path, error) => {
    const answer = await service.get(path);
    expect(answer.status).toBe(400);
    expect(answer.json.errors).toEqual([expect.objectContaining(error)]);
  });

  it('refuses parameters of a POST that takes none', async () => {
    const answer = await service.post(`${returns}?dryRun=true`, {});
    expect([answer.status, answer.json.errors[0].parameter]).toEqual([400, 'dryRun']);
  });

  it('answers what is nowhere with problems too', async () => {
    for (const [method, path, status] of [
      ['GET', '/nowhere', 404],
      ['POST', '/api/v1', 404],
      ['GET', '/api/v1/ledgers/wiltshire/indicators/none', 404],
      ['GET', '/api/v1/ledgers/../../etc/passwd', 404],
      ['GET', '/api/v1/ledgers/%2e%2e%2fetc/scorecard', 404],
      ['GET', '/%zz', 400],
    ] as const) {
      const answer = await service.ask(method, path);
      expect([path, answer.status]).toEqual([path, status]);
      expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
      expect(answer.json).toMatchObject({
        status,
        type: expect.stringMatching(/^urn:outturn:problem:/),
        instance: path,
      });
    }
  });

  it('says which methods a path has', async () => {
    const answer = await service.ask('DELETE', returns);
    expect([answer.status, answer.headers.allow]).toEqual([405, 'POST']);
    const actions = await service.ask('PUT', '/api/v1/ledgers/wiltshire/actions');
    expect([actions.status, actions.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
  });

  it('answers what is no HTTP with a problem', async () => {
    const answer = await raw(service.port, 'HELLO\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('application/problem+json');
    const large = await raw(service.port, `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`);
    expect(large).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('has left nothing behind but the indicator', async () => {
    const { rows } = (await service.get('/api/v1/ledgers/wiltshire/history')).json;
    expect(rows.map((event: { type: string }) => event.type)).toEqual([
      'LedgerOpened',
      'MigrationClosed',
      'IndicatorDefined',
    ]);
  });

  it('never writes a body, a key or a parameter into the log', () => {
    expect(service.log.length).toBeGreaterThan(30);
    const log = service.log.join('');
    expect(log).not.toContain('placement-long-term');
    expect(log).not.toContain('knownat');
    expect(log).not.toContain('key-1');
  });
});
