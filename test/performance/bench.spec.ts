import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { BUILD_TIME, built, root } from '../programs/built';

// What `npm run bench` is to whoever calls it. The figures themselves are nobody's to test.

let folder: string;
beforeAll(() => {
  built('cli');
  built('server');
}, 2 * BUILD_TIME);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-bench-test-'));
  mkdirSync(join(folder, 'tmp'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bench = (...words: readonly string[]) =>
  spawn(process.execPath, [join(root, 'test/performance/main.cjs'), ...words], {
    cwd: root,
    env: { ...process.env, TMPDIR: join(folder, 'tmp') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

it('with --json it prints the results and nothing else, and leaves nothing behind', async () => {
  const words = ['append', '--quick', '--json', '--case', 'one caller in one thread'];
  const running = bench(...words);
  const [stdout, stderr, [code]] = await Promise.all([
    text(running.stdout),
    text(running.stderr),
    once(running, 'close'),
  ]);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const { results } = JSON.parse(stdout) as {
    results: { skipped: boolean; met: boolean | null; ratio: number | null }[];
  };
  const shape = ['name', 'ours', 'rival', 'ratio', 'goal', 'met', 'skipped'];
  for (const result of results) expect(Object.keys(result)).toEqual(expect.arrayContaining(shape));
  expect(results.some(({ skipped, ratio }) => !skipped && ratio !== null && ratio > 0)).toBe(true);
  expect(results.filter(({ skipped, met }) => skipped && met !== false)).toEqual([]);
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
});

it('interrupted, it removes its folder and ends with 130', async () => {
  const running = bench('append', '--quick');
  for await (const chunk of running.stderr.setEncoding('utf8')) if (String(chunk).includes('append 1/')) break;
  expect(readdirSync(join(folder, 'tmp'))).toHaveLength(1);
  running.kill('SIGINT');
  const [code] = (await once(running, 'close')) as [number | null];
  expect(code).toBe(130);
  expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
});

it('refuses a suite that there is not with exit code 2', async () => {
  const running = bench('apend');
  const [stderr, [code]] = await Promise.all([text(running.stderr), once(running, 'close')]);
  expect({ stderr, code }).toMatchObject({ stderr: expect.stringContaining('there is no suite "apend"'), code: 2 });
});
