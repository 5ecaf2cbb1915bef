import { BUILD_TIME, buildOnce, Store } from './outturn.js';

describe('a scorecard at the terminal', () => {
  const store = new Store();
  beforeAll(() => {
    buildOnce();
    expect(store.takeSample('wiltshire', 'Wiltshire Council').exitCode).toBe(0);
    expect(store.takeSample('walsall', 'Walsall Council').exitCode).toBe(0);
    expect(store.takeSample('dudley', 'Dudley Council').exitCode).toBe(0);
  }, BUILD_TIME);
  afterAll(() => store.remove());

  it('reads well to a clerk: Wiltshire, long-term stability', () => {
    const { stdout, exitCode } = store.run('scorecard', 'wiltshire', '--indicator', 'placement-long-term');
    const lines = stdout.split('\n');
    expect(exitCode).toBe(0);
    expect(lines.slice(0, 13)).toEqual([
      'Wiltshire Council: scorecard as at 30 November 2017',
      '',
      '1 row: 0 not rated, 1 green, 0 amber, 0 red.',
      '',
      '2 Permanency',
      '',
      'INDICATOR                                 FIGURE  TARGET                   RATING',
      '',
      'Children in a long-term stable placement  77%     72%: on course, 5 ahead  Green',
      '  Quarter 2 (July to September 2017) · “Good. Above target and above national.”',
      '  For 2017-18',
      '  Comparison: Better by 9 points · England 68% in 2016-17',
      '  Direction: No earlier figure',
    ]);
    expect(lines[13]).toMatch(/^ {2}events [\d, ]+$/);
    expect(stdout).toContain('This rests on migrated history');
    expect(stdout).toMatch(/as at 2017-11-30 · known at position \d+\nroot [0-9a-f]{64}\n$/);
  });

  it('says why a figure is not rated, in words', () => {
    const { stdout } = store.run('scorecard', 'wiltshire', '--indicator', 'placement-3plus-first-year');
    expect(stdout).toContain("The target range's bounds were not published");
  });

  it('shows both what was stated and what is computed, and the milestones of that moment', () => {
    const before = store.run('scorecard', 'walsall', '--indicator', 'training-members', '--known-at', '2012-05-31');
    const after = store.run('scorecard', 'walsall', '--indicator', 'training-members', '--known-at', '2012-07-31');
    expect(before.stdout).toContain('Warning: stated 26.6%, computed 26.7% from 16 of 60');
    expect(before.stdout).toContain('No target');
    expect(after.stdout).toContain('Milestones: 50% by 30 September 2012 (next), 100% by 31 December 2012 (later)');
  });

  it('names the quarter that an earlier figure is of, if one is missing in between', () => {
    const { stdout } = store.run('scorecard', 'walsall', '--indicator', 'cl-eet');
    expect(stdout.replaceAll(/\n {2}/g, ' ')).toContain(
      'Direction: Better · was 64% in quarter 1 (April to June 2011)',
    );
  });

  it('of a council without figures breaks nothing', () => {
    const { stdout, exitCode } = store.run('scorecard', 'dudley');
    expect(exitCode).toBe(0);
    expect(stdout.match(/No figure +No (current )?target +Not rated/g)).toHaveLength(8);
  });

  it('as JSON is one document with its position and root', () => {
    const answer = store.json('scorecard', 'wiltshire');
    expect(Object.keys(answer)).toEqual(expect.arrayContaining(['ledger', 'position', 'root', 'asAt', 'rows']));
    expect(answer['rows']).toHaveLength(10);
  });

  it('figures as at a day leave out periods that end later', () => {
    const rows = store.json('figures', 'walsall', '--as-at', '2011-03-31')['rows'] as { period: string }[];
    expect([...new Set(rows.map(({ period }) => period))].sort()).toEqual(['2009-10', '2010-11']);
  });

  it('figures as CSV have the columns of the contract', () => {
    const [header, first] = store.run('figures', 'wiltshire', '--csv').stdout.split('\r\n');
    expect(header).toBe(
      'indicator,breakdown,area,area_code,period,value,published,numerator,denominator,symbol,status,release,position,source_period,qualifier',
    );
    expect(first).toMatch(/^cl-accom,age=16-18,wiltshire,,2017-18Q2,98,/);
  });
});
