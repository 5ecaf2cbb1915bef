import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultTool } from './fault-tools';

const run = (command: string, ...words: readonly string[]): void =>
  void execFileSync(command, words, { stdio: 'pipe' });

/** A disk of its own, mounted in a folder of its own. */
class MountedDisk {
  readonly path = mkdtempSync(join(tmpdir(), 'outturn-disk-'));

  protected constructor(...words: readonly string[]) {
    try {
      run('mount', ...words, this.path);
    } catch (error) {
      rmSync(this.path, { recursive: true });
      throw error;
    }
  }

  remove(): void {
    run('umount', this.path);
    rmSync(this.path, { recursive: true });
  }
}

/** A disk in memory that is soon full. */
export class SmallDisk extends MountedDisk {
  /** @param size as `mount` takes it: `1m` */
  constructor(size: string) {
    super('-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs');
  }

  enlarge(size: string): void {
    run('mount', '-o', `remount,size=${size}`, this.path);
  }
}

/**
 * An ext4 disk that lies in a file. The file holds what the kernel has handed to the device and nothing that only lies in
 * its cache: a copy of it is what a power cut leaves.
 */
export class LoopDisk extends MountedDisk {
  /** @param image a file with a file system, as `emptyImage` makes it or a power cut leaves it */
  constructor(readonly image: string) {
    // The journal is written when an fsync asks for it and not because five seconds have passed.
    super('-o', 'loop,commit=600', image);
  }

  /** The file of an empty disk of 48 MB. */
  static emptyImage(path: string): string {
    writeFileSync(path, '');
    truncateSync(path, 48 * 2 ** 20);
    run('mkfs.ext4', '-q', '-F', '-E', 'nodiscard,lazy_itable_init=1', path);
    return path;
  }

  /** What would be on the disk if the power went now. */
  cutPower(copy: string): void {
    copyFileSync(this.image, copy);
  }
}

/** Why a disk can't be made; null where it can. */
function obstacleTo(make: (folder: string) => MountedDisk): string | null {
  if (process.platform !== 'linux') return 'mounting a disk needs Linux';
  if (process.getuid?.() !== 0) return 'mounting a disk needs root';
  const folder = mkdtempSync(join(tmpdir(), 'outturn-probe-'));
  try {
    make(folder).remove();
    return null;
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return `${path ?? 'a tool'} is missing`;
    return `this machine lets nobody mount such a disk (${String(error).split('\n')[0]})`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const smallDisk = (): FaultTool => ({ obstacle: obstacleTo(() => new SmallDisk('64k')) });

export const loopDisk = (): FaultTool => ({
  obstacle: obstacleTo((folder) => new LoopDisk(LoopDisk.emptyImage(join(folder, 'image')))),
});
