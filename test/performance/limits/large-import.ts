import { createWriteStream, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Bench } from '../bench-run.js';
import { BuiltServer } from '../built-server.js';
import type { Case, Measurement } from '../case.js';
import { terminal } from './broad-ledger.js';

/** Seven times the largest release that the DfE has published. */
const [MEASURES, AREAS, YEARS] = [400, 160, 10];

async function releaseFile(bench: Bench): Promise<string> {
  const path = join(bench.folder, 'release-of-640000.csv');
  if (existsSync(path)) return path;
  const file = createWriteStream(path);
  file.write('measure,area_number,area,year,value\n');
  for (let measure = 0; measure < MEASURES; measure += 1) {
    let text = '';
    for (let area = 0; area < AREAS; area += 1)
      for (let year = 0; year < YEARS; year += 1)
        text += `Measure ${measure},${300 + area}.0,Area ${area},${2014 + year}.0,${(measure * area + year) % 100}\n`;
    file.write(text);
  }
  file.end();
  await finished(file);
  return path;
}

/** Posts the release to the service and looks at what it holds meanwhile. */
async function importIt(bench: Bench): Promise<Measurement> {
  const folder = mkdtempSync(join(bench.folder, 'large-import-'));
  const data = join(folder, 'data');
  await terminal(data, 'ledger', 'create', 'england', '--name', 'Department for Education');
  const body = readFileSync(await releaseFile(bench));
  const server = await BuiltServer.service(data, folder);
  let most = 0;
  const looking = setInterval(() => (most = Math.max(most, server.memory ?? NaN)), 100);
  try {
    const begun = performance.now();
    const answer = await fetch(
      `${server.url}/api/v1/ledgers/england/imports?kind=lait&release=One&occurred=2024-11-19`,
      {
        method: 'POST',
        headers: { 'content-type': 'text/csv', 'idempotency-key': 'release' },
        body,
      },
    );
    const { accepted } = (await answer.json()) as { accepted?: number };
    if (accepted !== MEASURES * AREAS * YEARS) throw new Error(`the import is answered with ${answer.status}`);
    const seconds = (performance.now() - begun) / 1_000;
    return { value: most, facts: { cells: accepted, s: seconds, 'CPU s': ((server.cpu ?? NaN) / 1e6).toFixed(1) } };
  } finally {
    clearInterval(looking);
    await server.stop();
  }
}

export const largeImport: Case = {
  name: 'limits: most that the service holds of memory while it imports a release of 640,000 cells',
  unit: 'MB',
  goal: { atMost: 2_000 },
  rivalName: null,
  // It begins with an empty ledger.
  events: 0,
  takesLong: true,
  runs: 1,
  missing: () => (process.platform === 'linux' ? null : 'only Linux tells what another process holds'),
  prepare: async (bench) => void (await releaseFile(bench)),
  ours: (bench) => ({ run: () => importIt(bench) }),
};
