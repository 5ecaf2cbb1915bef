import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BuiltService, builtServer } from './built-service';
import { sha256Of, stability, tokenFile } from './running-service';

describe('the server as it is built', () => {
  let data: string;
  const returns = '/api/v1/ledgers/walsall/returns';
  const figure = { indicator: stability.id, period: '2016-17', value: '77' };

  beforeAll(() => builtServer(), 120_000);
  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'outturn-built-'));
  });
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it('keeps what it acknowledged when it is killed, and a retry of what was asked adds nothing', async () => {
    const first = await BuiltService.start(data);
    expect((await first.post('/api/v1/ledgers', 'a', { id: 'walsall', name: 'Walsall', live: true })).status).toBe(201);
    expect((await first.post('/api/v1/ledgers/walsall/indicators', 'b', stability)).status).toBe(201);
    const acknowledged = (await (await first.post(returns, 'c', figure)).json()) as object;
    expect(await first.end('SIGKILL')).toBe('SIGKILL');

    const second = await BuiltService.start(data);
    expect((await second.get('/api/v1/ledgers/walsall/scorecard')).rows).toMatchObject([{ value: '77' }]);
    const retried = await second.post(returns, 'c', figure);
    expect([retried.status, await retried.json()]).toEqual([200, { ...acknowledged, status: 'repeated' }]);
    expect(await second.get('/health/ready')).toEqual({ status: 'ready', ledgers: 1, unreadable: 0 });
    expect(await second.end('SIGTERM')).toBe(0);
  });

  it('ends with its feeds open and its requests answered, by SIGTERM with 0 and by SIGINT with 130', async () => {
    const service = await BuiltService.start(data);
    await service.post('/api/v1/ledgers', 'a', { id: 'walsall', name: 'Walsall', live: true });
    await service.post('/api/v1/ledgers/walsall/indicators', 'b', stability);
    const feed = await fetch(`${service.url}/api/v1/ledgers/walsall/events`, {
      headers: { accept: 'text/event-stream' },
    });
    const posted = Array.from({ length: 50 }, (_, index) =>
      service.post(returns, `k${index}`, { ...figure, breakdown: `n=${index}` }).then(
        ({ status }) => status,
        () => 0,
      ),
    );
    await Promise.any(posted);
    expect(await service.end('SIGTERM')).toBe(0);
    const accepted = (await Promise.all(posted)).filter((status) => status === 201).length;
    expect(await feed.text()).toContain('IndicatorDefined');
    const again = await BuiltService.start(data);
    const { rows } = await again.get('/api/v1/ledgers/walsall/figures');
    expect(rows.length).toBeGreaterThanOrEqual(accepted);
    expect(await again.end('SIGINT')).toBe(130);
  });

  it('says in one line what keeps it from starting', async () => {
    const open = tokenFile(data, [], 0o644);
    const file = join(data, 'file');
    writeFileSync(file, '');
    for (const [environment, code, line] of [
      [{ PORT: 'many' }, 78, /PORT is "many"/],
      [{ HOST: '0.0.0.0' }, 78, /set OUTTURN_TOKENS/],
      [{ HOST: '0.0.0.0', OUTTURN_TOKENS: open }, 78, /chmod 600/],
      [{ OUTTURN_TOKENS: join(data, 'none') }, 78, /can't be read: ENOENT/],
      [{ OUTTURN_DATA: join(file, 'data') }, 78, /there can be no folder there/],
    ] as const) {
      const service = BuiltService.spawn({ OUTTURN_DATA: data, PORT: '0', ...environment });
      expect([environment, await service.ended]).toEqual([environment, code]);
      expect(service.stderr).toMatch(line);
      expect(service.stderr.trimEnd().split('\n')).toHaveLength(1);
      expect(service.stdout).toBe('');
    }
    const unknown = BuiltService.spawn({ OUTTURN_DATA: data }, '--prot', '3000');
    expect([await unknown.ended, unknown.stderr]).toEqual([2, expect.stringContaining("Unknown option '--prot'")]);
  });

  it('says that its port is taken', async () => {
    const first = await BuiltService.start(data);
    const { port } = new URL(first.url);
    const second = BuiltService.spawn({ OUTTURN_DATA: data }, '--port', port);
    expect([await second.ended, second.stderr]).toEqual([
      7,
      expect.stringContaining(`port ${port} on 127.0.0.1 is taken`),
    ]);
    await first.end('SIGTERM');
  });

  it('reads its tokens again on SIGHUP', async () => {
    const entry = { tokenSha256: sha256Of('t'), actor: 'officer', roles: ['owner'], ledgers: 'all' };
    const service = await BuiltService.start(data, { OUTTURN_TOKENS: tokenFile(data, []) });
    const status = async (): Promise<number> =>
      (await fetch(`${service.url}/api/v1/ledgers`, { headers: { authorization: 'Bearer t' } })).status;
    expect(await status()).toBe(401);
    tokenFile(data, [entry]);
    service.child.kill('SIGHUP');
    for (let wait = 0; wait < 50 && (await status()) !== 200; wait += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await status()).toBe(200);
    await service.end('SIGTERM');
  });
});
