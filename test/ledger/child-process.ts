import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const register = resolve(__dirname, '../register-typescript.cjs');

/** A script of this folder that runs in a process of its own and says things line by line. */
export interface Child {
  /** What it prints, as it comes. */
  readonly lines: AsyncIterableIterator<string>;
  /** The next line. Throws with what the script complained of where it ends instead. */
  next(): Promise<string>;
  say(line: string): void;
  kill(): void;
  /** Resolves when it has ended, to its exit code; null where it was killed. */
  readonly ended: Promise<number | null>;
}

export function startChild(script: string, ...parameters: readonly string[]): Child {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--require', register, resolve(__dirname, 'processes', `${script}.ts`), ...parameters],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const { stdin, stdout, stderr } = child;
  if (stdin === null || stdout === null || stderr === null) throw new Error('a child has three pipes');
  let complaint = '';
  stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
  stdin.on('error', () => undefined);
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  return {
    lines,
    ended,
    next: async () => {
      const line = await lines.next();
      if (line.done === true) throw new Error(`${script} ended early: ${complaint}`);
      return line.value;
    },
    say: (line) => stdin.write(`${line}\n`),
    kill: () => child.kill('SIGKILL'),
  };
}
