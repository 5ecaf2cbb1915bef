import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { times, type Bench } from '../bench-run.js';
import { BuiltServer } from '../built-server.js';
import type { Case, Measurement, Side } from '../case.js';
import { definitions, LEDGER } from '../council/council.js';
import { FIGURED, figuredCouncil, UNCORRECTED } from '../council/figured-council.js';
import { fiftyConnections } from '../fifty-connections.js';
import { duration } from '../stopwatch.js';
import type { Suite } from '../suites.js';
import { spreadOf } from '../summary.js';

/** What every browser says that it can read. Both sides are told so, and send what they make of it. */
const BROWSER = { 'accept-encoding': 'gzip, deflate, br' };

/** As things stand now. Whoever sits at this machine may read it without saying who they are. */
const HEAD = `/ledgers/${LEDGER}/scorecard`;

const asKnownAt = (position: number): string => `${HEAD}?known-at=${position}`;

/** @throws Error for anything but a page that has a row for each indicator */
async function pageAt(server: BuiltServer, path: string): Promise<string> {
  const answer = await fetch(server.url + path);
  const html = await answer.text();
  const rows = html.split('<th scope="row">').length - 1;
  if (!answer.ok || rows !== definitions.length) throw new Error(`${path}: ${answer.status} with ${rows} rows`);
  return html;
}

/** The service over the council, and what is measured of it. */
async function service(bench: Bench, run: (server: BuiltServer) => Promise<Measurement>): Promise<Side> {
  const server = await BuiltServer.service(
    await figuredCouncil(bench),
    mkdtempSync(join(bench.folder, 'pages-service-')),
  );
  return { run: () => run(server), close: () => server.stop() };
}

const asked = (bench: Bench, server: BuiltServer, path: string): Promise<Measurement> =>
  fiftyConnections(server, times(bench, { quick: 1_000, otherwise: 10_000 }), {
    method: 'GET',
    path,
    headers: BROWSER,
  });

async function emptyPage(bench: Bench): Promise<Side> {
  const words = ['--require', resolve(__dirname, '../product.cjs'), resolve(__dirname, '../processes/empty-page.ts')];
  const server = await BuiltServer.start(words, mkdtempSync(join(bench.folder, 'pages-empty-')));
  return { run: () => asked(bench, server, HEAD), close: () => server.stop() };
}

const figured = {
  events: FIGURED,
  prepare: async (bench: Bench) => void (await figuredCouncil(bench)),
};

const scorecard = (when: string, path: string): Case => ({
  ...figured,
  name: `pages: the scorecard of 200 indicators ${when}, 50 connections`,
  unit: 'requests/s',
  goal: { atLeast: 0.15 },
  rivalName: 'an empty Nest page on Fastify',
  ours: (bench) =>
    service(bench, async (server) => {
      await pageAt(server, path);
      return asked(bench, server, path);
    }),
  rival: emptyPage,
});

const firstTime: Case = {
  ...figured,
  name: 'pages: the scorecard of 200 indicators at a moment that nobody has asked for yet, one connection',
  unit: 'ms',
  goal: null,
  rivalName: null,
  ours: (bench) => {
    let position = UNCORRECTED;
    return service(bench, async (server) => {
      const taken: number[] = [];
      for (let turn = 0; turn < times(bench, { quick: 5, otherwise: 50 }); turn += 1) {
        const path = asKnownAt((position += 1));
        taken.push((await duration(() => pageAt(server, path))).value);
      }
      const { median, most } = spreadOf(taken);
      return { value: median, facts: { 'slowest ms': most } };
    });
  },
};

const kilobytes = (html: string): number => Buffer.byteLength(html) / 1_024;

const size: Case = {
  ...figured,
  name: 'pages: size of the scorecard of 200 indicators without its small pictures, the larger of head and old moment',
  unit: 'KB',
  goal: { atMost: 100 },
  rivalName: null,
  ours: (bench) =>
    service(bench, async (server) => {
      const pages = await Promise.all([HEAD, asKnownAt(UNCORRECTED)].map((path) => pageAt(server, path)));
      const bare = pages.map((html) => kilobytes(html.replace(/<svg\b.*?<\/svg>/gs, '')));
      return { value: Math.max(...bare), facts: { 'with them, KB': Math.max(...pages.map(kilobytes)) } };
    }),
};

export const suite: Suite = {
  about: 'the scorecard page of a council with 200 indicators and ten years of quarters',
  cases: [scorecard('at the head', HEAD), scorecard('at an old moment', asKnownAt(UNCORRECTED)), firstTime, size],
};
