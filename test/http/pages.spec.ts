import { Outturn } from '@outturn/wiring';
import { StorageFailed } from '@outturn/ledger';
import { DemoGate } from '../../apps/server/src/access/demo-gate';
import { acceptPages as browser, Browser, heading } from './browser';
import { RunningService, sha256Of, stability, type Answer } from './running-service';

/** The word that the scripts of an answer carry. */
const nonceOf = ({ headers }: Answer): string =>
  /script-src 'nonce-([^']+)'/.exec(String(headers['content-security-policy']))?.[1] ?? 'no nonce';

describe('the pages of a demonstration', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start(new DemoGate());
    for (const [id, name] of [
      ['walsall', 'Walsall Council'],
      ['dudley', 'Dudley Council'],
    ])
      await service.post('/api/v1/ledgers', { id, name, live: true });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => service.close());

  it('let scripts run that carry the nonce of this one answer, and nothing from elsewhere', async () => {
    const [one, other] = [await service.get('/', browser), await service.get('/', browser)];
    const policy = String(one.headers['content-security-policy']);
    const nonce = nonceOf(one);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    expect(other.headers['content-security-policy']).not.toContain(nonce);
    const scripts = [...one.text.matchAll(/<script([^>]*)>/g)].map(([, attributes]) => attributes);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((attributes) => !attributes?.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(one.text).not.toMatch(/ style="| on[a-z]+="/);
  });

  it('have styles and scripts that a browser may keep for ever, because their address tells what they hold', async () => {
    const { text } = await service.get('/', browser);
    const assets = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path);
    expect(assets.length).toBeGreaterThan(3);
    for (const path of assets) {
      const { status, headers } = await service.get(path);
      expect([path, status, headers['cache-control']]).toEqual([path, 200, 'public, max-age=31536000, immutable']);
    }
    const folder = assets[0]?.split('/').slice(0, 3).join('/');
    expect((await service.get(`${folder}/template.njk`)).status).toBe(404);
  });

  it.each([
    ['/nowhere', 404, 'Page not found'],
    ['/ledgers/nobody', 404, 'Page not found'],
    ['/?known=2012', 400, 'This address cannot be understood'],
    ['/ledgers/walsall/scorecard?known=2012', 400, 'This address cannot be understood'],
    ['/ledgers/walsall/scorecard?known-at=1&known-at=2', 400, 'This address cannot be understood'],
  ])('say in words what is wrong with %s', async (path, status, title) => {
    const answer = await service.get(path, browser);
    expect([answer.status, heading(answer)]).toEqual([status, title]);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
  });

  it('say that the service cannot answer now, and that a bug is one', async () => {
    const ask = jest.spyOn(service.application.nest.get(Outturn), 'listLedgers');
    ask.mockRejectedValueOnce(new StorageFailed('the disk is full'));
    const unavailable = await service.get('/', browser);
    expect([unavailable.status, heading(unavailable)]).toEqual([503, 'Sorry, this is not available now']);
    ask.mockRejectedValueOnce(new TypeError('secret: x of undefined'));
    const broken = await service.get('/', { ...browser, 'x-request-id': 'report-me' });
    expect([broken.status, heading(broken)]).toEqual([500, 'Sorry, something went wrong']);
    expect(broken.text).toContain('report-me');
    expect(broken.text).not.toContain('secret');
  });

  it('answer a program at the same address with a problem document', async () => {
    expect((await service.get('/nowhere')).json.type).toBe('urn:outturn:problem:not-found');
    expect((await service.get('/api/v1/nowhere', browser)).json.type).toBe('urn:outturn:problem:not-found');
  });

  it('are shown under no name but that of this machine (DNS rebinding)', async () => {
    const answer = await service.get('/', { ...browser, host: 'evil.example' });
    expect([answer.status, heading(answer)]).toEqual([403, 'You are not allowed to do this']);
    expect(answer.text).not.toContain('Walsall');
  });

  it('set no cookie on whoever only reads', async () => {
    const { headers } = await service.get('/', browser);
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('let whoever sits here choose who they are, and then show no other ledger, on pages, over HTTP or as a feed', async () => {
    const member = new Browser(service);
    const chosen = await member.send('/identity', { actor: 'demo-member', ledger: 'walsall' });
    expect([chosen.status, chosen.headers.location]).toEqual([303, '/ledgers/walsall']);
    expect(String(chosen.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/);
    const list = await member.open('/');
    expect(list.text).toContain('demo-member');
    expect(list.text).toContain('Walsall Council');
    expect(list.text).not.toContain('Dudley Council');
    for (const path of ['/ledgers/dudley', '/ledgers/dudley/moment', '/api/v1/ledgers/dudley/events'])
      expect([path, (await member.open(path)).status]).toEqual([path, 404]);
  });

  it('take no form without the token of its session, nor from another origin', async () => {
    const [mine, foreign] = [new Browser(service), new Browser(service)];
    const { text } = await foreign.open('/identity');
    const token = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
    await mine.open('/identity');
    for (const _csrf of ['', token, 'forged']) {
      const answer = await mine.post('/identity', { actor: 'demo-owner', ledger: 'every', _csrf });
      expect([answer.status, heading(answer)]).toEqual([403, 'This form has expired']);
    }
    const elsewhere = await mine.send(
      '/identity',
      { actor: 'demo-owner', ledger: 'every' },
      { origin: 'https://evil.example' },
    );
    expect([elsewhere.status, heading(elsewhere)]).toEqual([403, 'You are not allowed to do this']);
    expect((await mine.open('/')).text).not.toContain('demo-owner');
  });

  it('lead nobody out of here', async () => {
    for (const page of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      const somebody = new Browser(service);
      const path = `/identity?page=${encodeURIComponent(page)}`;
      const answer = await somebody.send(path, { actor: 'demo-member', ledger: 'every' });
      expect([page, answer.headers.location]).toEqual([page, '/']);
      const moment = await somebody.open(`/ledgers/walsall/moment?position=1&page=${encodeURIComponent(page)}`);
      expect([page, moment.headers.location]).toEqual([page, '/ledgers/walsall?known-at=1']);
    }
  });

  it('take forms where there is one, and nowhere else', async () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await service.ask('POST', '/api/v1/ledgers', type, 'id=x')).status).toBe(415);
    expect(
      (await service.ask('POST', '/identity', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--')).status,
    ).toBe(415);
    expect((await service.ask('POST', '/', { ...type, ...browser }, 'a=b')).status).toBe(405);
  });

  it('are remembered until the ledger moves, for each who sees them, under a nonce of their own', async () => {
    const path = '/ledgers/walsall/scorecard';
    const [first, second] = [await service.get(path, browser), await service.get(path, browser)];
    const withoutNonce = ({ text }: Answer): string => text.replace(/ nonce="[^"]*"/g, '');
    expect(withoutNonce(second)).toBe(withoutNonce(first));
    expect(second.headers['content-security-policy']).not.toBe(first.headers['content-security-policy']);
    expect(second.text).toContain(`nonce="${nonceOf(second)}"`);
    const member = new Browser(service);
    await member.send('/identity', { actor: 'demo-member', ledger: 'every' });
    expect((await member.open(path)).text).toContain('demo-member');
    await service.post('/api/v1/ledgers/walsall/indicators', { ...stability, title: 'Newly defined' });
    expect((await service.get(path, browser)).text).toContain('Newly defined');
    expect((await service.get(`${path}?known-at=1`, browser)).text).not.toContain('Newly defined');
  });

  it('come compressed to whoever can read that, with the nonce of their answer', async () => {
    const path = '/ledgers/walsall/scorecard';
    const plain = await service.get(path, browser);
    expect([plain.headers['content-encoding'], plain.headers.vary]).toEqual([undefined, 'Accept-Encoding']);
    for (const accepted of ['gzip', 'br;q=1, GZIP ; q=0.5', 'gzip, deflate, br, zstd']) {
      const answer = await service.get(path, { ...browser, 'accept-encoding': accepted });
      expect([accepted, answer.headers['content-encoding'], answer.headers.vary]).toEqual([
        accepted,
        'gzip',
        'Accept-Encoding',
      ]);
      expect(Number(answer.headers['content-length'])).toBeLessThan(plain.text.length / 2);
      expect(answer.text.replaceAll(nonceOf(answer), nonceOf(plain))).toBe(plain.text);
    }
    for (const accepted of ['', 'br', 'gzip;q=0, br', 'gzip; q=0.00', 'agzip']) {
      const { headers } = await service.get(path, { ...browser, 'accept-encoding': accepted });
      expect([accepted, headers['content-encoding']]).toEqual([accepted, undefined]);
    }
  });

  it.each([
    ['same-origin', 'gzip'],
    ['none', 'gzip'],
    ['same-site', undefined],
    ['cross-site', undefined],
  ])('that are asked for from "%s" come as %s: lengths tell another site nothing', async (from, encoding) => {
    const { headers } = await service.get('/ledgers/walsall/scorecard?status=red', {
      ...browser,
      'accept-encoding': 'gzip',
      'sec-fetch-site': from,
    });
    expect(headers['content-encoding']).toBe(encoding);
  });

  it('with a token in a form are never compressed, and never kept', async () => {
    const { text, headers } = await service.get('/identity', { ...browser, 'accept-encoding': 'gzip' });
    expect(text).toContain('name="_csrf"');
    expect([headers['content-encoding'], headers.etag]).toEqual([undefined, undefined]);
  });

  it('are not sent again to whoever has them, and leave the policy of the copy as it is', async () => {
    const path = '/ledgers/walsall/scorecard';
    const first = await service.get(path, browser);
    const tag = first.headers.etag ?? '';
    expect(tag).toMatch(/^W\/"/);
    for (const held of [tag, `"other", ${tag}`]) {
      const again = await service.get(path, { ...browser, 'accept-encoding': 'gzip', 'if-none-match': held });
      const { etag, vary, 'cache-control': keeping, 'content-security-policy': policy } = again.headers;
      expect([again.status, again.text, etag, vary, keeping, policy]).toEqual([
        304,
        '',
        tag,
        'Accept-Encoding',
        'private, no-cache',
        undefined,
      ]);
    }
    const officer = new Browser(service);
    await officer.send('/identity', { actor: 'demo-officer', ledger: 'every' });
    expect((await officer.open(path, { 'if-none-match': tag })).text).toContain('demo-officer');
    await officer.send('/identity', { actor: 'demo-officer', ledger: 'dudley' });
    expect((await officer.open(path, { 'if-none-match': tag })).status).toBe(404);
    await service.post('/api/v1/ledgers/walsall/indicators', { ...stability, id: 'moved-on', title: 'Moved on' });
    const moved = await service.get(path, { ...browser, 'if-none-match': tag });
    expect([moved.status, moved.text.includes('Moved on')]).toEqual([200, true]);
  });

  it('lead to the moment that was chosen', async () => {
    const reader = new Browser(service);
    const page = encodeURIComponent('/ledgers/walsall/scorecard?priority=Health&known-at=3');
    const query = `page=${page}&known-day=31&known-month=7&known-year=2012&position=`;
    const answer = await reader.open(`/ledgers/walsall/moment?${query}`);
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      '/ledgers/walsall/scorecard?priority=Health&known-at=2012-07-31',
    ]);
    const wrong = await reader.open('/ledgers/walsall/moment?position=99');
    expect([wrong.status, /Position must be a whole number from 1 to \d+/.test(wrong.text)]).toEqual([422, true]);
  });
});

describe('the pages of a service with tokens', () => {
  let service: RunningService;
  const token = 'a-token-of-walsall-that-is-long-enough';
  beforeAll(async () => {
    service = await RunningService.start([
      { tokenSha256: sha256Of(token), actor: 'reader-1', roles: ['reader'], ledgers: ['walsall'] },
    ]);
  });
  afterAll(() => service.close());

  it('are shown to nobody without one, and look like a page even so', async () => {
    const answer = await service.get('/', browser);
    expect([answer.status, heading(answer)]).toEqual([401, 'You need to sign in']);
    const style = /href="(\/assets\/[^"]+\.css)"/.exec(answer.text)?.[1] ?? '';
    expect((await service.get(style)).status).toBe(200);
    expect((await service.get('/', { ...browser, authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it('let nobody choose who they are', async () => {
    const answer = await service.get('/identity', { ...browser, authorization: `Bearer ${token}` });
    expect(answer.status).toBe(404);
  });
});
