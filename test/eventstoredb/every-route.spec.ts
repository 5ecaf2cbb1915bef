import { cpSync, readdirSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { exampleCommands } from '@outturn/wiring';
import { RunningService } from '../http/running-service.js';
import { EventStoreServer } from './server/event-store-server.js';
import { describeTestServer } from './server-under-test.js';

/** What stands in an address for each of its parameters. */
const meant: Readonly<Record<string, string>> = {
  ledger: 'walsall',
  indicator: 'placement-long-term',
  breakdown: 'all',
  period: '2017-18Q2',
  position: '2',
  ref: '1.1',
  round: 'none',
  run: 'none',
  upload: 'none',
};

const exampleAt = new Map<string, object>(
  exampleCommands.map(({ path, example }) => [`/api/v1/ledgers/walsall/${path}`, example ?? {}]),
);

interface Told {
  readonly status: number;
  /** Of an answer that comes to an end. */
  readonly text: string | null;
}

describeTestServer(
  'every route, at a node that has nothing but the store and the key (skipped with ESDB_URL: it needs an empty store)',
  () => {
    let store: EventStoreServer;
    let told: RunningService;
    let bare: RunningService;
    beforeAll(async () => {
      store = await EventStoreServer.start();
      const at = { kind: 'eventstoredb', connection: store.connectionString };
      told = await RunningService.start(undefined, undefined, {}, at);
      await told.post('/api/v1/ledgers', { id: 'walsall', name: 'Walsall Council', live: true });
      for (const [path, example] of [...exampleAt].slice(0, 6)) await told.post(path, example);
      bare = await RunningService.start(undefined, undefined, {}, at);
      cpSync(join(told.data, 'keys'), join(bare.data, 'keys'), { recursive: true });
    });
    afterAll(async () => {
      await told.close();
      await bare.close();
      await store.stop();
    });

    /** A feed never ends: of that it is enough that it begins. */
    const ask = (service: RunningService, method: string, path: string, body?: object): Promise<Told> =>
      new Promise((resolve, reject) => {
        const headers = {
          connection: 'close',
          ...(body === undefined ? {} : { 'content-type': 'application/json', 'idempotency-key': path }),
        };
        const asked = httpRequest({ ...service.place, method, path, headers }, (answer) => {
          const status = answer.statusCode ?? 0;
          if (/event-stream/.test(answer.headers['content-type'] ?? '')) {
            asked.destroy();
            resolve({ status, text: null });
            return;
          }
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('end', () => resolve({ status, text: Buffer.concat(chunks).toString('utf8') }));
        });
        asked.on('error', reject);
        asked.end(body === undefined ? undefined : JSON.stringify(body));
      });

    function takeReplicaAway(): void {
      for (const name of readdirSync(bare.data)) if (name.includes('.sqlite')) rmSync(join(bare.data, name));
    }

    it('is answered as at the node that made the ledger', async () => {
      const routes = told.application.routes.all.filter(
        (route) => route.includes(':ledger') && !route.startsWith('HEAD '),
      );
      expect(routes.length).toBeGreaterThan(80);
      for (const route of routes) {
        const [method = '', template = ''] = route.split(' ');
        const path = template.replace(/:(\w+)/g, (_, name: string) => meant[name] ?? name);
        const body = method === 'POST' ? (exampleAt.get(path) ?? {}) : undefined;
        takeReplicaAway();
        const answer = await ask(bare, method, path, body);
        if (method === 'GET') {
          const { status, text } = await ask(told, method, path);
          expect([route, answer.status]).toEqual([route, status]);
          if (path.startsWith('/api/')) expect([route, answer.text]).toEqual([route, text]);
        } else {
          // A form without its fields, a file without a file: the refusal is about that.
          expect([route, answer.text]).toEqual([route, expect.not.stringMatching(/no ledger/i)]);
          expect(answer.status).toBeLessThan(500);
        }
      }
    });
  },
);
