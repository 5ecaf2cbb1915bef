import path from 'node:path';
import { mkdirSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { BUILD_TIME, buildOnce, Store } from './outturn.js';

describe('the exit code of outturn', () => {
  const store = new Store();
  const returns = ['record', 'walsall', 'returns', 'indicator=cl-eet', 'breakdown=age=16-18', 'period=2012-13Q1'];
  beforeAll(() => {
    buildOnce();
    store.takeSample('walsall', 'Walsall Council');
  }, BUILD_TIME);
  afterAll(() => store.remove());

  it('is 0 for help, asked for or not', () => {
    expect(store.run('--help').stdout).toContain('scorecard');
    expect(store.run().exitCode).toBe(0);
    const { stdout } = store.run('record', '--help');
    expect(stdout).toContain('actions/report-progress');
    expect(stdout).toMatch(/returns +Submit a return/);
  });

  it.each([
    [['nonsense']],
    [['scorecard']],
    [['scorecard', 'walsall', '--nonsense']],
    [['scorecard', 'walsall', '--as', 'two words']],
    [['record', 'walsall', 'nonsense']],
    [['record', 'walsall', 'returns', 'nonsense']],
    [['replay', 'walsall', '--to', 'nonsense']],
  ])('is 2 for the wrong command line %j, with a hint and without a stack trace', (args) => {
    const { exitCode, stdout, stderr } = store.run(...args);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^outturn: /);
    expect(stderr).not.toContain('    at ');
  });

  it('is 3, with both ways out, for a command that says no day while the ledger is open for migration', () => {
    for (const args of [
      [...returns, 'value=70'],
      ['round', 'close', 'walsall', 'autumn'],
    ]) {
      const { exitCode, stderr } = store.run(...args);
      expect([exitCode, stderr]).toEqual([
        3,
        'outturn: this ledger is open for migration: say on which day this became known (occurred, such as 2017-11-30), or end migration first (outturn ledger go-live walsall, or POST go-live)\n',
      ]);
    }
    expect(store.run('ledger', 'go-live', 'walsall').stdout).toContain('Walsall is live');
  });

  it('is 0 for what was recorded and for what is so already, 4 for what somebody else has changed', () => {
    expect(store.run(...returns, 'value=70').exitCode).toBe(0);
    expect(store.run(...returns, 'value=70').stdout).toContain('Unchanged');
    expect(store.run(...returns, 'value=71').exitCode).toBe(4);
    const stale = store.run(...returns, 'value=71', 'reason=late', '--if-match', '7');
    expect(stale.exitCode).toBe(4);
    expect(stale.stderr).toContain('is at version 1, not 7');
  });

  it('is 3 for what is not right and for what is not there', () => {
    expect(store.run(...returns, 'value=x').exitCode).toBe(3);
    expect(store.run('scorecard', 'nowhere').exitCode).toBe(3);
    expect(store.run('scorecard', 'walsall', '--known-at', '9999').exitCode).toBe(3);
    expect(store.run('indicator', 'walsall', 'nothing').exitCode).toBe(3);
  });

  it('is 4 for a ledger that is there already', () => {
    expect(store.run('ledger', 'create', 'walsall', '--name', 'Walsall Council').exitCode).toBe(4);
  });

  it('is 6, with the row and the column, where a view does not say what the events say', () => {
    const other = new Store();
    other.takeSample('dudley', 'Dudley Council');
    const db = new DatabaseSync(path.join(other.folder, 'data/dudley.sqlite'));
    const table = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%definition%'").get();
    db.exec(
      `UPDATE "${String(table?.['name'])}" SET content = replace(content, 'key stage 2', 'key stage 3') WHERE key = 'ks2-attainment'`,
    );
    db.close();
    const { exitCode, stdout } = other.run('replay', 'dudley');
    expect(exitCode).toBe(6);
    expect(stdout.replaceAll('\n', ' ')).toContain('view definition, row ks2-attainment');
    other.remove();
  });

  it('is 78 where the data directory holds something else', () => {
    const other = new Store();
    mkdirSync(path.join(other.folder, 'data'));
    writeFileSync(path.join(other.folder, 'data/walsall.sqlite'), 'no database');
    for (const command of ['scorecard', 'replay']) {
      const { exitCode, stderr } = other.run(command, 'walsall');
      expect(exitCode).toBe(78);
      expect(stderr).toMatch(
        /^outturn: walsall\.sqlite is no Outturn ledger: move it out of the data directory, .*\n$/,
      );
    }
    other.remove();
  });

  it('is 1 for a list on which a ledger is missing that cannot be opened; the others are on it', () => {
    const other = new Store();
    other.takeSample('dudley', 'Dudley Council');
    writeFileSync(path.join(other.folder, 'data/walsall.sqlite'), 'no database');
    const { exitCode, stdout, stderr } = other.run('ledger', 'list');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('Dudley Council');
    expect(stderr).toMatch(/^outturn: walsall\.sqlite is no Outturn ledger: move it out .*\n$/);
    expect(other.json('ledger', 'list')).toMatchObject({
      rows: [{ ledger: 'dudley' }],
      unreadable: [{ ledger: 'walsall', message: expect.stringContaining('is no Outturn ledger') as unknown }],
    });
    other.remove();
  });

  it('comes with one JSON document, whatever it is', () => {
    for (const args of [['scorecard', 'nowhere'], ['nonsense'], [...returns, 'value=99']]) {
      expect(() => JSON.parse(store.run(...args, '--json').stdout) as unknown).not.toThrow();
    }
  });
});
