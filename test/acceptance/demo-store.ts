import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built, BUILD_TIME, root } from '../programs/built';

/** The store of `npm run demo`, in a folder of its own, for all the tests of a file. */
export function demoStore(): { readonly data: string } {
  const store = { data: '' };
  beforeAll(() => {
    built('cli');
    store.data = mkdtempSync(join(tmpdir(), 'outturn-demo-'));
    const load = [join(root, 'scripts/demo.mjs'), '--data', store.data, '--load-only'];
    execFileSync(process.execPath, load, { stdio: 'pipe' });
  }, BUILD_TIME);
  afterAll(() => rmSync(store.data, { recursive: true, force: true }));
  return store;
}
