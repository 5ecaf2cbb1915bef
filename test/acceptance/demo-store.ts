import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { EventStoreProcess } from '../programs/event-store';
import { built, BUILD_TIME, root } from '../programs/built';

export type StoreKind = 'sqlite' | 'eventstoredb';

let stores = 0;

/**
 * The store of `npm run demo`, in a folder of its own, for all the tests of a file or of a `describe`. Where it is in
 * EventStoreDB, the environment says so to every program that the tests start.
 */
export function demoStore(kind: StoreKind = 'sqlite'): { readonly data: string } {
  const store = { data: '' };
  const environment = { ...process.env };
  let server: EventStoreProcess | undefined;
  beforeAll(async () => {
    built('cli');
    store.data = mkdtempSync(join(tmpdir(), 'outturn-demo-'));
    if (kind === 'eventstoredb') {
      server = await EventStoreProcess.start();
      Object.assign(process.env, {
        OUTTURN_STORE: kind,
        OUTTURN_EVENTSTORE: server.connectionString,
        OUTTURN_EVENTSTORE_PREFIX: `demo${process.pid}x${Date.now()}x${(stores += 1)}`,
      });
    }
    const load = [join(root, 'scripts/demo.mjs'), '--data', store.data, '--load-only'];
    await promisify(execFile)(process.execPath, load, { env: { ...process.env } });
  }, BUILD_TIME);
  afterAll(async () => {
    for (const name of ['OUTTURN_STORE', 'OUTTURN_EVENTSTORE', 'OUTTURN_EVENTSTORE_PREFIX']) {
      if (environment[name] === undefined) delete process.env[name];
      else process.env[name] = environment[name];
    }
    await server?.stop();
    rmSync(store.data, { recursive: true, force: true });
  });
  return store;
}
