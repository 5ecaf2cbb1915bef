import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_TIME, built } from '../programs/built';
import { outturn, outturnJson } from '../programs/terminal';
import { after, before, prepare, ROWS, storedReturns } from './returns-file';

jest.setTimeout(120_000);

const mount = (...words: readonly string[]): void => void execFileSync('mount', words, { stdio: 'pipe' });

/** Why no small disk can be made here; null where one can. */
function obstacle(): string | null {
  if (process.platform !== 'linux') return 'mounting a small tmpfs needs Linux';
  if (process.getuid?.() !== 0) return 'mounting a small tmpfs needs root';
  const probe = mkdtempSync(join(tmpdir(), 'outturn-mount-'));
  try {
    mount('-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe);
    execFileSync('umount', [probe]);
    return null;
  } catch {
    return 'this machine lets nobody mount a tmpfs';
  } finally {
    rmSync(probe, { recursive: true, force: true });
  }
}

const reason = obstacle();
const onSmallDisk = reason === null ? it : it.skip;
const because = reason === null ? '' : ` (skipped: ${reason})`;

let disk: string;
let folder: string;
beforeAll(() => built('cli'), BUILD_TIME);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-files-'));
  disk = mkdtempSync(join(tmpdir(), 'outturn-disk-'));
  if (reason === null) mount('-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk);
});
afterEach(() => {
  if (reason === null) execFileSync('umount', [disk]);
  for (const path of [disk, folder]) rmSync(path, { recursive: true, force: true });
});

describe('an import that fills the disk', () => {
  onSmallDisk(
    `is refused with what happened, leaves nothing half written, and can be read around${because}`,
    async () => {
      const file = await prepare(folder, disk);
      const refused = await outturn(disk, 'import', 'walsall', file);
      expect(refused.exitCode).toBe(7);
      expect(refused.stderr).toMatch(/the store of "walsall" reported a fault \(SQLITE_(FULL|IOERR\w*)\)/);
      expect(storedReturns(disk)).toEqual(before);
      expect(await outturnJson<object>(disk, 'scorecard', 'walsall')).toMatchObject({
        position: before.head,
        rows: [{ indicator: 'a' }],
      });
      expect(await outturnJson<object>(disk, 'replay', 'walsall')).toMatchObject({ differences: [] });
    },
  );

  onSmallDisk(`is taken whole when there is space again${because}`, async () => {
    const file = await prepare(folder, disk);
    expect((await outturn(disk, 'import', 'walsall', file)).exitCode).toBe(7);
    mount('-o', 'remount,size=64m', disk);
    expect(await outturnJson<object>(disk, 'import', 'walsall', file)).toMatchObject({
      accepted: ROWS,
      position: after.head,
    });
    expect(storedReturns(disk)).toEqual(after);
    expect(await outturnJson<object>(disk, 'replay', 'walsall')).toMatchObject({ differences: [] });
  });
});
