import { createReadStream, readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fullDevice, itWith } from '../faults/fault-tools.js';
import { BUILD_TIME, buildOnce, Store } from './outturn.js';

/** Enough rows that no pipe holds their answer, and that an import of them takes seconds. */
const ROWS = 12_000;

describe('the streams of outturn', () => {
  const store = new Store();
  const file = path.join(store.folder, 'benchmarks.csv');
  beforeAll(() => {
    buildOnce();
    store.run('ledger', 'create', 'england', '--name', 'England');
    const indicator = 'id,title,unit,polarity,frequencies\nx,Something,percent,higher,year\n';
    expect(store.runWith(indicator, 'import', 'england', '-').exitCode).toBe(0);
    const rows = Array.from({ length: ROWS }, (_, index) => `x,area ${index},2016-17,50,2017-11-30`);
    writeFileSync(file, `indicator,area,period,value,occurred\n${rows.join('\n')}\n`);
  }, BUILD_TIME);
  afterAll(() => store.remove());

  it('Ctrl-C ends a long import with 130 and leaves the ledger as it was', async () => {
    const { position } = (store.json('ledger', 'list')['rows'] as { position: number }[])[0] ?? {};
    const { exitCode, stdout } = await store.interruptedWhileWriting('england', 'import', 'england', file);
    expect([exitCode, stdout]).toEqual([130, '']);
    expect(store.json('ledger', 'list')).toMatchObject({ rows: [{ position }] });
    expect(readdirSync(path.join(store.folder, 'data')).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  it('a reader of stdout that has seen enough, as head has, is no failure', () => {
    expect(store.run('import', 'england', file).exitCode).toBe(0);
    for (const line of [
      'figures england',
      'figures england --csv',
      'figures england --json',
      'history england',
      'export england --out -',
    ]) {
      const { exitCode, stderr } = store.shell(`outturn ${line} | head -n 2 > /dev/null`);
      expect([line, exitCode, stderr]).toEqual([line, 0, '']);
    }
  });

  it('figures as JSON are one document, however many they are', () => {
    expect(store.json('figures', 'england')['rows']).toHaveLength(ROWS);
  });

  it('an export to stdout is restored from stdin', async () => {
    const copy = new Store();
    const out = path.join(store.folder, 'england.jsonl');
    const shell = `outturn export england --out - | tee ${out} | outturn ledger restore - --data ${copy.folder}/data --json`;
    expect(store.shell(shell).exitCode).toBe(0);
    let lines = 0;
    for await (const _line of createInterface({ input: createReadStream(out) })) lines += 1;
    expect(lines).toBeGreaterThan(ROWS);
    copy.remove();
  });

  itWith(fullDevice())('a disk that is full behind stdout is said, and nothing is pretended', () => {
    const { exitCode, stderr } = store.shell('outturn figures england --csv > /dev/full');
    expect([exitCode, stderr]).toEqual([7, "outturn: stdout can't be used: the disk is full\n"]);
  });

  it('messages go to stderr, and colours nowhere but to a terminal', () => {
    const { stdout, stderr } = store.run('scorecard', 'england', '--indicator', 'nothing');
    expect(stderr).toContain('there is no indicator "nothing"');
    expect(stdout).not.toContain('\u001B');
  });
});
