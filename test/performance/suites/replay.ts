import { mkdtempSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { replayBeside } from '@outturn/wiring';
import { times, type Bench } from '../bench-run.js';
import type { Case, Side } from '../case.js';
import { LEDGER } from '../council/council.js';
import { directory, fileOf, ledgerOf, sized } from '../council/stored-ledger.js';
import { emmettIsMissing, emmettSqlite } from '../rivals/emmett.js';
import { rate } from '../stopwatch.js';
import type { Suite } from '../suites.js';

async function ours(bench: Bench, events: number): Promise<Side> {
  const ledgers = directory(await ledgerOf(bench, events), replayBeside);
  const { size } = statSync(await fileOf(bench, events));
  return {
    run: async () => {
      const begun = performance.now();
      let folded = begun;
      const measurement = await rate(events, async () => {
        const report = await ledgers.replay(LEDGER, undefined, (position) => {
          if (position === events) folded = performance.now();
        });
        if (report.position !== events || report.differences.length > 0)
          throw new Error(`the replay differs: ${JSON.stringify(report)}`);
      });
      const facts = {
        'ms until the last event was read': folded - begun,
        'bytes on disk per event': Math.round(size / events),
      };
      return { ...measurement, facts };
    },
  };
}

interface ViewTable {
  readonly name: string;
  readonly sql: string;
  readonly rows: unknown[][];
}

/** The tables of the views with their rows in the order of their keys, read before anything is measured. */
function viewTables(db: Database.Database): ViewTable[] {
  const tables = db.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name GLOB 'view_*'").all();
  return (tables as { name: string; sql: string }[]).map(({ name, sql }) => {
    const ordered = db.prepare(`SELECT key, from_position, content FROM ${name} ORDER BY key, from_position`);
    return { name, sql, rows: ordered.raw().all() as unknown[][] };
  });
}

/** How many events the raw scan asks for at once: one by one costs twice as much. */
const PAGE = 10_000;

async function raw(bench: Bench, events: number): Promise<Side> {
  const db = new Database(await fileOf(bench, events), { readonly: true });
  const folder = mkdtempSync(join(bench.folder, 'replay-raw-'));
  const tables = viewTables(db);
  const page = db.prepare('SELECT bytes FROM event WHERE position BETWEEN ? AND ? ORDER BY position').pluck();
  let runs = 0;
  return {
    run: () =>
      rate(events, () => {
        let parsed = 0;
        for (let from = 1; from <= events; from += PAGE) {
          for (const bytes of page.all(from, from + PAGE - 1))
            parsed += (JSON.parse(bytes as string) as { position: number }).position > 0 ? 1 : 0;
        }
        if (parsed !== events) throw new Error(`${parsed} of ${events} events were read`);
        insertAll(join(folder, `${(runs += 1)}.sqlite`), tables);
      }),
    close: () => void db.close(),
  };
}

/** Into a scratch file with the settings of our own replay: it is made again where it is lost. */
function insertAll(path: string, tables: readonly ViewTable[]): void {
  const scratch = new Database(path);
  scratch.pragma('journal_mode = OFF');
  scratch.pragma('synchronous = OFF');
  scratch.exec('BEGIN');
  for (const { name, sql, rows } of tables) {
    scratch.exec(sql);
    const insert = scratch.prepare(`INSERT INTO ${name} (key, from_position, content) VALUES (?, ?, ?)`);
    for (const row of rows) insert.run(...row);
  }
  scratch.exec('COMMIT');
  scratch.close();
}

interface EmmettContext {
  readonly connection: { command(sql: string, values?: readonly unknown[]): Promise<unknown> };
}

/** Emmett's consumer, tuned (1,000 events at a time, no pause), that writes one row for each event. */
async function emmett(bench: Bench, events: number): Promise<Side> {
  const told = times(bench, { quick: 2_000, otherwise: 20_000 });
  const fileName = join(mkdtempSync(join(bench.folder, 'replay-emmett-')), 'emmett.sqlite');
  const store = emmettSqlite().getSQLiteEventStore({ fileName });
  await store.schema.migrate();
  const messages = (await firstEvents(bench, events, told)).map((bytes) => {
    const { type, ...data } = JSON.parse(bytes) as { type: string };
    return { type, data };
  });
  for (let from = 0; from < told; from += 1_000) {
    await store.appendToStream(`stream-${from}`, messages.slice(from, from + 1_000));
  }
  let runs = 0;
  return {
    run: async () => {
      const run = (runs += 1);
      const consumer = store.consumer({ pulling: { batchSize: 1_000, pullingFrequencyInMs: 0 } });
      let handled = 0;
      consumer.processor({
        processorId: `replay-${run}`,
        startFrom: 'BEGINNING',
        stopAfter: () => handled >= told,
        eachMessage: async ({ data }: { data: object }, { connection }: EmmettContext) => {
          if (handled === 0)
            await connection.command(`CREATE TABLE row_${run} (key INTEGER PRIMARY KEY, content TEXT)`);
          handled += 1;
          const row = [handled, JSON.stringify(data)];
          await connection.command(`INSERT INTO row_${run} (key, content) VALUES (?, ?)`, row);
        },
      });
      const measurement = await rate(told, () => consumer.start());
      await consumer.close();
      if (handled !== told) throw new Error(`Emmett handled ${handled} of ${told} events`);
      return measurement;
    },
  };
}

async function firstEvents(bench: Bench, events: number, wanted: number): Promise<string[]> {
  const db = new Database(await fileOf(bench, events), { readonly: true });
  try {
    return db.prepare('SELECT bytes FROM event ORDER BY position LIMIT ?').pluck().all(wanted) as string[];
  } finally {
    db.close();
  }
}

const againstRaw = (events: number): Case => ({
  name: `replay: into all views and compared, ${sized(events)}`,
  unit: 'events/s',
  goal: { atLeast: 0.5 },
  rivalName: 'better-sqlite3: scan, JSON.parse, and the same version rows into the same tables in key order',
  events,
  prepare: async (bench) => void (await ledgerOf(bench, events)),
  ours: (bench) => ours(bench, events),
  rival: (bench) => raw(bench, events),
});

const againstEmmett: Case = {
  name: "replay: into all views against Emmett's consumer into one table",
  unit: 'events/s',
  goal: { atLeast: 10 },
  rivalName: 'Emmett SQLite consumer, tuned: 1,000 events at a time, no pause; one insert an event',
  events: 100_000,
  missing: emmettIsMissing,
  prepare: async (bench) => void (await ledgerOf(bench, 100_000)),
  ours: (bench) => ours(bench, 100_000),
  rival: (bench) => emmett(bench, 100_000),
};

export const suite: Suite = {
  about: 'the views are built again from the events and compared with those that the ledger keeps',
  cases: [againstRaw(100_000), againstEmmett, againstRaw(1_000_000)],
};
