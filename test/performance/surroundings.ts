import Database from 'better-sqlite3';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { emmettIsMissing, rivalVersions } from './rivals/emmett.js';
import type { Bench } from './bench-run.js';
import { NARROW, RawTable } from './raw-table.js';

/** What the figures were measured on and with; each line a name and what was found. */
export type Surroundings = Readonly<Record<string, string>>;

export function surroundings(bench: Bench): Surroundings {
  const processors = cpus();
  const raw = new RawTable(join(bench.folder, 'durability.sqlite'), NARROW);
  const { journal_mode, synchronous } = raw.durability;
  raw.close();
  const root = join(__dirname, '../..');
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >;
  return {
    machine: `${processors.length} × ${processors[0]?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${type()} ${release()}`,
    node: process.version,
    'SQLite (ours and raw)': `${sqliteVersion()}, better-sqlite3 ${dependencies['better-sqlite3']}`,
    durability: `journal_mode ${journal_mode}, synchronous ${synchronous} (2 is FULL), read back from the raw rival; Outturn reads both back whenever it opens a ledger and refuses any other`,
    rivals: [
      `csv-parse ${dependencies['csv-parse']}`,
      `Nest ${dependencies['@nestjs/core']} on Fastify ${dependencies['fastify']}`,
      `autocannon ${devDependencies['autocannon']} as the caller`,
      ...Object.entries(rivalVersions()).map(([name, version]) => `${name} ${version}`),
      ...(emmettIsMissing() === null ? [] : ['(not installed)']),
    ].join(', '),
    'simulated disk':
      bench.slowDisk === null || bench.memoryFolder === null
        ? 'not available'
        : 'tmpfs, every fsync and fdatasync takes 1 ms (disk/slow-fsync.c)',
    'load before the run': loadavg()
      .map((load) => load.toFixed(2))
      .join(' '),
    measured: `${new Date().toISOString().slice(0, 16)}Z`,
  };
}

function sqliteVersion(): string {
  const db = new Database(':memory:');
  try {
    return String(db.prepare('SELECT sqlite_version()').pluck().get());
  } finally {
    db.close();
  }
}
