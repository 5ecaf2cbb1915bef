import { existsSync, mkdirSync, mkdtempSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SubmitReturn } from '@outturn/domain';
import type { Bench } from '../bench-run.js';
import { BuiltServer } from '../built-server.js';
import type { Case, Measurement } from '../case.js';
import { definitions } from '../council/council.js';
import { newLedger, request, submitAll } from '../council/stored-ledger.js';
import { spreadOf } from '../summary.js';

/** As many as there are councils in England with children's services. */
const COUNCILS = Array.from({ length: 152 }, (_, index) => `council-${String(index + 1).padStart(3, '0')}`);

const defined = definitions.slice(0, 10);

/** How long the service is left alone before its memory is read, in milliseconds. */
const IDLE = 500;

/** Makes a small ledger for each council, once for the whole run. Nobody may write to them. @returns their folder */
async function councils(bench: Bench): Promise<string> {
  const data = join(bench.folder, 'many-councils');
  if (existsSync(data)) return data;
  const unfinished = `${data}-unfinished`;
  mkdirSync(unfinished);
  for (const council of COUNCILS) {
    const ledger = await newLedger(unfinished, council, defined);
    await submitAll(
      ledger,
      defined.map(({ id = '' }, index) =>
        request(SubmitReturn, { indicator: id, period: '2024-25', value: String(40 + index) }, `return ${index}`),
      ),
    );
    await ledger.close();
  }
  renameSync(unfinished, data);
  return data;
}

/** @returns how long the answer took, in milliseconds @throws Error for an answer without the council's figures */
async function scorecardOf(server: BuiltServer, council: string): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(`${server.url}/api/v1/ledgers/${council}/scorecard`);
  const { rows } = (await answer.json()) as { rows?: readonly unknown[] };
  if (rows?.length !== defined.length) throw new Error(`the scorecard of ${council} answers ${answer.status}`);
  return performance.now() - begun;
}

const idle = async (server: BuiltServer): Promise<Record<string, number>> => {
  await pause(IDLE);
  const [memory, handles] = [server.memory, server.handles];
  return memory === null || handles === null ? {} : { memory, handles };
};

/** Starts the service over all councils, asks each for its scorecard once, then lists them. */
async function startAndAskAll(folder: string, data: string): Promise<Measurement> {
  const begun = performance.now();
  const server = await BuiltServer.service(data, folder);
  try {
    const [first = '', ...others] = COUNCILS;
    const firstOf: number[] = [await scorecardOf(server, first)];
    const value = performance.now() - begun;
    const started = await idle(server);
    for (const council of others) firstOf.push(await scorecardOf(server, council));
    const asked = await idle(server);
    const listed = performance.now();
    const { rows } = (await (await fetch(`${server.url}/api/v1/ledgers`)).json()) as { rows: readonly unknown[] };
    if (rows.length !== COUNCILS.length) throw new Error(`${rows.length} of ${COUNCILS.length} ledgers are listed`);
    const list = performance.now() - listed;
    const { median, most } = spreadOf(firstOf);
    return {
      value,
      facts: {
        'first answer of each, median ms': median.toFixed(1),
        'slowest ms': most.toFixed(1),
        'list ms': list.toFixed(1),
        'MB behind the start': Math.round(started['memory'] ?? NaN),
        'MB behind all answers': Math.round(asked['memory'] ?? NaN),
        'handles behind the start': started['handles'] ?? NaN,
        'handles behind all answers': asked['handles'] ?? NaN,
      },
    };
  } finally {
    await server.stop();
  }
}

export const manyLedgers: Case = {
  name: `limits: ${COUNCILS.length} ledgers in one folder, from the start of the process to the first answer`,
  unit: 'ms',
  goal: null,
  rivalName: null,
  events: COUNCILS.length * (2 + 2 * defined.length),
  runs: 3,
  prepare: async (bench) => void (await councils(bench)),
  ours: async (bench) => {
    const [folder, data] = [mkdtempSync(join(bench.folder, 'many-service-')), await councils(bench)];
    return { run: () => startAndAskAll(folder, data) };
  },
};
