import { connect } from 'node:net';
import { DemoGate } from '../../apps/server/src/access/demo-gate';
import { acceptPages, Browser } from './browser';
import { RunningService, stability } from './running-service';

const api = '/api/v1/ledgers/walsall';

/** What comes back for bytes that may be no request; `tail` is sent, and never more. */
function raw(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('error', reject).on('close', () => resolve(text));
  });
}

describe('the edges of the service', () => {
  let service: RunningService;
  let head: string;
  beforeAll(async () => {
    service = await RunningService.start(new DemoGate());
    await service.post('/api/v1/ledgers', { id: 'walsall', name: 'Walsall' });
    await service.post(`${api}/go-live`, {});
    await service.post(`${api}/indicators`, stability);
    head = `Host: 127.0.0.1:${service.port}\r\nConnection: close\r\n`;
  });
  afterAll(() => service.close());
  const lines = (): Record<string, any>[] => service.log.map((line) => JSON.parse(line) as Record<string, any>);

  it.each([
    '/\t/evil.example',
    '/\\evil.example',
    '//evil.example',
    '/\n/evil.example',
    'https://evil.example',
    '/a\r\nX: y',
  ])('nobody is led elsewhere by an address: %j', async (page) => {
    const query = `?page=${encodeURIComponent(page)}`;
    const browser = new Browser(service);
    const chosen = await browser.send(`/identity${query}`, { actor: 'demo-owner', ledger: 'every' });
    expect([chosen.status, chosen.headers.location]).toEqual([303, '/']);
    const moment = await browser.open(
      `/ledgers/walsall/moment?page=${encodeURIComponent(`/ledgers/walsall/${page}`)}&position=1&known-day=&known-month=&known-year=&about-day=&about-month=&about-year=`,
    );
    expect([200, 303]).toContain(moment.status);
    expect(new URL(moment.headers.location ?? '/', 'http://council.example').host).toBe('council.example');
  });

  it.each(['.', '..'])('nothing is called %s: an address would lead to something else', async (id) => {
    const indicator = await service.post(`${api}/indicators`, { ...stability, id });
    expect([indicator.status, indicator.json.errors]).toEqual([
      422,
      [{ pointer: '/id', detail: 'id must be more than dots' }],
    ]);
    const action = await service.post(`${api}/actions`, { ref: id, action: 'Visit' });
    expect([action.status, action.json.errors[0].pointer]).toEqual([422, '/ref']);
    expect((await service.post('/api/v1/ledgers', { id, name: 'Dots' })).status).toBe(422);
  });

  it.each([
    '%00',
    'wal%00sall',
    '..%2Fwalsall',
    '%2e%2e',
    'walsall%2F..',
    '__proto__',
    'constructor',
    'CON',
    'x'.repeat(900),
  ])('a path that names no ledger is not found, and nothing breaks: %s', async (name) => {
    for (const path of [`/api/v1/ledgers/${name}/scorecard`, `/ledgers/${name}`, `${api}/indicators/${name}`]) {
      const { status } = await service.get(path);
      expect([path, [400, 404, 414].includes(status)]).toEqual([path, true]);
    }
  });

  it('every answer bears the headers that protect, also where no request could be understood', async () => {
    const broken = [
      'GET /%zz HTTP/1.1\r\n' + head + '\r\n',
      'HELLO\r\n\r\n',
      `GET / HTTP/1.1\r\n${head}X: ${'x'.repeat(20_000)}\r\n\r\n`,
      `POST ${api}/returns HTTP/1.1\r\n${head}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello`,
      `POST ${api}/returns HTTP/1.1\r\n${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
      `GET /nowhere HTTP/1.1\r\n${head}\r\n`,
      `DELETE ${api}/returns HTTP/1.1\r\n${head}\r\n`,
      `POST ${api}/returns HTTP/1.1\r\n${head}Content-Type: application/json\r\nContent-Length: 2000000\r\n\r\n`,
      `GET /api/v1/ledgers/${'a'.repeat(2_000)} HTTP/1.1\r\n${head}\r\n`,
      `OPTIONS * HTTP/1.1\r\n${head}\r\n`,
    ];
    for (const request of broken) {
      const answer = (await raw(service.port, request)).toLowerCase();
      expect([request.slice(0, 60), Number(answer.slice(9, 12)) >= 400]).toEqual([request.slice(0, 60), true]);
      for (const header of [
        "content-security-policy: default-src 'none'",
        'x-content-type-options: nosniff',
        'cache-control: private, no-store',
      ])
        expect([request.slice(0, 60), answer.includes(header)]).toEqual([request.slice(0, 60), true]);
    }
    expect(lines().filter(({ level }) => level >= 50)).toEqual([]);
  });

  it('a client that hangs up is no bug', async () => {
    const request = service.begin('POST', `${api}/returns`, {
      'content-type': 'application/json',
      'content-length': '1000',
      'idempotency-key': 'gone',
    });
    await request.sent;
    await service.until(async () => (await service.get('/health/live')).status === 200);
    request.leave();
    await service.until(async () => {
      await service.get('/health/live');
      return lines().some(({ msg, path }) => msg === 'the client hung up' || path === `${api}/returns`);
    });
    expect(lines().filter(({ level }) => level >= 50)).toEqual([]);
  });

  it('the log says from where and about which ledger', async () => {
    await service.get(`${api}/scorecard`);
    expect(lines().at(-1)).toMatchObject({ path: `${api}/scorecard`, ledger: 'walsall', address: '127.0.0.1' });
    await service.get('/health/live', { 'x-forwarded-for': '6.6.6.6' });
    expect(lines().at(-1)).toMatchObject({ ledger: null, address: '127.0.0.1' });
  });

  it('what is downloaded is kept by nobody', async () => {
    const browser = new Browser(service);
    for (const path of ['/ledgers/walsall/audit/journal/1/proof', '/ledgers/walsall/audit/snapshot/file']) {
      const answer = await browser.open(path);
      expect([path, answer.headers['content-disposition']?.slice(0, 10), answer.headers['cache-control']]).toEqual([
        path,
        'attachment',
        'private, no-store',
      ]);
    }
    const proof = await service.get(`${api}/proofs/1`, { range: 'bytes=0-5' });
    expect([proof.status, proof.headers['cache-control']]).toEqual([200, 'private, no-store']);
  });

  it('marks that turn the writing direction are seen, not obeyed', async () => {
    const title = 'Placements \u202Etfel\u2066 stable';
    await service.post(`${api}/indicators`, { ...stability, id: 'turned', title });
    await service.post(`${api}/returns`, { indicator: 'turned', period: '2016-17', value: '7' });
    const page = await service.get('/ledgers/walsall/indicators/turned', acceptPages);
    expect([
      page.status,
      /[\u202A-\u202E\u2066-\u2069]/.test(page.text),
      page.text.includes('\uFFFDtfel\uFFFD'),
    ]).toEqual([200, false, true]);
    expect((await service.get(`${api}/indicators/turned`)).json.definition.title).toBe(title);
  });

  it('a form of a hundred thousand fields, or of ten thousand parts, is refused', async () => {
    const browser = new Browser(service);
    await browser.send('/identity', { actor: 'demo-owner', ledger: 'every' });
    const many = await service.ask(
      'POST',
      '/identity',
      { 'content-type': 'application/x-www-form-urlencoded' },
      'a=&'.repeat(300_000),
    );
    expect([many.status, many.json.type]).toEqual([413, 'urn:outturn:problem:too-many-fields']);
    const part = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n';
    const parts = await service.ask(
      'POST',
      '/ledgers/walsall/upload',
      { 'content-type': 'multipart/form-data; boundary=x' },
      `${part.repeat(10_000)}--x--\r\n`,
    );
    expect(parts.status).toBe(413);
  });

  it('HEAD has the headers of GET and no body, and a tag with quotation marks is a tag', async () => {
    const [got, headed] = [
      await service.get(`${api}/scorecard?knownAt=2`),
      await service.ask('HEAD', `${api}/scorecard?knownAt=2`),
    ];
    expect([headed.status, headed.text, headed.headers.etag]).toEqual([200, '', got.headers.etag]);
    for (const held of ['"', '""', '"a","b', `"x", ${got.headers.etag}`])
      expect((await service.get(`${api}/scorecard?knownAt=2`, { 'if-none-match': held })).status).toBe(
        held.includes(got.headers.etag ?? '-') ? 304 : 200,
      );
  });
});

describe('a slow sender', () => {
  it('is told that its time is over, for a head and for a body', async () => {
    const service = await RunningService.start(undefined, undefined, {
      patience: { head: 100, body: 100, file: 1_000 },
    });
    const host = `Host: 127.0.0.1:${service.port}\r\n`;
    const head = await raw(service.port, `GET /health/live HTTP/1.1\r\n${host}X-Slow`);
    expect(head).toMatch(/^HTTP\/1\.1 408 /);
    const body = await raw(
      service.port,
      `POST /api/v1/ledgers HTTP/1.1\r\n${host}Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{`,
    );
    expect(body).toMatch(/^HTTP\/1\.1 408 [\s\S]*urn:outturn:problem:request-timeout/);
    await service.close();
  });
});

describe('behind a proxy that ends the encryption', () => {
  it('cookies are Secure and bound to the host, browsers are told to come encrypted, and the log has the client', async () => {
    const service = await RunningService.start(new DemoGate(), undefined, {
      origin: 'https://outturn.walsall.gov.uk',
      proxies: ['127.0.0.1'],
    });
    const page = await service.get('/identity', { ...acceptPages, 'x-forwarded-for': '203.0.113.9' });
    expect(page.headers['strict-transport-security']).toBe('max-age=31536000');
    expect(page.headers['set-cookie']?.[0]).toMatch(
      /^__Host-outturn-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(JSON.parse(service.log.at(-1) ?? '')).toMatchObject({ address: '203.0.113.9' });
    await service.close();
  });
});
