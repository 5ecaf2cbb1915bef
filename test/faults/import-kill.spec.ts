import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { BUILD_TIME, built } from '../programs/built';
import { outturnJson, startOutturn } from '../programs/terminal';
import { WriteLockWatch } from './being-written';
import { after, before, prepare, ROWS, storedReturns } from './returns-file';

let folder: string;
let data: string;
let file: string;
beforeAll(() => built('cli'), BUILD_TIME);
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-kill-'));
  data = join(folder, 'data');
  file = await prepare(folder, data);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ledgerFile = () => join(data, 'walsall.sqlite');
const logSize = (): number => (existsSync(`${ledgerFile()}-wal`) ? statSync(`${ledgerFile()}-wal`).size : 0);

interface Watch {
  hasCome(): boolean;
  end(): void;
}

const watching = (hasCome: () => boolean, over?: { close(): void }): Watch => ({ hasCome, end: () => over?.close() });

/** Moments of an import, each told by what can be seen from outside. */
const moments = {
  'has just been started': () => watching(() => true),
  'has opened the ledger': () => watching(() => existsSync(`${ledgerFile()}-shm`)),
  'is in the middle of its transaction': () => {
    const lock = new WriteLockWatch(ledgerFile());
    return watching(() => lock.isHeld(), lock);
  },
  'is writing its log': () => {
    const empty = logSize();
    return watching(() => logSize() > empty);
  },
  'has committed and has not answered yet': () => {
    const db = new Database(ledgerFile(), { readonly: true });
    const head = db.prepare('SELECT max(position) FROM event').pluck();
    return watching(() => (head.get() as number) > before.head, { close: () => void db.close() });
  },
} satisfies Record<string, () => Watch>;

/** Kills the import at a moment, as a power cut would: without a word of warning. Says whether it was still running. */
async function killAt(moment: keyof typeof moments): Promise<boolean> {
  const watch = moments[moment]();
  const running = startOutturn(data, 'import', 'walsall', file, '--json');
  while (!watch.hasCome() && running.process.exitCode === null) await turn();
  running.process.kill('SIGKILL');
  watch.end();
  return (await running.ended).exitCode === null;
}

describe('an import of 5,000 rows that is killed', () => {
  it.each([
    { moment: 'has just been started', leaves: [before] },
    { moment: 'has opened the ledger', leaves: [before] },
    { moment: 'is in the middle of its transaction', leaves: [before] },
    { moment: 'is writing its log', leaves: [before, after] },
    { moment: 'has committed and has not answered yet', leaves: [after] },
  ] as const)(
    'when it $moment leaves all of them or none, and the retry gives exactly 5,000',
    async ({ moment, leaves }) => {
      expect(await killAt(moment)).toBe(true);
      const left = storedReturns(data);
      expect(leaves).toContainEqual(left);

      const isThere = left.returns === ROWS;
      const retry = await outturnJson<object>(data, 'import', 'walsall', file);
      expect(retry).toMatchObject({
        accepted: isThere ? 0 : ROWS,
        unchanged: isThere ? ROWS : 0,
        rejected: [],
        position: after.head,
      });
      expect(storedReturns(data)).toEqual(after);
      expect(await outturnJson<object>(data, 'replay', 'walsall')).toMatchObject({
        position: after.head,
        differences: [],
      });
    },
  );
});
