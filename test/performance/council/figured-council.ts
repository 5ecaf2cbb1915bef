import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { ReleaseBenchmark, SetTarget, SubmitReturn } from '@outturn/domain';
import type { Bench } from '../bench-run.js';
import { definitions, LEDGER, yearCode, type Return } from './council.js';
import { newLedger, request, submitAll } from './stored-ledger.js';

// The council as its pages show it: each of its 200 indicators has ten years of quarters with targets and England's
// figures, a title as long as councils write them, a priority and somebody who is responsible.

const YEARS = Array.from({ length: 10 }, (_, index) => 2016 + index);
const QUARTERS = YEARS.flatMap((year) => [1, 2, 3, 4].map((quarter) => `${yearCode(year)}Q${quarter}`));

const figured = definitions.map((definition, index) => ({
  ...definition,
  title: `Children in a long-term stable placement, area ${index}`,
  priority: `${1 + (index % 7)} Priority`,
  owner: `Lead officer ${index % 9}`,
}));

const targets: readonly Partial<SetTarget>[] = figured.flatMap(({ id }, index) =>
  YEARS.map((year) => ({ indicator: id, period: yearCode(year), kind: 'point', value: String(55 + (index % 40)) })),
);

const benchmarks: readonly Partial<ReleaseBenchmark>[] = figured.flatMap(({ id }, index) =>
  QUARTERS.map((period, quarter) => ({
    indicator: id,
    area: 'england',
    period,
    value: String(50 + ((index + quarter) % 30)),
    release: 'Table 1',
  })),
);

const returns: readonly Return[] = figured.flatMap(({ id = '' }, index) =>
  QUARTERS.map((period, quarter) => ({
    indicator: id,
    period,
    numerator: String(200 + ((quarter * 7 + index * 13) % 190)),
    denominator: '400',
    status: 'final',
  })),
);

const corrections: readonly Return[] = returns
  .filter((_, index) => index % 4 === 3)
  .map((corrected) => ({ ...corrected, numerator: String(Number(corrected.numerator) + 3), reason: 'Recounted.' }));

/** The position at which every figure had been told and none was corrected. */
export const UNCORRECTED = 2 + figured.length + targets.length + benchmarks.length + returns.length;

/** The position of the last correction, with which the ledger ends. */
export const FIGURED = UNCORRECTED + corrections.length;

/**
 * Makes the ledger of this council once for the whole run of the benchmark. Nobody may write to it.
 * @returns the folder that it lies in
 */
export async function figuredCouncil(bench: Bench): Promise<string> {
  const data = join(bench.folder, 'figured-council');
  if (existsSync(data)) return data;
  const unfinished = `${data}-unfinished`;
  mkdirSync(unfinished);
  const ledger = await newLedger(unfinished, LEDGER, figured);
  await submitAll(ledger, [
    ...targets.map((fields, index) => request(SetTarget, fields, `target ${index}`)),
    ...benchmarks.map((fields, index) => request(ReleaseBenchmark, fields, `benchmark ${index}`)),
    ...returns.map((fields, index) => request(SubmitReturn, fields, `return ${index}`)),
  ]);
  await submitAll(
    ledger,
    corrections.map((fields, index) => request(SubmitReturn, fields, `correction ${index}`)),
  );
  const { position } = ledger.read((reader) => reader.head());
  if (position !== FIGURED) throw new Error(`the council has ${position} events, not ${FIGURED}`);
  await ledger.close();
  renameSync(unfinished, data);
  return data;
}
