import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../bench-run.js';
import { BuiltServer } from '../built-server.js';
import type { Case, Side } from '../case.js';
import { boardIndicators, LEDGER } from '../council/council.js';
import { copyLedger, ledgerOf } from '../council/stored-ledger.js';
import { firstReleaseFile, laitIsMissing } from '../published/lait.js';
import type { Suite } from '../suites.js';
import { spreadOf } from '../summary.js';

const READERS = 50;
/** Each reader looks again a second after the last answer, as a page that is open does. Milliseconds. */
const PACE = 1_000;
const PUBLISHER = 'england';
const root = resolve(__dirname, '../../..');

const questions = [
  `/api/v1/ledgers/${PUBLISHER}`,
  `/api/v1/ledgers/${PUBLISHER}/figures?indicator=LAC_LongStable%25&area=England`,
  ...boardIndicators.slice(0, 3).map((id) => `/api/v1/ledgers/${LEDGER}/scorecard?indicator=${id}`),
];

/** Reads at its pace until the import is over; the readers begin one after the other. Returns what each read took. */
async function read(url: string, reader: number, until: AbortSignal): Promise<number[]> {
  const reads: number[] = [];
  for (let turn = 0; ; turn += 1) {
    const wait = turn === 0 ? (reader * PACE) / READERS : PACE;
    await pause(wait, undefined, { signal: until }).catch(() => undefined);
    if (until.aborted) return reads;
    const begun = performance.now();
    const answer = await fetch(url + (questions[(reader + turn) % questions.length] ?? ''));
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`a read was answered with ${answer.status}`);
    reads.push(performance.now() - begun);
  }
}

/** The terminal, in a process of its own, as on an ordinary day beside the service. */
async function outturn(data: string, ...words: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'dist/apps/cli/src/main.js'), ...words, '--data', data], {
    cwd: root,
    stdio: ['ignore', 'ignore', 2],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`outturn ${words.join(' ')} ended with ${String(code)}`);
}

async function beside(bench: Bench): Promise<Side> {
  const from = await ledgerOf(bench, 100_000);
  return {
    run: async () => {
      const folder = mkdtempSync(join(bench.folder, 'readers-'));
      const data = join(folder, 'data');
      copyLedger(from, data);
      await outturn(data, 'ledger', 'create', PUBLISHER, '--name', 'Department for Education', '--json');
      const server = await BuiltServer.service(data, folder);
      // Nobody is measured by what the service does once.
      for (const question of questions) await (await fetch(server.url + question)).arrayBuffer();
      const stop = new AbortController();
      const readers = Array.from({ length: READERS }, (_, reader) => read(server.url, reader, stop.signal));
      const begun = performance.now();
      await outturn(data, 'import', PUBLISHER, firstReleaseFile, '--occurred', '2024-11-19', '--json');
      const seconds = (performance.now() - begun) / 1_000;
      stop.abort();
      const reads = (await Promise.all(readers)).flat();
      await server.stop();
      const { median, most } = spreadOf(reads);
      return { value: most, facts: { reads: reads.length, 'median ms': median, 'import, s': seconds } };
    },
  };
}

const slowestRead: Case = {
  name: 'readers: slowest read of 50 readers beside the import of the first lait release',
  unit: 'ms',
  goal: { atMost: 250 },
  rivalName: null,
  events: 100_000,
  takesLong: true,
  missing: laitIsMissing,
  prepare: async (bench) => void (await ledgerOf(bench, 100_000)),
  ours: beside,
};

export const suite: Suite = {
  about: 'what those who read the service notice of a long import into one of its ledgers',
  cases: [slowestRead],
};
