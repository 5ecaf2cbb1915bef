import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { outturnJson } from '../programs/terminal';

export const ROWS = 5_000;

/** Writes an indicator and a file of 5,000 returns of it, and makes the ledger that they are for. Returns the file. */
export async function prepare(folder: string, data: string): Promise<string> {
  mkdirSync(folder, { recursive: true });
  const indicator = join(folder, 'indicators.csv');
  const returns = join(folder, 'returns.csv');
  const rows = Array.from(
    { length: ROWS },
    (_, index) => `a,n=${index},2017-18Q2,${index % 100},Row ${index}.,2017-11-30`,
  );
  writeFileSync(indicator, 'id,title,unit,polarity,frequencies,occurred\na,A,percent,higher,quarter,2017-11-01\n');
  writeFileSync(returns, ['indicator,breakdown,period,value,commentary,occurred', ...rows, ''].join('\n'));
  await outturnJson(data, 'ledger', 'create', 'walsall', '--name', 'Walsall Council');
  await outturnJson(data, 'import', 'walsall', indicator);
  return returns;
}

/** What lies in the file of the ledger, read by nothing of ours: the returns, their texts, and the head. */
export function storedReturns(data: string): { returns: number; texts: number; head: number } {
  const db = new Database(join(data, 'walsall.sqlite'), { readonly: true });
  try {
    const count = (query: string): number => db.prepare(query).pluck().get() as number;
    return {
      returns: count(`SELECT count(*) FROM event_field WHERE type = 'KpiReturnSubmitted'`),
      texts: count('SELECT count(*) FROM text'),
      head: count('SELECT max(position) FROM event'),
    };
  } finally {
    db.close();
  }
}

/** The ledger before the import and after it; there is nothing in between. */
export const before = { returns: 0, texts: 0, head: 2 };
export const after = { returns: ROWS, texts: ROWS, head: 2 + ROWS };
