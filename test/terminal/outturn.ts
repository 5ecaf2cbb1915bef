import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const root = path.resolve(__dirname, '../..');
const command = path.join(root, 'apps/cli/bin/outturn.cjs');

/** How long the build may take that the first command of a run may need, in milliseconds. */
export const BUILD_TIME = 900_000;

/** What a run of the command came to. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds the command where that is needed, so that no story is measured by it. */
export function buildOnce(): void {
  const { status, stderr, error } = spawnSync(process.execPath, [command, '--version'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`outturn could not be built: ${error?.message ?? stderr}`);
}

/** A data directory of one story, and the command that works on it from anywhere but the project's root. */
export class Store {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'outturn-terminal-'));

  /** Runs `outturn` and waits for it. */
  run(...args: readonly string[]): Run {
    return this.runWith('', ...args);
  }

  /** Runs `outturn` with this on its stdin. */
  runWith(stdin: string, ...args: readonly string[]): Run {
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
      cwd: this.folder,
      env: this.env,
      encoding: 'utf8',
      input: stdin,
      maxBuffer: 64 * 1024 * 1024,
    });
    return { exitCode: status, stdout, stderr };
  }

  /** Runs `outturn --json` and reads the one document that it must have written. */
  json(...args: readonly string[]): Record<string, unknown> {
    return JSON.parse(this.run(...args, '--json').stdout) as Record<string, unknown>;
  }

  /** Runs a line of shell in which `outturn` is the command; `pipefail` makes its exit code the command's. */
  shell(line: string): Run {
    const script = `set -o pipefail; outturn() { "${process.execPath}" "${command}" "$@"; }; ${line}`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
      cwd: this.folder,
      // A shell warns of a locale that the machine does not have.
      env: { ...this.env, LC_ALL: 'C' },
      encoding: 'utf8',
    });
    return { exitCode: status, stdout, stderr };
  }

  /** Starts `outturn`, sends it Ctrl-C as soon as it holds the write lock of a ledger, and waits for its end. */
  interruptedWhileWriting(ledger: string, ...args: readonly string[]): Promise<Run> {
    const child = spawn(process.execPath, [command, ...args], { cwd: this.folder, env: this.env });
    const run = { stdout: '', stderr: '' };
    child.stdout.on('data', (text: Buffer) => (run.stdout += text.toString('utf8')));
    child.stderr.on('data', (text: Buffer) => (run.stderr += text.toString('utf8')));
    const poll = setInterval(() => {
      if (isLocked(path.join(this.folder, 'data', `${ledger}.sqlite`))) child.kill('SIGINT');
    }, 5);
    return new Promise((resolve) =>
      child.on('close', (exitCode) => {
        clearInterval(poll);
        resolve({ exitCode, ...run });
      }),
    );
  }

  /** Makes a council's ledger from its sample files. */
  takeSample(council: string, name: string): Run {
    this.run('ledger', 'create', council, '--name', name);
    return this.run('import', council, ...sampleFiles(council), '--as', 'demo');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get env(): NodeJS.ProcessEnv {
    const { OUTTURN_DEBUG: _debug, ...env } = process.env;
    return { ...env, OUTTURN_DATA: path.join(this.folder, 'data'), COLUMNS: '100', NO_COLOR: '' };
  }
}

/** Whether somebody is in the middle of a write transaction. */
function isLocked(file: string): boolean {
  const db = new DatabaseSync(file, { timeout: 0 });
  try {
    db.exec('BEGIN IMMEDIATE; ROLLBACK');
    return false;
  } catch {
    return true;
  } finally {
    db.close();
  }
}

/** The files of a council's sample. */
export function sampleFiles(council: string): string[] {
  const folder = path.join(root, 'samples', council);
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .map((name) => path.join(folder, name));
}
