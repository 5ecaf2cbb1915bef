import { spawnSync } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { verify } from '@outturn/application';
import type { Bench } from '../bench-run.js';
import type { Case, Side } from '../case.js';
import { LEDGER } from '../council/council.js';
import { fileOf, ledgerOf, sized } from '../council/stored-ledger.js';
import { rate } from '../stopwatch.js';
import type { Suite } from '../suites.js';

async function ours(bench: Bench, events: number): Promise<Side> {
  const path = await fileOf(bench, events);
  return {
    run: () =>
      rate(events, async () => {
        const { ok, position, faults } = await verify({ path, ledger: LEDGER, onProgress: () => undefined });
        if (!ok || position !== events) throw new Error(`not verified: ${JSON.stringify({ position, faults })}`);
      }),
  };
}

/** How many events the raw scan asks for at once: one by one costs twice as much. */
const PAGE = 10_000;

async function raw(bench: Bench, events: number): Promise<Side> {
  const db = new Database(await fileOf(bench, events), { readonly: true });
  const page = db.prepare('SELECT bytes FROM event WHERE position BETWEEN ? AND ? ORDER BY position').pluck();
  return {
    run: () =>
      rate(events, () => {
        let hashed = 0;
        for (let from = 1; from <= events; from += PAGE) {
          for (const bytes of page.all(from, from + PAGE - 1))
            hashed += hash('sha256', `\0${bytes as string}`, 'hex').length / 64;
        }
        if (hashed !== events) throw new Error(`${hashed} of ${events} events were hashed`);
      }),
    close: () => void db.close(),
  };
}

const root = resolve(__dirname, '../../..');
const tellPeakMemory = resolve(__dirname, '../processes/tell-peak-memory.cjs');

/** The most memory that `outturn verify` holds, as a process of its own. */
async function memory(bench: Bench, events: number): Promise<Side> {
  const data = await ledgerOf(bench, events);
  const told = join(mkdtempSync(join(bench.folder, 'verify-memory-')), 'peak');
  const words = ['--require', tellPeakMemory, join(root, 'dist/apps/cli/src/main.js'), 'verify', LEDGER];
  return {
    run: () => {
      const { status, stderr } = spawnSync(process.execPath, [...words, '--data', data, '--json'], {
        stdio: ['ignore', 'ignore', 'pipe'],
        encoding: 'utf8',
        env: { ...process.env, OUTTURN_PEAK_MEMORY: told },
      });
      if (status !== 0) throw new Error(`outturn verify ended with ${String(status)}: ${stderr}`);
      return { value: Number(readFileSync(told, 'utf8')) };
    },
  };
}

const speed = (events: number): Case => ({
  name: `verify: ${sized(events)}`,
  unit: 'events/s',
  goal: { atLeast: 0.4 },
  rivalName: 'better-sqlite3: scan, and SHA-256 of each event',
  events,
  prepare: async (bench) => void (await ledgerOf(bench, events)),
  ours: (bench) => ours(bench, events),
  rival: (bench) => raw(bench, events),
});

const peak = (events: number): Case => ({
  name: `verify: most memory of outturn verify, ${sized(events)}`,
  unit: 'MB',
  goal: { atMost: 300 },
  rivalName: null,
  events,
  prepare: async (bench) => void (await ledgerOf(bench, events)),
  ours: (bench) => memory(bench, events),
});

export const suite: Suite = {
  about: 'everything about a ledger is recomputed from its stored bytes',
  cases: [speed(100_000), speed(1_000_000), peak(1_000_000), speed(3_000_000), peak(3_000_000)],
};
