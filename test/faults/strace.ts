import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const register = resolve(__dirname, '../register-typescript.cjs');

/** How a process ended that strace meddled with. */
export interface Meddled {
  /** The lines that it printed once it was told to begin. */
  readonly lines: readonly string[];
  readonly complaint: string;
  /** What killed it; null where it ended by itself. */
  readonly signal: NodeJS.Signals | null;
}

/**
 * Runs a script of `processes/` and does something to the fsyncs of its main thread, where SQLite works. The script says
 * `ready` when it is loaded and begins when it hears a line: only what it does from then on is traced, and counted.
 * @param injection what strace does, and to which of them: `signal=KILL:when=7`, `error=EIO:when=3+5`
 */
export async function runWithFsyncs(
  injection: string,
  script: string,
  ...parameters: readonly string[]
): Promise<Meddled> {
  const child = spawn(
    process.execPath,
    ['--require', register, resolve(__dirname, 'processes', `${script}.ts`), ...parameters],
    { stdio: 'pipe' },
  );
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  const complaint = text(child.stderr);
  child.stdin.on('error', () => undefined);
  await firstOutput(child, complaint);
  const lines = text(child.stdout);
  const calls = 'fsync,fdatasync';
  const tracer = spawn(
    'strace',
    ['-o', '/dev/null', '-e', `trace=${calls}`, '-e', `inject=${calls}:${injection}`, '-p', String(child.pid)],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await once(tracer.stderr, 'data');
  tracer.stderr.resume();
  child.stdin.end('\n');
  const [, signal] = await ended;
  return { lines: (await lines).split('\n').slice(0, -1), complaint: await complaint, signal };
}

async function firstOutput(child: ChildProcessWithoutNullStreams, complaint: Promise<string>): Promise<void> {
  const [ready] = (await Promise.race([once(child.stdout, 'data'), once(child, 'close')])) as [unknown];
  if (!String(ready).startsWith('ready')) throw new Error(`the process did not begin: ${await complaint}`);
}
