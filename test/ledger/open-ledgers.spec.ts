import Database from 'better-sqlite3';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readlinkSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { execute, exportLines, validateCommand, type CommandRequest } from '@outturn/application';
import { OpenLedger } from '@outturn/domain';
import { LedgerNotFound, StorageFailed } from '@outturn/ledger';
import { OpenLedgers } from '../../libs/wiring/src/open-ledgers.js';

let data: string;
let ledgers: OpenLedgers;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'outturn-open-'));
});
afterEach(async () => {
  await ledgers.close();
  rmSync(data, { recursive: true });
});

function opening(name: string): CommandRequest {
  const validated = validateCommand(OpenLedger, { name });
  if ('errors' in validated) throw new TypeError('a name is all that it takes');
  return {
    name: 'OpenLedger',
    command: validated.command,
    actor: 'o',
    assurance: 'asserted',
    today: '2026-05-01',
    via: 'terminal',
    key: name,
  };
}

async function make(name: string): Promise<void> {
  await ledgers.store.create(name);
  await execute(await ledgers.get(name), opening(name));
}

/** An empty ledger of another name; making one takes a dozen syncs of the disk. */
function copyOfEmpty(name: string): void {
  copyFileSync(join(data, 'empty.sqlite'), join(data, `${name}.sqlite`));
  const db = new Database(join(data, `${name}.sqlite`));
  db.pragma('synchronous = OFF');
  db.prepare('UPDATE ledger SET id = ?').run(name);
  db.close();
}

const positionOf = async (name: string): Promise<number> => (await ledgers.get(name)).read(({ position }) => position);

/** The files of this process that lie in the data directory. */
function filesOpen(): number {
  const targets = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return targets.filter((target) => target.startsWith(data)).length;
}

const names = (count: number): string[] => Array.from({ length: count }, (_, index) => `council-${index}`);

it('152 ledgers are written and read while no more than a few have their files open', async () => {
  ledgers = new OpenLedgers({ data, most: 4 });
  const councils = names(152);
  await ledgers.store.create('empty');
  for (const council of councils) copyOfEmpty(council);
  let most = 0;
  for (const council of councils) {
    await execute(await ledgers.get(council), opening(council));
    expect(await positionOf(council)).toBe(1);
    most = Math.max(most, ledgers.files.size);
  }
  for (const council of councils) expect(await positionOf(council)).toBe(1);
  expect([most, ledgers.files.size]).toEqual([4, 4]);
  // Itself and its log for what asks and for what writes, and the index of the log.
  if (process.platform === 'linux') expect(filesOpen()).toBeLessThanOrEqual(4 * 5);
});

it('one that has rested answers with its head again, also for who has held it since, and goes on being written', async () => {
  ledgers = new OpenLedgers({ data, most: 2 });
  for (const name of names(3)) await make(name);
  const held = await ledgers.get('council-0');
  for (const name of ['council-1', 'council-2']) await positionOf(name);
  expect(held.read(({ position }) => position)).toBe(1);
  for (const name of ['council-1', 'council-2']) await positionOf(name);
  expect(await execute(held, opening('council-0'))).toMatchObject({ status: 'accepted', repeated: true });
  expect(await execute(held, { ...opening('again'), key: 'k' })).toMatchObject({ status: 'rejected' });
});

it('an export that is read slowly goes on when its ledger has rested meanwhile', async () => {
  ledgers = new OpenLedgers({ data, most: 1 });
  for (const name of names(2)) await make(name);
  const lines = [...exportLines(await ledgers.get('council-0'))];
  const slowly: string[] = [];
  for (const line of exportLines(await ledgers.get('council-0'))) {
    slowly.push(line);
    await positionOf('council-1');
  }
  expect(slowly).toEqual(lines);
});

it('many that are written at once are all written, however few may be open', async () => {
  ledgers = new OpenLedgers({ data, most: 2 });
  await Promise.all(names(12).map((name) => make(name)));
  for (const name of names(12)) expect(await positionOf(name)).toBe(1);
  // A writer has ended when whatever queued up behind its last commit would have been taken.
  while (ledgers.files.size > 2) await turn();
});

// Windows lets nobody take away a file that is open.
(process.platform === 'win32' ? describe.skip : describe)('a file that loses its name while it is open', () => {
  beforeEach(async () => {
    ledgers = new OpenLedgers({ data });
    await make('walsall');
  });

  it('is no ledger any more', async () => {
    rmSync(join(data, 'walsall.sqlite'));
    await expect(ledgers.get('walsall')).rejects.toBeInstanceOf(LedgerNotFound);
  });

  it('takes no more events: they would be lost with it', async () => {
    const held = await ledgers.get('walsall');
    rmSync(join(data, 'walsall.sqlite'));
    const writing = execute(held, { ...opening('another'), key: 'k' });
    await expect(writing).rejects.toBeInstanceOf(StorageFailed);
    await expect(writing).rejects.toThrow('the file of "walsall" was taken away or replaced while it was in use');
  });

  it('and whose place another takes, is that other ledger from then on', async () => {
    const other = new OpenLedgers({ data: join(data, 'other') });
    mkdirSync(join(data, 'other'));
    await other.store.create('walsall');
    await other.close();
    renameSync(join(data, 'other', 'walsall.sqlite'), join(data, 'walsall.sqlite'));
    for (const suffix of ['-wal', '-shm']) rmSync(join(data, `walsall.sqlite${suffix}`), { force: true });
    expect(await positionOf('walsall')).toBe(0);
    await execute(await ledgers.get('walsall'), opening('Walsall'));
    expect(await positionOf('walsall')).toBe(1);
  });
});
