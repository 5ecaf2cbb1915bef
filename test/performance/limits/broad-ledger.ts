import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Bench } from '../bench-run.js';

const root = resolve(__dirname, '../../..');

/** How many breakdowns the one indicator of a ledger has, by the ledger's id. */
export const BROAD = { narrow: 1_750, broad: 21_000 } as const;

/** The one indicator. */
export const INDICATOR = 'places';

const indicators = `id,title,unit,polarity,frequencies,occurred\n${INDICATOR},Places,percent,higher,year,2016-04-01\n`;

/** A figure of a year for each breakdown. */
export const returnsFile = (breakdowns: number, period: string, occurred: string): string =>
  [
    'indicator,breakdown,period,value,occurred',
    ...Array.from(
      { length: breakdowns },
      (_, at) => `${INDICATOR},place=${String(at).padStart(5, '0')},${period},${at % 100},${occurred}`,
    ),
    '',
  ].join('\n');

/** The terminal in a process of its own. */
export async function terminal(data: string, ...words: readonly string[]): Promise<void> {
  const program = join(root, 'dist/apps/cli/src/main.js');
  const child = spawn(process.execPath, [program, ...words, '--data', data, '--json'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 2],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`outturn ${words.join(' ')} ended with ${String(code)}`);
}

/** A folder with a ledger of each breadth, and one for what is imported meanwhile. Made once for the whole run. */
export async function broadLedgers(bench: Bench): Promise<string> {
  const data = join(bench.folder, 'broad-ledgers');
  if (existsSync(data)) return data;
  const unfinished = `${data}-unfinished`;
  mkdirSync(unfinished, { mode: 0o700 });
  const file = (name: string, content: string): string => {
    const path = join(bench.folder, name);
    writeFileSync(path, content);
    return path;
  };
  const defined = file('indicators.csv', indicators);
  for (const [ledger, breakdowns] of Object.entries({ ...BROAD, other: 0 })) {
    await terminal(unfinished, 'ledger', 'create', ledger, '--name', ledger);
    await terminal(unfinished, 'import', ledger, defined);
    for (const [period, occurred] of [
      ['2015-16', '2016-06-30'],
      ['2016-17', '2017-06-30'],
    ] as const)
      if (breakdowns > 0)
        await terminal(unfinished, 'import', ledger, file('returns.csv', returnsFile(breakdowns, period, occurred)));
  }
  renameSync(unfinished, data);
  return data;
}
