import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Bench } from './bench-run.js';
import type { Case, Measurement } from './case.js';
import type { Told } from './processes/measure.js';

type Said = { readonly ready: true } | { readonly measurement: Measurement };

/** One side of a case in a process of its own. */
export class MeasuredProcess {
  private static readonly running = new Set<ChildProcess>();

  private constructor(
    private readonly child: ChildProcess,
    private readonly what: string,
  ) {}

  /** Starts a side and waits until it is ready to be measured. */
  static async start(bench: Bench, suite: string, of: Case, part: 'ours' | 'rival'): Promise<MeasuredProcess> {
    const started = new MeasuredProcess(spawn(bench, suite, of, part), `"${of.name}", ${part}`);
    await started.hear();
    return started;
  }

  /** Makes what a case needs, and waits until it is there. */
  static async prepare(bench: Bench, suite: string, of: Case): Promise<void> {
    const child = spawn(bench, suite, of, 'prepare');
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`the preparation of "${of.name}" ended with ${String(code)}`);
  }

  /** Ends every process that still runs, and whatever it started. */
  static killAll(): void {
    for (const child of MeasuredProcess.running) killGroup(child);
  }

  static register(child: ChildProcess): void {
    MeasuredProcess.running.add(child);
    child.once('exit', () => {
      MeasuredProcess.running.delete(child);
      killGroup(child);
    });
  }

  async run(): Promise<Measurement> {
    this.tell({ run: true });
    const said = await this.hear();
    if (!('measurement' in said)) throw new Error(`${this.what} answered without a measurement`);
    return said.measurement;
  }

  async close(): Promise<void> {
    const ended = once(this.child, 'exit');
    this.tell({ close: true });
    await ended;
  }

  private tell(told: Told): void {
    this.child.send(told);
  }

  private async hear(): Promise<Said> {
    const stop = new AbortController();
    try {
      const [said] = (await Promise.race([
        once(this.child, 'message', stop),
        once(this.child, 'exit', stop).then(([code]) => {
          throw new Error(`${this.what} ended with ${String(code)}; what it says stands above`);
        }),
      ])) as [Said];
      return said;
    } finally {
      stop.abort();
    }
  }
}

/** A side may have started a server; both are in a process group of their own, and end together. */
function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function spawn(bench: Bench, suite: string, of: Case, part: string): ChildProcess {
  const slow = of.onSlowDisk === true && part !== 'prepare' && bench.slowDisk !== null && bench.memoryFolder !== null;
  const child = fork(join(__dirname, 'processes/measure.ts'), [suite, of.name, part, JSON.stringify(bench)], {
    execArgv: ['--require', join(__dirname, 'product.cjs')],
    // What is said is for the one who waits: stdout belongs to the result.
    stdio: ['ignore', 2, 2, 'ipc'],
    detached: true,
    env: {
      ...process.env,
      ...(slow && { LD_PRELOAD: bench.slowDisk, OUTTURN_SYNC_COUNT: join(bench.memoryFolder, 'syncs') }),
    },
  });
  MeasuredProcess.register(child);
  return child;
}
