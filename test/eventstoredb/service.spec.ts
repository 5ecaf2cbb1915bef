import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_TIME, built } from '../programs/built';
import { EventStoreProcess } from '../programs/event-store';
import { ServiceProcess } from '../programs/service';
import { outturnJson } from '../programs/terminal';

/** Two built services, each with a data folder of its own, and a store: the test server, or a real one with ESDB_URL. */
describe('two nodes of the service', () => {
  let store: EventStoreProcess;
  let folder: string;
  let nodes: ServiceProcess[] = [];
  const environment = { ...process.env };
  beforeAll(async () => {
    built('cli');
    built('server');
    folder = mkdtempSync(join(tmpdir(), 'outturn-nodes-'));
    store = await EventStoreProcess.start();
    Object.assign(process.env, {
      OUTTURN_STORE: 'eventstoredb',
      OUTTURN_EVENTSTORE: store.connectionString,
      OUTTURN_EVENTSTORE_PREFIX: `nodes${process.pid}x${Date.now()}`,
    });
    await outturnJson(join(folder, 'one'), 'ledger', 'create', 'walsall', '--name', 'Walsall Council', '--live');
    nodes = await Promise.all(['one', 'two'].map((name) => ServiceProcess.start(join(folder, name))));
  }, BUILD_TIME);
  afterAll(async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await store.stop();
    rmSync(folder, { recursive: true, force: true });
    for (const name of ['OUTTURN_STORE', 'OUTTURN_EVENTSTORE', 'OUTTURN_EVENTSTORE_PREFIX']) {
      if (environment[name] === undefined) delete process.env[name];
      else process.env[name] = environment[name];
    }
  });

  const at = (node: number, path: string): string => nodes[node]?.at(`/ledgers/walsall${path}`) ?? '';
  const define = (node: number, id: string): Promise<Response> =>
    fetch(at(node, '/indicators'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `define-${id}` },
      body: JSON.stringify({ id, title: id, unit: 'percent', polarity: 'higher', frequencies: ['year'] }),
    });
  const detailOf = async (answer: Response): Promise<string> => ((await answer.json()) as { detail: string }).detail;

  it('show each other what either took: a reader who names a position waits for it, and is told how far behind it is', async () => {
    const answered = await define(0, 'placement-stability');
    expect(answered.status).toBe(201);
    const { position, root } = (await answered.json()) as { position: number; root: string };
    const read = await fetch(at(1, '/indicators/placement-stability'), {
      headers: { 'outturn-at-least': String(position) },
    });
    expect(read.status).toBe(200);
    expect(read.headers.get('outturn-root')).toBe(root);
    expect(read.headers.get('outturn-behind')).toMatch(/^\d+$/);
    expect(Date.parse(read.headers.get('outturn-seen') ?? '')).toBeGreaterThan(Date.now() - 60_000);
  });

  it('do not wait for a position for ever, and take no words for one', async () => {
    const never = await fetch(at(1, '/scorecard'), { headers: { 'outturn-at-least': '1000000' } });
    expect([never.status, never.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await detailOf(never)).toMatch(/^This node has the ledger up to position \d+, and 1000000/);
    expect((await fetch(at(1, '/scorecard'), { headers: { 'outturn-at-least': 'now' } })).status).toBe(400);
  });

  it('answer one request that both are sent as one', async () => {
    const answers = await Promise.all([define(0, 'reviews-on-time'), define(1, 'reviews-on-time')]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201]));
    const told = (await Promise.all(answers.map((answer) => answer.json()))) as { position: number }[];
    expect(told[0]?.position).toBe(told[1]?.position);
  });

  it('sign only where the key is: the other says so', async () => {
    const signed = await fetch(at(0, '/checkpoint'));
    expect([signed.status, (await signed.text()).split('\n')[0]]).toEqual([200, 'outturn/walsall']);
    const refused = await fetch(at(1, '/checkpoint'));
    expect(refused.status).toBe(409);
    expect(await detailOf(refused)).toContain('its key is on the node that made the ledger');
  });

  it('say in their readiness how old what they show may be, and measure what they wrote', async () => {
    const ready = (await (await fetch(`${nodes[1]?.url}/health/ready`)).json()) as object;
    const age = expect.any(Number) as number;
    expect(ready).toEqual({
      status: 'ready',
      ledgers: 1,
      unreadable: 0,
      replicas: { behind: age, seenSecondsAgo: age, rehashedSecondsAgo: age },
    });
    let metrics = '';
    // The writers' threads say what they did a few times a second.
    while (!/^outturn_store_appends_total [1-9]/m.test(metrics))
      metrics = await (await fetch(`${nodes[0]?.url}/metrics`)).text();
    expect(metrics).toMatch(/^outturn_store_conflicts_total \d/m);
    expect(metrics).toMatch(/^outturn_replicas_stopped 0$/m);
  });

  it('take turns with a command at the terminal over the same data folder', async () => {
    const fields = ['id=health', 'title=Health', 'unit=percent', 'polarity=higher', 'frequencies=year'];
    const one = join(folder, 'one');
    const { position } = await outturnJson<{ position: number }>(one, 'record', 'walsall', 'indicators', ...fields);
    const read = await fetch(at(1, '/indicators/health'), { headers: { 'outturn-at-least': String(position) } });
    expect(read.status).toBe(200);
  });
});
