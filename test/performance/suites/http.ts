import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { times, type Bench } from '../bench-run.js';
import { BuiltServer } from '../built-server.js';
import type { Case, Side } from '../case.js';
import { LEDGER, returnAt } from '../council/council.js';
import { newLedger } from '../council/stored-ledger.js';
import { fiftyConnections } from '../fifty-connections.js';
import type { Suite } from '../suites.js';

/** Posts returns to a server over fifty connections. */
function posting(bench: Bench, server: BuiltServer): Side {
  const amount = times(bench, { quick: 2_000, otherwise: 20_000 });
  let sent = 0;
  return {
    run: () => {
      const first = (Math.floor(sent / amount) + 10) * 1_000_000;
      return fiftyConnections(server, amount, {
        method: 'POST',
        path: `/api/v1/ledgers/${LEDGER}/returns`,
        setupRequest: (request) => ({
          ...request,
          headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
          body: JSON.stringify(returnAt(first + (sent++ % amount), Infinity)),
        }),
      });
    },
    close: () => server.stop(),
  };
}

async function ours(bench: Bench): Promise<Side> {
  const folder = mkdtempSync(join(bench.folder, 'http-ours-'));
  const data = join(folder, 'data');
  await (await newLedger(data)).close();
  return posting(bench, await BuiltServer.service(data, folder));
}

async function emptyRoute(bench: Bench): Promise<Side> {
  const folder = mkdtempSync(join(bench.folder, 'http-empty-'));
  const words = ['--require', resolve(__dirname, '../product.cjs'), resolve(__dirname, '../processes/empty-route.ts')];
  return posting(bench, await BuiltServer.start(words, folder));
}

const returns: Case = {
  name: 'http: POST …/returns, 50 connections, empty ledger',
  unit: 'requests/s',
  goal: { atLeast: 0.55 },
  rivalName: 'an empty Nest route on Fastify that validates the same command',
  events: 0,
  ours,
  rival: emptyRoute,
};

export const suite: Suite = {
  about: 'returns over HTTP, sent by autocannon from a process of its own',
  cases: [returns],
};
