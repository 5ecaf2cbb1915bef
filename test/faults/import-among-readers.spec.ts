import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { releases, releasesAreHere, type Release } from '../acceptance/published-releases';
import { BUILD_TIME, built } from '../programs/built';
import { ServiceProcess } from '../programs/service';
import { outturnJson, startOutturn } from '../programs/terminal';
import { WriteLockWatch } from './being-written';

const READERS = 50;
/** Each reader looks again a second after the last time, as a page that is open does. Milliseconds. */
const PACE = 1_000;
/** The opening of a ledger holds the write lock too, for a moment; only the import's one transaction writes this much. Bytes. */
const BEYOND_AN_OPENING = 4_000_000;

const lait = resolve(__dirname, '../../../shared/data/lait');
const questions = [
  '/ledgers/england',
  '/ledgers/england/figures?indicator=LAC_LongStable%25&area=England',
  '/ledgers/walsall/scorecard?knownAt=2012-05-31&indicator=training-members',
  '/ledgers/walsall/indicators/rha-annual',
  '/ledgers/walsall/actions',
];

interface Read {
  readonly path: string;
  /** It was asked and answered in the middle of the import: it waited for nobody. What it may cost is `npm run bench`'s to say. */
  readonly isAmid: boolean;
}

/** Reads at its pace until it is told to stop; the readers begin one after the other. */
async function read(
  service: ServiceProcess,
  reader: number,
  isImporting: () => boolean,
  until: AbortSignal,
): Promise<Read[]> {
  const reads: Read[] = [];
  for (let turn = 0; ; turn += 1) {
    const wait = turn === 0 ? (reader * PACE) / READERS : PACE;
    await pause(wait, undefined, { signal: until }).catch(() => undefined);
    if (until.aborted) return reads;
    const path = questions[(reader + turn) % questions.length] ?? '';
    const wasImporting = isImporting();
    await service.get(path);
    reads.push({ path, isAmid: wasImporting && isImporting() });
  }
}

/** Submits returns one after the other until it is told to stop. Returns how many were answered. */
async function write(service: ServiceProcess, until: AbortSignal): Promise<number> {
  let answered = 0;
  while (!until.aborted) {
    const answer = await post(service, 'walsall', 'returns', {
      indicator: 'rha-annual',
      period: '2012-13',
      value: String(answered % 100),
      reason: 'Late.',
    });
    if (!answer.ok) throw new Error(`a return was answered with ${answer.status}: ${await answer.text()}`);
    answered += 1;
  }
  return answered;
}

const post = (service: ServiceProcess, ledger: string, path: string, fields: object): Promise<Response> =>
  fetch(service.at(`/ledgers/${ledger}/${path}`), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(fields),
  });

const described = releasesAreHere ? describe : describe.skip;

described(
  `while the first release is imported${releasesAreHere ? '' : ' (skipped: ../shared/data/lait is not here)'}`,
  () => {
    let data: string;
    let service: ServiceProcess;
    beforeAll(async () => {
      built('cli');
      data = mkdtempSync(join(tmpdir(), 'outturn-readers-'));
      const samples = ['indicators', 'returns', 'targets', 'actions'].map((kind) =>
        resolve(__dirname, `../../samples/walsall/${kind}.csv`),
      );
      await outturnJson(data, 'ledger', 'create', 'walsall', '--name', 'Walsall Council', '--live');
      await outturnJson(data, 'import', 'walsall', ...samples);
      await outturnJson(data, 'ledger', 'create', 'england', '--name', 'Department for Education');
      service = await ServiceProcess.start(data);
    }, BUILD_TIME);
    afterAll(async () => {
      await service.stop();
      rmSync(data, { recursive: true, force: true });
    });

    it('fifty readers and a writer go on, and a command to the same ledger is answered once it has it to itself', async () => {
      const first = releases[0] as Release;
      // Nobody is measured by what the service does once.
      for (const question of questions) await service.get(question);
      const stop = new AbortController();
      const england = join(data, 'england.sqlite');
      const lock = new WriteLockWatch(england);
      const isTaken = () => lock.isHeld() && statSync(`${england}-wal`).size > BEYOND_AN_OPENING;
      const words = ['import', 'england', join(lait, first.file), '--occurred', first.date, '--json'];
      const running = startOutturn(data, ...words);
      const readers = Array.from({ length: READERS }, (_, reader) => read(service, reader, isTaken, stop.signal));
      const writer = write(service, stop.signal);
      while (!isTaken() && running.process.exitCode === null) await turn();
      const table = { label: 'Another table', fileDigest: '0'.repeat(64), cells: 0, occurred: first.date };
      const command = post(service, 'england', 'releases', table);
      const imported = await running.ended;
      const answer = await command;
      stop.abort();
      const reads = (await Promise.all(readers)).flat();
      lock.close();

      expect(imported).toMatchObject({ exitCode: 0 });
      const report = JSON.parse(imported.stdout) as { accepted: number; position: number };
      expect(report.accepted).toBe(74_290);
      expect(answer.status).toBe(201);
      expect(await answer.json()).toMatchObject({ position: report.position + 1 });
      expect(await writer).toBeGreaterThan(0);
      expect(reads.length).toBeGreaterThan(READERS);
      expect(new Set(reads.filter(({ isAmid }) => isAmid).map(({ path }) => path))).toEqual(new Set(questions));
    });
  },
);
