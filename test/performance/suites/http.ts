import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import autocannon from 'autocannon';
import { times, type Bench } from '../bench-run.js';
import { BuiltServer } from '../built-server.js';
import type { Case, Side } from '../case.js';
import { LEDGER, returnAt } from '../council/council.js';
import { newLedger } from '../council/stored-ledger.js';
import type { Suite } from '../suites.js';

const CONNECTIONS = 50;

/** Posts returns to a server over fifty connections, each waiting for its answer before it sends the next. */
function posting(bench: Bench, server: BuiltServer): Side {
  const amount = times(bench, { quick: 2_000, otherwise: 20_000 });
  let sent = 0;
  return {
    run: async () => {
      const first = (Math.floor(sent / amount) + 10) * 1_000_000;
      const before = server.cpu;
      const { result, seconds } = await called({
        url: server.url,
        connections: CONNECTIONS,
        amount,
        requests: [
          {
            method: 'POST',
            path: `/api/v1/ledgers/${LEDGER}/returns`,
            setupRequest: (request) => ({
              ...request,
              headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
              body: JSON.stringify(returnAt(first + (sent++ % amount), Infinity)),
            }),
          },
        ],
      });
      const answered = result['2xx'];
      if (answered !== amount || result.non2xx > 0)
        throw new Error(`of ${amount} returns ${answered} were accepted, ${result.non2xx} refused`);
      const after = server.cpu;
      return {
        value: answered / seconds,
        ...(before !== null && after !== null && { cpu: (after - before) / amount }),
        facts: { 'p50 ms': result.latency.p50, 'p99 ms': result.latency.p99 },
      };
    },
    close: () => server.stop(),
  };
}

/** Calls until every request was answered. What autocannon itself says of its duration is whole seconds. */
function called(options: autocannon.Options): Promise<{ result: autocannon.Result; seconds: number }> {
  return new Promise((resolved, rejected) => {
    const begun = performance.now();
    let ended = begun;
    const calling = autocannon(options, (error: Error | null, result) => {
      if (error !== null) rejected(error);
      else resolved({ result, seconds: (ended - begun) / 1_000 });
    });
    calling.on('response', () => {
      ended = performance.now();
    });
  });
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
