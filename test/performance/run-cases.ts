import { LARGEST, type Bench } from './bench-run.js';
import type { Case, Measurement } from './case.js';
import { MeasuredProcess } from './measured-process.js';
import { measured, skipped, type Result } from './summary.js';

/** How often each side is measured, turn and turn about; one more run before them warms it up and isn't counted. */
export const RUNS = 5;

/** `--quick` is done within two minutes whatever the machine: a case that would begin later than this is left out. Seconds. */
const LATEST_QUICK_START = 100;

/** Measures cases of a suite one after the other. @param tell hears which one is being measured */
export async function runCases(
  bench: Bench,
  name: string,
  cases: readonly Case[],
  tell: (line: string) => void,
): Promise<Result[]> {
  const results: Result[] = [];
  for (const [index, each] of cases.entries()) {
    const reason = whySkipped(bench, each);
    if (reason === null) tell(`${name} ${index + 1}/${cases.length}: ${each.name} …`);
    results.push(reason === null ? await runCase(bench, name, each) : skipped(each, reason));
  }
  return results;
}

/** Why a case isn't measured in this run; null where it is. */
export function whySkipped(bench: Bench, of: Case): string | null {
  if (of.events > LARGEST[bench.scale]) {
    return `needs a ledger of ${of.events.toLocaleString('en-GB')} events, which ${
      bench.scale === 'quick' ? '--quick leaves out' : 'only --full builds'
    }`;
  }
  if (bench.scale === 'quick' && of.takesLong === true) return 'takes long, and --quick leaves it out';
  if (bench.scale === 'quick' && process.uptime() > LATEST_QUICK_START) return 'the two minutes of --quick were up';
  if (of.onSlowDisk === true) {
    if (bench.memoryFolder === null) return 'needs a tmpfs at /dev/shm for the simulated disk';
    if (bench.slowDisk === null) return 'needs a C compiler (cc) on Linux for the simulated disk';
  }
  return of.missing?.(bench) ?? null;
}

async function runCase(bench: Bench, suite: string, of: Case): Promise<Result> {
  if (of.prepare !== undefined) await MeasuredProcess.prepare(bench, suite, of);
  const parts = of.rival === undefined ? (['ours'] as const) : (['ours', 'rival'] as const);
  const sides = await Promise.all(parts.map((part) => MeasuredProcess.start(bench, suite, of, part)));
  const measurements: Measurement[][] = sides.map(() => []);
  for (let run = 0; run <= RUNS; run += 1) {
    for (const [index, side] of sides.entries()) {
      const measurement = await side.run();
      if (run > 0) measurements[index]?.push(measurement);
    }
  }
  for (const side of sides) await side.close();
  return measured(of, measurements[0] ?? [], measurements[1] ?? []);
}
