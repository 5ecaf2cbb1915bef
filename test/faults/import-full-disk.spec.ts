import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BUILD_TIME, built } from '../programs/built';
import { outturn, outturnJson } from '../programs/terminal';
import { itWith } from './fault-tools';
import { SmallDisk, smallDisk } from './mounted-disk';
import { after, before, prepare, ROWS, storedReturns } from './returns-file';

const onSmallDisk = itWith(smallDisk());

let disk: SmallDisk;
let folder: string;
beforeAll(() => built('cli'), BUILD_TIME);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-files-'));
  disk = new SmallDisk('4m');
});
afterEach(() => {
  disk.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('an import that fills the disk', () => {
  onSmallDisk(`is refused with what happened, leaves nothing half written, and can be read around`, async () => {
    const file = await prepare(folder, disk.path);
    const refused = await outturn(disk.path, 'import', 'walsall', file);
    expect(refused.exitCode).toBe(7);
    expect(refused.stderr).toMatch(/the store of "walsall" reported a fault \(SQLITE_(FULL|IOERR\w*)\)/);
    expect(storedReturns(disk.path)).toEqual(before);
    expect(await outturnJson<object>(disk.path, 'scorecard', 'walsall')).toMatchObject({
      position: before.head,
      rows: [{ indicator: 'a' }],
    });
    expect(await outturnJson<object>(disk.path, 'replay', 'walsall')).toMatchObject({ differences: [] });
  });

  onSmallDisk(`is taken whole when there is space again`, async () => {
    const file = await prepare(folder, disk.path);
    expect((await outturn(disk.path, 'import', 'walsall', file)).exitCode).toBe(7);
    disk.enlarge('64m');
    expect(await outturnJson<object>(disk.path, 'import', 'walsall', file)).toMatchObject({
      accepted: ROWS,
      position: after.head,
    });
    expect(storedReturns(disk.path)).toEqual(after);
    expect(await outturnJson<object>(disk.path, 'replay', 'walsall')).toMatchObject({ differences: [] });
  });
});
