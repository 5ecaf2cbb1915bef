import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const bin = resolve(__dirname, '../../apps/cli/bin');

/** What the compiler writes, in this order. It compiles an app and the libs that both apps share. */
const compiler = `
  const { mkdirSync, writeFileSync, appendFileSync } = require('node:fs');
  const app = process.argv[3];
  appendFileSync('compiled.txt', app + '\\n');
  const stop = (point) => {
    if (process.env.STOP_AT !== point) return;
    process.stderr.write('stopped\\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
  stop('the beginning');
  mkdirSync('dist/apps/' + app + '/src', { recursive: true });
  writeFileSync('dist/apps/' + app + '/src/main.js', 'whole');
  stop('the entry');
  writeFileSync('dist/libs.js', 'ha');
  stop('half a file');
  writeFileSync('dist/libs.js', 'whole');
  if (process.env.FAILS) process.exit(1);
  writeFileSync('dist/apps/' + app + '/tsconfig.app.tsbuildinfo', '');
`;

/** A checkout with the program's own way of building itself and a compiler that can be stopped. */
class Checkout {
  readonly root = mkdtempSync(join(tmpdir(), 'outturn built '));

  constructor() {
    this.write('node_modules/@nestjs/cli/bin/nest.js', compiler);
    this.write('apps/cli/src/main.ts', '');
    this.write('libs/kernel/src/index.ts', '');
    mkdirSync(join(this.root, 'apps/cli/bin'));
    for (const file of ['build.cjs', 'build-lock.cjs', 'carried-node.cjs'])
      copyFileSync(join(bin, file), join(this.root, 'apps/cli/bin', file));
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** The apps that were compiled so far. */
  get compiled(): string[] {
    return existsSync(join(this.root, 'compiled.txt')) ? this.read('compiled.txt').trim().split('\n') : [];
  }

  /** Begins to start an app, in a process group of its own as a terminal makes one. */
  begin(app: 'cli' | 'server', env: NodeJS.ProcessEnv = {}): ChildProcess {
    const start = `try { require('./apps/cli/bin/build.cjs').ensureBuilt('${app}') } catch (error) { console.error(error.message); process.exitCode = 78 }`;
    return spawn(process.execPath, ['-e', start], {
      cwd: this.root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
  }

  /** Starts an app to the end; what it said and its exit code. */
  async start(app: 'cli' | 'server', env: NodeJS.ProcessEnv = {}): Promise<{ exitCode: unknown; said: string }> {
    const child = this.begin(app, env);
    const said = text(child.stderr!);
    const [exitCode] = (await once(child, 'close')) as [unknown];
    return { exitCode, said: await said };
  }

  /** Begins to start an app and waits until the compiler stands at a point. */
  async stoppedAt(point: string, app: 'cli' | 'server' = 'cli'): Promise<ChildProcess> {
    const child = this.begin(app, { STOP_AT: point });
    let said = '';
    for await (const chunk of child.stderr!) {
      said += String(chunk);
      if (said.includes('stopped')) return child;
    }
    throw new Error(`the compiler never came to ${point}: ${said}`);
  }

  get isWhole(): boolean {
    return this.read('dist/apps/cli/src/main.js') === 'whole' && this.read('dist/libs.js') === 'whole';
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const ended = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
  process.kill(-Number(child.pid), signal);
  await ended;
}

describe('the first start of a checkout', () => {
  let checkout: Checkout;
  beforeEach(() => (checkout = new Checkout()));
  afterEach(() => checkout.remove());

  const points = ['the beginning', 'the entry', 'half a file'];
  const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;
  it.each(signals.flatMap((signal) => points.map((point) => [signal, point] as const)))(
    'that %s ends at %s is begun again by the next, which has everything and leaves no lock',
    async (signal, point) => {
      await kill(await checkout.stoppedAt(point), signal);
      expect(await checkout.start('cli')).toEqual({ exitCode: 0, said: 'building outturn, once …\n' });
      expect(checkout.isWhole).toBe(true);
      expect(existsSync(join(checkout.root, 'dist/.building'))).toBe(false);
      expect(await checkout.start('cli')).toEqual({ exitCode: 0, said: '' });
    },
  );

  it('is done again for the terminal where the build of the service was broken off: they are made of the same libs', async () => {
    await checkout.start('cli');
    await kill(await checkout.stoppedAt('half a file', 'server'), 'SIGKILL');
    expect(checkout.isWhole).toBe(false);
    await checkout.start('cli');
    expect(checkout.isWhole).toBe(true);
  });

  it('waits for another that builds, and builds nothing itself', async () => {
    const first = checkout.begin('cli', { STOP_AT: 'the entry' });
    let said = '';
    for await (const chunk of first.stderr!) if ((said += String(chunk)).includes('stopped')) break;
    const second = checkout.begin('cli');
    for await (const chunk of second.stderr!)
      if (String(chunk).includes('waiting for a build that is under way')) break;
    expect(checkout.compiled).toEqual(['cli']);
    // What the first one would have done now.
    checkout.write('dist/libs.js', 'whole');
    checkout.write('dist/.built-cli', '');
    rmSync(join(checkout.root, 'dist/.building'));
    const [exitCode] = (await once(second, 'close')) as [unknown];
    expect([exitCode, checkout.compiled]).toEqual([0, ['cli']]);
    await kill(first, 'SIGKILL');
  });

  it('of two at once builds once', async () => {
    const both = await Promise.all([checkout.start('cli'), checkout.start('cli')]);
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(checkout.compiled).toEqual(['cli']);
  });

  it.each([
    ['is empty, as somebody leaves it who dies before writing into it', ''],
    ['names a process that was given its number again', String(process.pid)],
  ])('is not kept waiting by an old lock that %s', async (_words, content) => {
    checkout.write('dist/.building', content);
    const past = new Date(Date.now() - 3_600_000);
    utimesSync(join(checkout.root, 'dist/.building'), past, past);
    expect(await checkout.start('cli')).toMatchObject({ exitCode: 0 });
    expect(checkout.isWhole).toBe(true);
  });

  it('fails where the compiler fails, and again the next time: what came out is never started', async () => {
    for (let time = 1; time <= 2; time += 1) {
      const { exitCode, said } = await checkout.start('cli', { FAILS: '1' });
      expect(exitCode).toBe(78);
      expect(said).toContain('the build of apps/cli failed; what the compiler says stands above');
    }
    expect(checkout.compiled).toEqual(['cli', 'cli']);
  });

  it('says what to do where the packages are missing', async () => {
    rmSync(join(checkout.root, 'node_modules'), { recursive: true });
    const { exitCode, said } = await checkout.start('cli');
    expect([exitCode, said]).toEqual([78, expect.stringContaining('run "npm ci" in')]);
  });

  it('is not kept from building by a source that is not there when it is looked at, as while a checkout replaces it', async () => {
    symlinkSync('gone.ts', join(checkout.root, 'libs/kernel/src/replaced.ts'));
    expect(await checkout.start('cli')).toMatchObject({ exitCode: 0 });
  });

  it('builds once even where the sources bear a time yet to come', async () => {
    const future = new Date(Date.now() + 86_400_000);
    utimesSync(join(checkout.root, 'libs/kernel/src/index.ts'), future, future);
    await checkout.start('cli');
    await checkout.start('cli');
    expect(checkout.compiled).toEqual(['cli']);
  });
});

it('a checkout that was saved into since the last build is built again, and one that was not is not', async () => {
  const checkout = new Checkout();
  await checkout.start('cli');
  await checkout.start('cli');
  const later = new Date(Date.now() + 5_000);
  utimesSync(join(checkout.root, 'libs/kernel/src/index.ts'), later, later);
  await checkout.start('cli');
  expect(checkout.compiled).toEqual(['cli', 'cli']);
  checkout.remove();
});
