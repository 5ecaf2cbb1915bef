import type { ImportReport } from '@outturn/wiring';
import { importReport } from './import-report.js';

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
});
