import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from '../bench-run.js';
import { BuiltServer } from '../built-server.js';
import type { Case, Side } from '../case.js';
import { boardIndicators, LEDGER } from '../council/council.js';
import { ledgerOf, newLedger, sized } from '../council/stored-ledger.js';
import type { Suite } from '../suites.js';

const question = `/api/v1/ledgers/${LEDGER}/scorecard?indicator=${boardIndicators[0]}`;

/** How long the service is left alone before its memory is read, in milliseconds. */
const IDLE = 500;

/** Starts the service over a data directory and asks it for a scorecard: from the start of the process to its answer. */
function starting(folder: string, data: string): Side {
  return {
    run: async () => {
      const begun = performance.now();
      const server = await BuiltServer.service(data, folder);
      const answer = await fetch(server.url + question);
      const { rows } = (await answer.json()) as { rows: readonly unknown[] };
      const value = performance.now() - begun;
      if (!answer.ok || rows.length !== 1) throw new Error(`${question} answers ${answer.status}`);
      await pause(IDLE);
      const { memory } = server;
      await server.stop();
      return { value, ...(memory !== null && { facts: { 'idle MB': memory } }) };
    },
  };
}

async function empty(bench: Bench): Promise<Side> {
  const folder = mkdtempSync(join(bench.folder, 'start-empty-'));
  const data = join(folder, 'data');
  await (await newLedger(data)).close();
  return starting(folder, data);
}

const firstAnswer = (events: number): Case => ({
  name: `start: first answer from a ledger of ${sized(events)}`,
  unit: 'ms',
  goal: { atMost: 1.3 },
  rivalName: 'the same from a ledger in which only the indicators are defined',
  events,
  prepare: async (bench) => void (await ledgerOf(bench, events)),
  ours: async (bench) => starting(mkdtempSync(join(bench.folder, 'start-ours-')), await ledgerOf(bench, events)),
  rival: empty,
});

export const suite: Suite = {
  about: 'from the start of the process to the first scorecard over HTTP',
  cases: [firstAnswer(100_000), firstAnswer(1_000_000)],
};
