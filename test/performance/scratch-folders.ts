import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bench, Scale } from './bench-run.js';
import { compileSlowDisk, memoryFolder } from './disk/slow-disk.js';

/** Makes the folders of a run. What they lie on is what is measured: TMPDIR says where. */
export function scratchFolders(scale: Scale): Bench {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-bench-'));
  return { scale, folder, memoryFolder: memoryFolder(), slowDisk: compileSlowDisk(folder) };
}

/** A process that was just killed may still hold a file: then it is tried again. */
export function removeFolders({ folder, memoryFolder: inMemory }: Bench): void {
  for (const each of [folder, inMemory])
    if (each !== null) rmSync(each, { recursive: true, force: true, maxRetries: 5 });
}
