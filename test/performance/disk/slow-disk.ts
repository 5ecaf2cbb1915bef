import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TMPFS = '/dev/shm';

/** Compiles the library that makes every fsync take a millisecond; null where there is no compiler for it. */
export function compileSlowDisk(folder: string): string | null {
  if (process.platform !== 'linux') return null;
  const library = join(folder, 'slow-fsync.so');
  const { status } = spawnSync('cc', ['-shared', '-fPIC', '-O2', '-o', library, join(__dirname, 'slow-fsync.c')], {
    stdio: 'ignore',
  });
  return status === 0 ? library : null;
}

/** A folder whose files lie in memory; null where the machine has no tmpfs. */
export const memoryFolder = (): string | null =>
  existsSync(TMPFS) ? mkdtempSync(join(TMPFS, 'outturn-bench-')) : null;

/** How many fsyncs the processes on the simulated disk have asked for. */
export function syncsSoFar(): number {
  const path = process.env['OUTTURN_SYNC_COUNT'];
  if (path === undefined) throw new Error('this process is not on the simulated disk');
  return Number(readFileSync(path).readBigUInt64LE());
}
