import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { built, root } from './built';

export interface Ran {
  /** Null where it was killed. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ran>;
}

/** Starts the built `outturn` over a data directory. */
export function startOutturn(data: string, ...words: readonly string[]): Running {
  const child = spawn(process.execPath, [built('cli'), ...words, '--data', data, '--as', 'tester'], {
    cwd: root,
    env: { ...process.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = Promise.all([once(child, 'close'), text(child.stdout), text(child.stderr)]).then(
    ([[exitCode], stdout, stderr]): Ran => ({ exitCode: exitCode as number | null, stdout, stderr }),
  );
  return { process: child, ended };
}

export const outturn = (data: string, ...words: readonly string[]): Promise<Ran> => startOutturn(data, ...words).ended;

/** The JSON document that a command answers with; whatever keeps it from answering is thrown. */
export async function outturnJson<Answer>(data: string, ...words: readonly string[]): Promise<Answer> {
  const { exitCode, stdout, stderr } = await outturn(data, ...words, '--json');
  if (exitCode !== 0) throw new Error(`outturn ${words.join(' ')} ended with ${String(exitCode)}: ${stderr}${stdout}`);
  return JSON.parse(stdout) as Answer;
}
