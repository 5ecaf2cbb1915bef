import { LARGEST, type Bench } from './bench-run.js';
import type { Case, Measurement } from './case.js';
import { MeasuredProcess } from './measured-process.js';
import { measured, skipped, type Result } from './summary.js';

/** How often each side is measured, turn and turn about; one more run before them warms it up and isn't counted. */
export const RUNS = 5;

/** `--quick` is done within two minutes whatever the machine: what isn't measured by then is left out. Seconds. */
const QUICK = 115;
const TIME_IS_UP = 'the two minutes of --quick were up';

/** Measures cases of a suite one after the other. @param tell hears which one is being measured */
export async function* runCases(
  bench: Bench,
  name: string,
  cases: readonly Case[],
  tell: (line: string) => void,
): AsyncGenerator<Result, void> {
  for (const [index, each] of cases.entries()) {
    const reason = whySkipped(bench, each, process.uptime());
    if (reason === null) tell(`${name} ${index + 1}/${cases.length}: ${each.name} …`);
    yield reason === null ? await runOrSkip(bench, name, each, tell) : skipped(each, reason);
  }
}

/** A rival that crashes, or a case that can't go on, must not cost the figures of the others. */
async function runOrSkip(bench: Bench, suite: string, of: Case, tell: (line: string) => void): Promise<Result> {
  const left = bench.scale === 'quick' ? (QUICK - process.uptime()) * 1_000 : null;
  const end = left === null ? null : setTimeout(() => MeasuredProcess.killAll(), left);
  try {
    return await runCase(bench, suite, of);
  } catch (error) {
    MeasuredProcess.killAll();
    if (bench.scale === 'quick' && process.uptime() > QUICK) return skipped(of, TIME_IS_UP);
    const reason = `failed: ${error instanceof Error ? error.message : String(error)}`;
    tell(reason);
    return { ...skipped(of, reason), failed: true };
  } finally {
    if (end !== null) clearTimeout(end);
  }
}

/**
 * Why a case isn't measured in this run; null where it is.
 * @param elapsed how long the run has lasted, in seconds
 */
export function whySkipped(bench: Bench, of: Case, elapsed: number): string | null {
  if (of.events > LARGEST[bench.scale]) {
    return `needs a ledger of ${of.events.toLocaleString('en-GB')} events, which ${
      bench.scale === 'quick' ? '--quick leaves out' : 'only --full builds'
    }`;
  }
  if (bench.scale === 'quick' && of.takesLong === true) return 'takes long, and --quick leaves it out';
  if (bench.scale === 'quick' && elapsed > QUICK) return TIME_IS_UP;
  if (of.onSlowDisk === true) {
    if (bench.memoryFolder === null) return 'needs a tmpfs at /dev/shm for the simulated disk';
    if (bench.slowDisk === null) return 'needs a C compiler (cc) on Linux for the simulated disk';
  }
  return of.missing?.(bench) ?? null;
}

/** How often a case is run, and how many runs before those are not counted. */
export function runsOf(
  { scale }: Pick<Bench, 'scale'>,
  { runs }: Pick<Case, 'runs'>,
): Record<'runs' | 'warmUps', number> {
  if (runs === undefined) return { runs: RUNS, warmUps: 1 };
  return { runs: scale === 'quick' ? 1 : runs, warmUps: 0 };
}

async function runCase(bench: Bench, suite: string, of: Case): Promise<Result> {
  if (of.prepare !== undefined) await MeasuredProcess.prepare(bench, suite, of);
  const parts = of.rival === undefined ? (['ours'] as const) : (['ours', 'rival'] as const);
  const sides = await Promise.all(parts.map((part) => MeasuredProcess.start(bench, suite, of, part)));
  const measurements: Measurement[][] = sides.map(() => []);
  const { runs, warmUps } = runsOf(bench, of);
  for (let run = 0; run < warmUps + runs; run += 1) {
    for (const [index, side] of sides.entries()) {
      const measurement = await side.run();
      if (run >= warmUps) measurements[index]?.push(measurement);
    }
  }
  for (const side of sides) await side.close();
  return measured(of, measurements[0] ?? [], measurements[1] ?? []);
}
