import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { figureView } from '@outturn/views';
import type { ReplayReport } from '@outturn/ledger';
import { built, BUILD_TIME } from '../programs/built.js';
import { outturn, outturnJson } from '../programs/terminal.js';

/** Just enough for a replay to leave half of the keys to a second thread. */
const RETURNS = 50_000;

const folder = mkdtempSync(join(tmpdir(), 'outturn-replay-spec-'));
const kept = join(folder, 'kept');

beforeAll(async () => {
  built('cli');
  const [indicators, returns] = ['indicators.csv', 'returns.csv'].map((name) => join(folder, name)) as [string, string];
  writeFileSync(indicators, 'id,title,unit,polarity,frequencies,occurred\na,A,percent,higher,quarter,2017-11-01\n');
  const rows = Array.from({ length: RETURNS }, (_, index) => `a,n=${index},2017-18Q2,${index % 100},2017-11-30`);
  writeFileSync(returns, ['indicator,breakdown,period,value,occurred', ...rows, ''].join('\n'));
  await outturnJson(kept, 'ledger', 'create', 'walsall', '--name', 'Walsall Council');
  await outturnJson(kept, 'import', 'walsall', indicators);
  await outturnJson(kept, 'import', 'walsall', returns);
}, BUILD_TIME);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A copy whose views are no longer what the events say. */
function changed(...statements: readonly string[]): string {
  const data = mkdtempSync(join(folder, 'changed-'));
  cpSync(kept, data, { recursive: true });
  const db = new Database(join(data, 'walsall.sqlite'));
  for (const statement of statements) db.prepare(statement).run();
  db.close();
  return data;
}

const keyOf = (n: number): string => `a\u001Fn=${n}\u001F2017-18Q2`;

async function differencesIn(data: string): Promise<ReplayReport['differences']> {
  const { exitCode, stdout } = await outturn(data, 'replay', 'walsall', '--json');
  expect(exitCode).toBe(6);
  return (JSON.parse(stdout) as ReplayReport).differences;
}

describe('a ledger of so many events that two threads replay it', () => {
  it('has every row rebuilt and compared once, whichever thread its key falls to', async () => {
    const report = await outturnJson<ReplayReport>(kept, 'replay', 'walsall');
    expect(report).toMatchObject({ position: RETURNS + 2, differences: [], otherVersions: [] });
    expect(report.rows).toBe(RETURNS + 1);
  });

  it.each([100, 101])('has a changed row named: the %sth', async (n) => {
    const data = changed(
      `UPDATE view_figure_${figureView.version} SET content = replace(content, '"value":"${n % 100}"', '"value":"99.5"') WHERE key = '${keyOf(n)}'`,
    );
    expect(await differencesIn(data)).toMatchObject([
      { view: 'figure', key: keyOf(n), column: 'value', kept: '"99.5"', rebuilt: `"${n % 100}"` },
    ]);
  });

  it('says what is wrong where an event cannot be folded', async () => {
    const data = changed(
      'DROP TRIGGER event_is_never_changed',
      `UPDATE event SET bytes = replace(bytes, 'KpiReturnSubmitted', 'KpiReturnForetold') WHERE position = ${RETURNS}`,
    );
    const { exitCode, stderr } = await outturn(data, 'replay', 'walsall');
    expect(exitCode).not.toBe(0);
    expect(stderr).toMatch(/KpiReturnForetold/);
  });
});
