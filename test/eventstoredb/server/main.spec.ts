import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { appending, Connections, describeTestServer, event, numbersIn, onceBack } from '../server-under-test.js';

const register = resolve(__dirname, '../../register-typescript.cjs');

describeTestServer('the server as a process (skipped with ESDB_URL: this is about the test server)', () => {
  const connections = new Connections();
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'outturn-server-'))));
  afterEach(async () => {
    await connections.end();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts it on any free port and reads the connection string that it prints. */
  async function started() {
    const args = ['--require', register, resolve(__dirname, 'main.ts'), '--port', '0', '--state', join(folder, 'log')];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'exit');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return { client: connections.client(line), kill: (signal: NodeJS.Signals) => child.kill(signal), ended };
  }

  it('keeps what it answered when it is killed, and ends when it is asked to', async () => {
    const first = await started();
    await appending['the unary Append'](first.client, 'a', [event('a', 1), event('a', 2)], 'no_stream');
    first.kill('SIGKILL');
    await first.ended;
    const second = await started();
    expect(await onceBack(() => numbersIn(second.client, 'a'))).toEqual([1, 2]);
    second.kill('SIGTERM');
    expect((await second.ended)[0]).toBe(0);
  });
});
