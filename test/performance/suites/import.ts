import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { FilesRead, importFiles, type ImportReport } from '@outturn/application';
import type { SourceFile } from '@outturn/intake';
import type { Ledger } from '@outturn/ledger';
import { times, type Bench } from '../bench-run.js';
import type { Case, Measurement, Side } from '../case.js';
import { returnAt } from '../council/council.js';
import { LEDGER } from '../council/council.js';
import { newLedger } from '../council/stored-ledger.js';
import { firstRelease, laitIsMissing } from '../published/lait.js';
import { RawTable, tableOf } from '../raw-table.js';
import { rate } from '../stopwatch.js';
import type { Suite } from '../suites.js';

interface Source {
  readonly name: string;
  readonly file: (bench: Bench) => SourceFile;
  readonly takesLong?: true;
  readonly missing?: () => string | null;
}

const COLUMNS = ['indicator', 'breakdown', 'period', 'numerator', 'denominator', 'status'] as const;

/** A table of returns, each of a slot of its own, as a performance team would upload it. */
export function returnsFile(length: number): SourceFile {
  const rows = Array.from({ length }, (_, index) => {
    // A story that never begins finalises nothing, so each row has a slot of its own.
    const fields = returnAt(index, Infinity);
    return COLUMNS.map((column) => fields[column]).join(',');
  });
  return { name: 'returns.csv', bytes: Buffer.from([COLUMNS.join(','), ...rows, ''].join('\n')) };
}

const returns: Source = {
  name: 'a table of returns',
  file: (bench) => returnsFile(times(bench, { quick: 2_000, otherwise: 50_000 })),
};
const release: Source = { name: 'the first lait release', file: firstRelease, takesLong: true, missing: laitIsMissing };

/** As the terminal and the service do it: read, decide and write, all of a file or none. */
export async function take(ledger: Ledger, file: SourceFile, key: string): Promise<ImportReport> {
  const report = await importFiles(ledger, {
    actor: 'bench',
    assurance: 'asserted',
    today: '2026-05-01',
    via: 'import',
    key,
    files: FilesRead.beside(ledger, [file]),
  });
  if (report.problemCount + report.refusedCount > 0) throw new Error(`rows are refused: ${JSON.stringify(report)}`);
  return report;
}

const eventsFile = (bench: Bench, { name }: Source): string => join(bench.folder, `import ${name}.json`);

/** Imports a file once, and keeps the bytes of its events for the rival. */
async function writeEvents(bench: Bench, source: Source): Promise<void> {
  const ledger = await newLedger(mkdtempSync(join(bench.folder, 'import-told-')));
  const before = ledger.read((reader) => reader.position);
  const { accepted: rows, position } = await take(ledger, source.file(bench), 'told');
  const told = ledger.read((reader) => [...reader.records(before + 1, position)]);
  await ledger.close();
  writeFileSync(eventsFile(bench, source), JSON.stringify({ rows, events: told.map(({ bytes }) => bytes) }));
}

/** Times the taking of a file once, and tells it by its rows. @param work returns how many there were */
export async function rowRate(work: () => Promise<number> | number): Promise<Measurement> {
  let rows = 0;
  const { value, cpu = 0 } = await rate(1, async () => {
    rows = await work();
  });
  return { value: value * rows, cpu: cpu / rows, facts: { rows } };
}

function ours(bench: Bench, source: Source): Side {
  const folder = mkdtempSync(join(bench.folder, 'import-ours-'));
  const file = source.file(bench);
  let runs = 0;
  return {
    run: async () => {
      const ledger = await newLedger(join(folder, String((runs += 1))));
      const measurement = await rowRate(async () => (await take(ledger, file, 'once')).accepted);
      await ledger.close();
      return measurement;
    },
  };
}

async function raw(bench: Bench, source: Source): Promise<Side> {
  const folder = mkdtempSync(join(bench.folder, 'import-raw-'));
  await newLedger(folder).then((ledger) => ledger.close());
  const statements = tableOf(join(folder, `${LEDGER}.sqlite`));
  const { events, rows } = JSON.parse(readFileSync(eventsFile(bench, source), 'utf8')) as {
    events: string[];
    rows: number;
  };
  let runs = 0;
  return {
    run: async () => {
      const table = new RawTable(join(folder, `${(runs += 1)}.sqlite`), statements);
      const measurement = await rowRate(() => {
        table.write(events, 1_000);
        return rows;
      });
      const facts = { ...measurement.facts, ...table.durability };
      table.close();
      return { ...measurement, facts };
    },
  };
}

async function again(bench: Bench, source: Source): Promise<Side> {
  const ledger = await newLedger(mkdtempSync(join(bench.folder, 'import-again-')));
  const file = source.file(bench);
  await take(ledger, file, 'first');
  let runs = 0;
  return {
    run: () =>
      rowRate(async () => {
        const { accepted: isNew, unchanged: known } = await take(ledger, file, `again ${(runs += 1)}`);
        if (isNew > 0) throw new Error('the same file again said something new');
        return known;
      }),
    close: () => ledger.close(),
  };
}

function csvParse(bench: Bench, source: Source): Side {
  const { bytes } = source.file(bench);
  return { run: () => rowRate(() => parse(bytes, { columns: true }).length) };
}

const described = ({ takesLong, missing }: Source) => ({
  unit: 'rows/s',
  events: 0,
  ...(takesLong === true && { takesLong }),
  ...(missing !== undefined && { missing }),
});

const everyRowNew = (source: Source): Case => ({
  ...described(source),
  name: `import: ${source.name}, every row new`,
  goal: { atLeast: 0.2 },
  rivalName: 'better-sqlite3, the same events, 1,000 inserts a transaction',
  prepare: (bench) => writeEvents(bench, source),
  ours: (bench) => ours(bench, source),
  rival: (bench) => raw(bench, source),
});

const noRowNew = (source: Source): Case => ({
  ...described(source),
  name: `import: ${source.name} again, no row new`,
  goal: { atLeast: 0.4 },
  rivalName: 'csv-parse alone, the same file into objects',
  ours: (bench) => again(bench, source),
  rival: (bench) => csvParse(bench, source),
});

export const suite: Suite = {
  about: 'a file is read, decided row by row and written, all of it or nothing',
  cases: [everyRowNew(returns), noRowNew(returns), everyRowNew(release)],
};
