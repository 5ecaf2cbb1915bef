import Database from 'better-sqlite3';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '../../libs/ledger/src/sqlite/verification/tampered-ledger.fixture.js';
import { ledgersIn, send } from './returns-one-by-one';
import { faultsOfWhatIsLeft } from './what-is-left';

// What was written and not yet synced may reach the disk in any order and in parts, or not at all. A sector is the part
// that a disk writes whole.

const COMMANDS = 40;
const IMAGES = 100;
const SECTOR = 512;

/** The two files of a ledger at one moment. */
interface Files {
  readonly database: Buffer;
  readonly log: Buffer;
}

let folder: string;
/** The files when so many commands had been answered: each commit appends to the log alone. */
const after: Files[] = [];
/** The database when the log had been copied into it. */
let checkpointed: Buffer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-torn-'));
  const directory = ledgersIn(folder);
  const path = directory.fileOf('walsall');
  const files = (): Files => ({ database: readFileSync(path), log: readFileSync(`${path}-wal`) });
  await directory.create('walsall');
  const ledger = await directory.open('walsall');
  after.push(files());
  for (let number = 1; number <= COMMANDS; number += 1) {
    await send(ledger, number);
    after.push(files());
  }
  const another = new Database(path);
  another.pragma('wal_checkpoint(PASSIVE)');
  checkpointed = readFileSync(path);
  another.close();
  await ledger.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The newer bytes in some sectors and the older ones in the others; what was never written there is zero. */
function torn(older: Buffer, newer: Buffer, isWritten: () => boolean): Buffer {
  const mixed = Buffer.alloc(newer.length);
  older.copy(mixed);
  for (let at = 0; at < newer.length; at += SECTOR) if (isWritten()) newer.copy(mixed, at, at, at + SECTOR);
  return mixed;
}

/** Puts files in a folder of their own and looks at them as somebody who opens the ledger after the power cut. */
async function faultsOf(image: number, { database, log }: Files, answered: number): Promise<string[]> {
  const left = join(folder, `image ${image}`);
  mkdirSync(left);
  writeFileSync(join(left, 'walsall.sqlite'), database);
  writeFileSync(join(left, 'walsall.sqlite-wal'), log);
  const acknowledged = Array.from({ length: answered + 1 }, (_, number) => String(number));
  const faults = await faultsOfWhatIsLeft(left, acknowledged);
  rmSync(left, { recursive: true });
  return faults.map((fault) => `image ${image}, ${answered} answered: ${fault}`);
}

describe(`a power cut that tears writes apart, in ${IMAGES} ways each`, () => {
  it('in the middle of a commit leaves the one before it whole', async () => {
    const random = seeded(1);
    const faults: string[] = [];
    for (let image = 1; image <= IMAGES; image += 1) {
      const answered = Math.floor(random() * COMMANDS);
      const [before, next] = [after[answered], after[answered + 1]];
      if (before === undefined || next === undefined) throw new Error('there are files for every command');
      expect(next.log.length).toBeGreaterThan(before.log.length);
      const share = random();
      const log = torn(before.log, next.log, () => random() < share);
      faults.push(...(await faultsOf(image, { ...before, log }, answered)));
    }
    expect(faults).toEqual([]);
  });

  it('while the log is copied into the database loses nothing: the log is still there', async () => {
    const random = seeded(2);
    const last = after.at(-1);
    if (last === undefined) throw new Error('there are files for every command');
    expect(checkpointed.equals(last.database)).toBe(false);
    const faults: string[] = [];
    for (let image = 1; image <= IMAGES; image += 1) {
      const share = random();
      const database = torn(last.database, checkpointed, () => random() < share);
      faults.push(...(await faultsOf(image, { ...last, database }, COMMANDS)));
    }
    expect(faults).toEqual([]);
  });
});
