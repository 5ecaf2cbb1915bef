import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { BUILD_TIME, buildOnce, sampleFiles, Store } from './outturn.js';

describe('an import at the terminal', () => {
  const store = new Store();
  const file = (name: string, text: string): string => {
    writeFileSync(path.join(store.folder, name), text);
    return name;
  };
  beforeAll(() => {
    buildOnce();
    store.run('ledger', 'create', 'walsall', '--name', 'Walsall Council');
  }, BUILD_TIME);
  afterAll(() => store.remove());

  it('tried out says what would happen and writes nothing', () => {
    const tried = store.json('import', 'walsall', ...sampleFiles('walsall'), '--dry-run');
    expect(tried).toMatchObject({ accepted: 61, unchanged: 0, rejected: [], dryRun: true, position: 1 });
  });

  it('takes files in, says where the ledger is then, and takes them in once only', () => {
    const first = store.json('import', 'walsall', ...sampleFiles('walsall'));
    expect(first).toMatchObject({ ledger: 'walsall', accepted: 61, rejected: [], rejectedCount: 0, dryRun: false });
    expect(first['root']).toMatch(/^[0-9a-f]{64}$/);
    const second = store.json('import', 'walsall', ...sampleFiles('walsall'));
    expect(second).toMatchObject({ accepted: 0, unchanged: 61, position: first['position'], root: first['root'] });
  });

  it('names every bad row with file, line, column, value and what would be right, and takes none of the file', () => {
    const bad = file('bad.csv', 'indicator,period,value\ncl-eet,2012-13Q1,70\ncl-eet,2012-13Q2,1x\n');
    const { exitCode, stdout, stderr } = store.run('import', 'walsall', bad, '--json');
    expect(exitCode).toBe(3);
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toMatchObject({
      accepted: 0,
      rejectedCount: 1,
      rejected: [{ file: 'bad.csv', line: 3, column: 'value', value: '1x' }],
    });
  });

  it('words what a decider refuses', () => {
    const refused = file('refused.csv', 'indicator,period,numerator,denominator\ncl-eet,2012-13Q1,5,4\n');
    const { exitCode, stderr } = store.run('import', 'walsall', refused);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('refused.csv line 2, numerator “5”: the numerator 5 is above the denominator 4');
  });

  it('reads stdin', () => {
    const row = 'indicator,breakdown,period,value\ncl-eet,age=16-18,2012-13Q1,70\n';
    expect(store.runWith(row, 'import', 'walsall', '-').stdout).toContain('1 row accepted');
  });

  it.each([
    ['a missing file', 'nowhere.csv', 'there is no such file'],
    ['a directory', '.', 'is a directory'],
  ])('says clearly that it was given %s', (_what, name, words) => {
    const { exitCode, stderr } = store.run('import', 'walsall', name);
    expect(exitCode).toBe(3);
    expect(stderr).toContain(words);
  });
});
