import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { BUILD_TIME, built } from '../programs/built';
import { ServiceProcess } from '../programs/service';
import { outturn, outturnJson } from '../programs/terminal';
import { quarterNumber } from './returns-one-by-one';

const WRITERS = 8;
const BACKUPS = 3;

let folder: string;
let service: ServiceProcess;
let data: string;
beforeAll(async () => {
  built('cli');
  folder = mkdtempSync(join(tmpdir(), 'outturn-backup-'));
  data = join(folder, 'data');
  await outturnJson(data, 'ledger', 'create', 'walsall', '--name', 'Walsall Council', '--live');
  const indicator = ['id=a', 'title=A', 'unit=percent', 'polarity=higher', 'frequencies=quarter'];
  await outturnJson(data, 'record', 'walsall', 'indicators', ...indicator);
  service = await ServiceProcess.start(data);
}, BUILD_TIME);
afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Submits returns with a commentary until it is told to stop. `acknowledged` is told the position of each. */
async function write(writer: number, acknowledged: (position: number) => void, until: AbortSignal): Promise<void> {
  for (let turn = 0; !until.aborted; turn += 1) {
    const fields = { indicator: 'a', breakdown: `writer=${writer}`, period: quarterNumber(turn) };
    const answer = await fetch(service.at('/ledgers/walsall/returns'), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ ...fields, value: String(turn % 100), commentary: `Turn ${turn}.` }),
    });
    if (!answer.ok) throw new Error(`a return was answered with ${answer.status}: ${await answer.text()}`);
    acknowledged(((await answer.json()) as { position: number }).position);
  }
}

interface BackedUp {
  readonly position: number;
  readonly root: string;
}

const storedEvents = (file: string, to: number): unknown[] => {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare('SELECT position, bytes, leaf FROM event WHERE position <= ? ORDER BY position').raw().all(to);
  } finally {
    db.close();
  }
};

describe(`a backup that is taken while ${WRITERS} clients write`, () => {
  const taken: { file: string; report: BackedUp; acknowledgedBefore: number; acknowledgedAfter: number }[] = [];

  beforeAll(async () => {
    const stop = new AbortController();
    let latest = 0;
    const acknowledged = (position: number): void => void (latest = Math.max(latest, position));
    const writers = Array.from({ length: WRITERS }, (_, writer) => write(writer, acknowledged, stop.signal));
    while (latest < 50) await service.get('/ledgers/walsall');
    for (let number = 1; number <= BACKUPS; number += 1) {
      const file = join(folder, `backup ${number}.sqlite`);
      const acknowledgedBefore = latest;
      const report = await outturnJson<BackedUp>(data, 'backup', 'walsall', '--out', file);
      taken.push({ file, report, acknowledgedBefore, acknowledgedAfter: latest });
    }
    stop.abort();
    await Promise.all(writers);
  });

  it('holds all that was acknowledged before it began, and is one file', () => {
    for (const { report, acknowledgedBefore, acknowledgedAfter } of taken) {
      expect(report.position).toBeGreaterThanOrEqual(acknowledgedBefore);
      // Else nobody wrote meanwhile, and this shows nothing.
      expect(acknowledgedAfter).toBeGreaterThan(acknowledgedBefore);
    }
    const files = readdirSync(folder).filter((name) => name.startsWith('backup'));
    expect(files.sort()).toEqual(taken.map((_, index) => `backup ${index + 1}.sqlite`));
  });

  it('is a prefix of the ledger: the same positions, bytes, leaves and root', async () => {
    for (const { file, report } of taken) {
      const { position, root } = report;
      expect(storedEvents(file, Infinity)).toEqual(storedEvents(join(data, 'walsall.sqlite'), position));
      expect(await service.get(`/ledgers/walsall/scorecard?knownAt=${position}`)).toMatchObject({ position, root });
    }
  });

  it('on an empty host is a ledger: verified, with the views that its events make, and it goes on', async () => {
    const host = join(folder, 'another host');
    mkdirSync(host);
    const { file, report } = taken.at(-1) as (typeof taken)[number];
    renameSync(file, join(host, 'walsall.sqlite'));
    const { position, root } = report;
    expect(await outturnJson<object>(host, 'ledger', 'list')).toMatchObject({ rows: [{ position, root }] });
    expect(await outturnJson<object>(host, 'verify', 'walsall')).toMatchObject({
      ok: true,
      faults: [],
      position,
      root,
    });
    expect(await outturnJson<object>(host, 'replay', 'walsall')).toMatchObject({ differences: [], position, root });
    const fields = ['indicator=a', 'period=2001-02Q1', 'value=70'];
    expect(await outturnJson<object>(host, 'record', 'walsall', 'returns', ...fields)).toMatchObject({
      position: position + 1,
    });
  });

  it('holds no signing key: the empty host signs with one of its own, which nobody has pinned', async () => {
    const host = join(folder, 'a third host');
    mkdirSync(host);
    renameSync(taken[0]?.file ?? '', join(host, 'walsall.sqlite'));
    const keyOf = async (place: string): Promise<string> => (await outturn(place, 'key', 'show', 'walsall')).stdout;
    const [here, there] = [await keyOf(data), await keyOf(host)];
    expect(there).toMatch(/outturn\/walsall\+/);
    expect(there).not.toBe(here);
  });
});
