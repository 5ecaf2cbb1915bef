import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { VerificationReport } from '@outturn/application';
import { LedgerDirectory, type SqliteLedger } from '@outturn/ledger';
import { systemClock } from '@outturn/kernel';
import { said, say, together } from '../../libs/ledger/src/contract/sayings.js';
import { TamperedLedger } from '../../libs/ledger/src/sqlite/verification/tampered-ledger.fixture.js';
import { built, BUILD_TIME } from '../programs/built.js';
import { outturn, startOutturn } from '../programs/terminal.js';

/** Just enough for verify to hash the events in a thread of its own. */
const HEAD = 20_500;

const kept = mkdtempSync(join(tmpdir(), 'outturn-large-'));
const folders: string[] = [kept];
let root: string;

const open = (folder: string): Promise<SqliteLedger> =>
  new LedgerDirectory(folder, { views: [], clock: systemClock, readEvent: (event) => event }).open('walsall');

beforeAll(async () => {
  built('cli');
  await new LedgerDirectory(kept, { views: [], clock: systemClock, readEvent: (event) => event }).create('walsall');
  const ledger = await open(kept);
  for (let told = 0; told < HEAD; told += 500) {
    const events = Array.from({ length: 500 }, (_, index) =>
      said(`a ${(told + index) % 9_000}`, { value: `${index}` }),
    );
    await say(ledger, together(...events));
  }
  root = ledger.read((reader) => reader.rootAt(HEAD));
  await ledger.close();
}, BUILD_TIME);

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function tampered(): { folder: string; ledger: TamperedLedger } {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-large-'));
  folders.push(folder);
  return { folder, ledger: TamperedLedger.copyOf(join(kept, 'walsall.sqlite'), join(folder, 'walsall.sqlite')) };
}

const reportOf = (stdout: string): VerificationReport => JSON.parse(stdout) as VerificationReport;

const verified = async (folder: string): Promise<VerificationReport> =>
  reportOf((await outturn(folder, 'verify', 'walsall', '--json')).stdout);

describe('a ledger of so many events that they are hashed in a thread of their own', () => {
  it('is verified whole', async () => {
    expect(await verified(kept)).toMatchObject({ ok: true, position: HEAD, root, faults: [] });
  });

  it('has its changed events named, and its changed tile', async () => {
    const { folder, ledger } = tampered();
    for (const position of [100, 20_400]) {
      const bytes = ledger.bytes(position);
      ledger.write(position, Buffer.concat([bytes.subarray(0, -1), Buffer.from(' }')]));
    }
    ledger.run("UPDATE merkle_tile SET hashes = CAST(x'ff' || substr(hashes, 2) AS BLOB) WHERE level = 0 AND tile = 3");
    ledger.close();
    const { ok, faults } = await verified(folder);
    expect(ok).toBe(false);
    expect(faults.map(({ position, kind, detail }) => [position, kind, kind === 'TileDiffers' ? detail : ''])).toEqual([
      [100, 'LeafDiffers', ''],
      [100, 'NotCanonical', ''],
      [20_400, 'LeafDiffers', ''],
      [20_400, 'NotCanonical', ''],
      ...[0, 3, 79].map((tile) => [null, 'TileDiffers', `tile 0/${tile} is not that of the stored events`]),
      [null, 'FrontierDiffers', ''],
      [null, 'TileDiffers', 'tile 1/0 is not that of the stored events'],
    ]);
  });

  it('is said to be damaged where a page of its file cannot be read', async () => {
    const { folder, ledger } = tampered();
    ledger.breakPageOf(ledger.bytes(15_000));
    ledger.close();
    const { exitCode, stderr } = await outturn(folder, 'verify', 'walsall');
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/can't be read to its end \(database disk image is malformed\): restore a backup/);
  });

  it('has no faults where it grows meanwhile: what is hashed goes no further than what is checked', async () => {
    const { folder, ledger } = tampered();
    ledger.close();
    const growing = await open(folder);
    const running = startOutturn(folder, 'verify', 'walsall', '--json');
    let ended = false;
    void running.ended.then(() => (ended = true));
    for (let told = 0; !ended; told += 1) {
      await say(growing, together(said(`more ${told}`), said(`a ${told}`)));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const { ok, position, faults } = reportOf((await running.ended).stdout);
    const known = growing.read((reader) => reader.rootAt(position));
    expect({ ok, faults }).toEqual({ ok: true, faults: [] });
    expect(position).toBeGreaterThanOrEqual(HEAD);
    expect(reportOf((await running.ended).stdout).root).toBe(known);
    await growing.close();
  });
});
