import type { ImportReport } from '@outturn/wiring';
import { importReport, writeImportReport } from './import-report.js';
import type { Terminal } from './terminal.js';

const report: ImportReport = {
  dryRun: false,
  repeated: false,
  accepted: 2,
  unchanged: 1,
  withdrawn: 0,
  defined: 0,
  files: [{ file: 'returns.csv', kind: 'returns', stated: false, rows: 4 }],
  readings: [],
  problems: [
    { file: 'returns.csv', line: 3, column: 'value', value: '1x', kind: 'NotAFigure', message: 'write a number' },
  ],
  problemCount: 60,
  refused: [
    {
      file: 'returns.csv',
      line: 4,
      column: 'denominator',
      value: '0',
      rejection: { kind: 'DenominatorZero', field: 'denominator' },
    },
  ],
  refusedCount: 1,
  warningCount: 0,
  rejectedRows: 58,
  warnings: [],
  taken: [],
  position: 70,
  root: 'abc',
};

describe('the report of an import', () => {
  it('lists rows that could not be read and rows that were refused as one, with their true number', () => {
    const { rejected, rejectedCount } = importReport('walsall', report);
    expect(rejected.map(({ kind, line, column, value }) => [kind, line, column, value])).toEqual([
      ['NotAFigure', 3, 'value', '1x'],
      ['DenominatorZero', 4, 'denominator', '0'],
    ]);
    expect(rejectedCount).toBe(61);
  });

  it('says in words why a row was refused', () => {
    expect(importReport('walsall', report).rejected[1]?.message).toContain('nothing to divide by');
  });

  it('accepts nothing where anything is rejected: all of a call or none of it', () => {
    expect(importReport('walsall', report).accepted).toBe(0);
    expect(importReport('walsall', { ...report, problemCount: 0, refusedCount: 0 }).accepted).toBe(2);
  });

  it('of a dry run shows for each row what stands and what it becomes', async () => {
    const said: string[] = [];
    const terminal = { say: (line: string) => said.push(line), writeLines: () => Promise.resolve() };
    const row = { file: 'returns.csv', line: 2, entity: 'return/eet/all/2016-17', outcome: 'accepted' } as const;
    const changes = [
      { member: 'value', was: '77', becomes: '78' },
      { member: 'approvedOn', was: null, becomes: '2017-01-01' },
      { member: 'commentary', was: 'words', becomes: null },
    ];
    const tried = { ...report, dryRun: true, problems: [], problemCount: 0, refused: [], refusedCount: 0 };
    await writeImportReport(
      importReport('walsall', { ...tried, taken: [{ ...row, changes }] }),
      terminal as unknown as Terminal,
    );
    expect(said).toContain(
      'returns.csv line 2, return/eet/all/2016-17: value 77 becomes 78, approved on 2017-01-01, commentary words becomes nothing',
    );
    expect(said).toContain('… and 1 more row.');
  });
});
