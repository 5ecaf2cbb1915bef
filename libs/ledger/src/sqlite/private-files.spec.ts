import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../../test/ledger/temporary-folder.js';
import { contractViews } from '../contract/contract-views.js';
import { StandingClock } from '../contract/ledger-adapter.js';
import { said, say, together } from '../contract/sayings.js';
import { LedgerUnreadable } from '../errors.js';
import { LedgerDirectory } from './ledger-directory.js';

const folder = temporaryFolder();
const modeOf = (path: string): number => statSync(path).mode & 0o777;

(process.platform === 'win32' ? describe.skip : describe)('what a ledger is kept in is for its owner alone', () => {
  let widened: string[];
  let data: string;
  let directory: LedgerDirectory;
  beforeEach(() => {
    widened = [];
    data = join(folder.path, 'data');
    directory = new LedgerDirectory(data, {
      views: contractViews,
      clock: new StandingClock(),
      readEvent: (event) => event,
      onTightened: (path) => widened.push(path),
    });
  });

  it('from the first: its folder, its file, and the log and the index beside it', async () => {
    await directory.create('walsall');
    const ledger = await directory.open('walsall');
    await say(ledger, together(said('a')));
    const modes = readdirSync(data).map((name) => [name, modeOf(join(data, name))]);
    expect(modes).toEqual([
      ['walsall.sqlite', 0o600],
      ['walsall.sqlite-shm', 0o600],
      ['walsall.sqlite-wal', 0o600],
    ]);
    expect([modeOf(data), widened]).toEqual([0o700, []]);
    await ledger.close();
  });

  it('and so is a backup of it, wherever it lies', async () => {
    await directory.create('walsall');
    const out = join(folder.path, 'backup.sqlite');
    await directory.backup('walsall', out, (path) => {
      expect(modeOf(path)).toBe(0o600);
      return Promise.resolve();
    });
    expect(modeOf(out)).toBe(0o600);
  });

  it('also where others could read it before: it is tightened when it is opened, and that is told once', async () => {
    await directory.create('walsall');
    chmodSync(data, 0o755);
    chmodSync(directory.fileOf('walsall'), 0o644);
    for (const _ of [1, 2]) await (await directory.open('walsall')).close();
    expect([modeOf(data), modeOf(directory.fileOf('walsall'))]).toEqual([0o700, 0o600]);
    const file = directory.fileOf('walsall');
    expect(widened).toEqual([file, `${file}-wal`, `${file}-shm`, data]);
  });

  it('but what is no ledger is not ours to change', async () => {
    mkdirSync(data, { mode: 0o755 });
    writeFileSync(directory.fileOf('walsall'), 'no database', { mode: 0o644 });
    await expect(directory.open('walsall')).rejects.toBeInstanceOf(LedgerUnreadable);
    expect([modeOf(data), modeOf(directory.fileOf('walsall')), widened]).toEqual([0o755, 0o644, []]);
  });

  it('but a folder that is everybody’s by design stays everybody’s', async () => {
    mkdirSync(data);
    chmodSync(data, 0o1777);
    await directory.create('walsall');
    await (await directory.open('walsall')).close();
    expect([statSync(data).mode & 0o7777, modeOf(directory.fileOf('walsall'))]).toEqual([0o1777, 0o600]);
  });
});
