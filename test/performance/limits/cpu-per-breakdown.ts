import { cpSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from '../bench-run.js';
import { BuiltServer } from '../built-server.js';
import type { Case, Measurement } from '../case.js';
import { BROAD, broadLedgers } from './broad-ledger.js';

/** So many questions of the narrow ledger cost about as much as one of the broad one. */
const NARROW_TIMES = BROAD.broad / BROAD.narrow;

/** Another day each time: nothing that was answered before is answered from memory. */
const dayOf = (turn: number): string =>
  `2018-${String((turn % 12) + 1).padStart(2, '0')}-${String((turn % 28) + 1).padStart(2, '0')}`;

async function ask(server: BuiltServer, ledger: string, turn: number): Promise<void> {
  const answer = await fetch(`${server.url}/api/v1/ledgers/${ledger}/scorecard?asAt=${dayOf(turn)}`);
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`the scorecard of ${ledger} is answered with ${answer.status}`);
}

/** CPU time of the whole process while a question is asked some times, in microseconds. */
async function cpuOf(server: BuiltServer, ledger: string, times: number, from: number): Promise<number> {
  const before = server.cpu;
  for (let turn = 0; turn < times; turn += 1) await ask(server, ledger, from + turn);
  return (server.cpu ?? NaN) - (before ?? NaN);
}

async function compare(bench: Bench): Promise<Measurement> {
  const folder = mkdtempSync(join(bench.folder, 'breakdowns-'));
  cpSync(await broadLedgers(bench), join(folder, 'data'), { recursive: true });
  const server = await BuiltServer.service(join(folder, 'data'), folder);
  try {
    // What is compiled and read for the first time is nobody's cost a breakdown.
    await cpuOf(server, 'narrow', NARROW_TIMES, 0);
    await cpuOf(server, 'broad', 1, 100);
    const narrow = await cpuOf(server, 'narrow', NARROW_TIMES, 200);
    const broad = await cpuOf(server, 'broad', 1, 301);
    const each = { narrow: narrow / NARROW_TIMES / BROAD.narrow, broad: broad / BROAD.broad };
    return {
      value: each.broad / each.narrow,
      facts: {
        'µs a breakdown of 1,750': each.narrow.toFixed(1),
        'µs a breakdown of 21,000': each.broad.toFixed(1),
        'CPU of the whole answer, s': (broad / 1e6).toFixed(2),
      },
    };
  } finally {
    await server.stop();
  }
}

export const cpuPerBreakdown: Case = {
  name: 'limits: CPU a breakdown of a scorecard of 21,000 breakdowns, to that of one of 1,750',
  unit: 'times',
  goal: { atMost: 1.2 },
  rivalName: null,
  events: 2 * BROAD.broad,
  takesLong: true,
  runs: 3,
  missing: () => (process.platform === 'linux' ? null : 'only Linux tells what CPU another process used'),
  prepare: async (bench) => void (await broadLedgers(bench)),
  ours: (bench) => ({ run: () => compare(bench) }),
};
