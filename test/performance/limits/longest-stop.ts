import { cpSync, mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../bench-run.js';
import { BuiltServer } from '../built-server.js';
import type { Case, Measurement } from '../case.js';
import { BROAD, broadLedgers, returnsFile } from './broad-ledger.js';
import { FormSender } from './form-sender.js';

const READERS = 20;
/** Milliseconds. */
const PACE = 200;
/** How long the service is looked at while nothing but its readers is going on, in milliseconds. */
const IDLE = 3_000;

/** What is done while readers ask, by its name. Each is of a ledger, or of a moment, that was not asked about before. */
const deeds: Readonly<Record<string, (url: string) => Promise<void>>> = {
  scorecard: (url) => answered(`${url}/api/v1/ledgers/broad/scorecard?asAt=2018-05-05`),
  home: (url) => answered(`${url}/ledgers/broad`, { headers: { accept: 'text/html' } }),
  'scorecard page': (url) => answered(`${url}/ledgers/broad/scorecard`, { headers: { accept: 'text/html' } }),
  'snapshot page': (url) => answered(`${url}/ledgers/broad/audit/snapshot`, { headers: { accept: 'text/html' } }),
  'snapshot file': (url) => answered(`${url}/ledgers/broad/audit/snapshot/file`, { headers: { accept: 'text/html' } }),
  'what changed': (url) => answered(`${url}/api/v1/ledgers/broad/diff?from=1&to=40000&limit=1000`),
  'changes page': (url) =>
    answered(`${url}/ledgers/broad/changes?from=1&to=40000`, { headers: { accept: 'text/html' } }),
  import: (url) =>
    answered(`${url}/api/v1/ledgers/other/imports?kind=returns`, {
      method: 'POST',
      headers: { 'content-type': 'text/csv', 'idempotency-key': 'import' },
      body: returnsFile(BROAD.broad, '2016-17', '2017-06-30'),
    }),
  upload: async (url) => {
    const sender = new FormSender(url);
    const text = returnsFile(BROAD.broad, '2015-16', '2016-06-30');
    const preview = await sender.send('/ledgers/other/upload', { field: 'file', text });
    if ((await sender.ask(preview, {})).status !== 200) throw new Error('the upload has no preview');
  },
  export: (url) => answered(`${url}/api/v1/ledgers/broad/export`),
  verify: async (url) => {
    const sender = new FormSender(url);
    const run = await sender.send('/ledgers/broad/audit/runs/verification');
    for (;;) {
      const page = await (await sender.ask(run, {})).text();
      if (!/running/i.test(page)) return;
      await pause(PACE);
    }
  },
};

async function answered(url: string, request: RequestInit = {}): Promise<void> {
  const answer = await fetch(url, request);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${url} is answered with ${answer.status}`);
}

/** The longest stop of the server's thread since it was asked before, and the most CPU of one turn. Milliseconds. */
interface Stop {
  readonly ms: number;
  readonly cpu: number;
}

const tellStops = resolve(__dirname, '../processes/tell-stops.cjs');

async function read(url: string, until: AbortSignal): Promise<void> {
  for (let turn = 0; !until.aborted; turn += 1) {
    await answered(`${url}/api/v1/ledgers/narrow${turn % 2 === 0 ? '' : '/actions'}`);
    await pause(PACE, undefined, { signal: until }).catch(() => undefined);
  }
}

async function measure(bench: Bench): Promise<Measurement> {
  const folder = mkdtempSync(join(bench.folder, 'stops-'));
  cpSync(await broadLedgers(bench), join(folder, 'data'), { recursive: true });
  const server = await BuiltServer.service(join(folder, 'data'), folder, [tellStops]);
  const stopOf = (): Promise<Stop> => server.tell();
  const stop = new AbortController();
  try {
    await answered(`${server.url}/api/v1/ledgers/broad`);
    const readers = Array.from({ length: READERS }, () => read(server.url, stop.signal));
    await pause(IDLE);
    // The first look is at what the readers' own first questions cost.
    await stopOf();
    await pause(IDLE);
    const idle = await stopOf();
    const stops: Record<string, Stop> = {};
    for (const [name, deed] of Object.entries(deeds)) {
      await stopOf();
      await deed(server.url);
      stops[name] = await stopOf();
    }
    stop.abort();
    await Promise.all(readers);
    const told = Object.entries({ idle, ...stops }).flatMap(([name, { ms, cpu }]) => [
      [`${name} ms`, ms],
      [`${name} CPU ms`, cpu],
    ]);
    return {
      value: Object.values(stops).reduce((most, { ms }) => Math.max(most, ms), 0) - idle.ms,
      facts: Object.fromEntries(told) as Record<string, number>,
    };
  } finally {
    stop.abort();
    await server.stop();
  }
}

export const longestStop: Case = {
  name: `limits: longest stop of the server's thread above the idle one, while ${READERS} readers ask`,
  unit: 'ms',
  goal: { atMost: 100 },
  rivalName: null,
  events: 2 * BROAD.broad,
  takesLong: true,
  runs: 2,
  missing: () =>
    typeof process.threadCpuUsage === 'function' ? null : 'needs Node 23.9, which tells the CPU of a thread',
  prepare: async (bench) => void (await broadLedgers(bench)),
  ours: (bench) => ({ run: () => measure(bench) }),
};
