import { tableText, TextTable, type Column } from './text-table.js';

const columns: readonly Column[] = [
  { title: 'Indicator', least: 10 },
  { title: 'Figure', align: 'right' },
];
const page = (width: number) => ({ width, colours: false });

describe('a table', () => {
  it('is as wide as its cells need, with figures to the right', () => {
    const rows = [{ cells: ['Stable placements', '7'] }, { cells: ['Moves', '77.5'] }];
    expect(tableText(columns, rows, page(80))).toBe(
      ['INDICATOR          FIGURE', 'Stable placements       7', 'Moves                77.5', ''].join('\n'),
    );
  });

  it('cuts long titles and never a figure', () => {
    const rows = [{ cells: ['Children in a long-term stable placement', '1234567.89'] }];
    const lines = tableText(columns, rows, page(30)).split('\n');
    expect(lines[1]).toBe('Children in a lon…  1234567.89');
  });

  it('keeps the end of a cell, so that two breakdowns of one title stay apart', () => {
    const rows = [{ cells: [{ text: 'Care leavers in suitable accommodation', end: ' (age 16-18)' }, '98%'] }];
    expect(tableText(columns, rows, page(38))).toContain('Care leavers in s… (age 16-18)');
  });

  it('lets no end crowd out what it is the end of: then the whole is below, and no letter is lost', () => {
    const end = ' (placement type fostering agency)';
    const rows = [{ cells: [{ text: 'Initial health assessments', end }, '98%'], details: ['Red'] }];
    expect(tableText(columns, rows, page(44)).split('\n').slice(2)).toEqual([
      'Initial health assessments (placeme…     98%',
      '  Initial health assessments (placement type',
      '  fostering agency)',
      '  Red',
      '',
    ]);
  });

  it('cuts no column below its least width, and pushes over the edge instead', () => {
    const rows = [{ cells: ['A title that is long', '12345678901234567890'] }];
    expect(tableText(columns, rows, page(20)).split('\n')[1]).toBe('A title t…  12345678901234567890');
  });

  it('writes details below their row, within the width', () => {
    const rows = [{ cells: ['Moves', '10%'], details: ['England 10% in 2016-17: the same', ''] }];
    expect(tableText(columns, rows, page(24)).split('\n').slice(2)).toEqual([
      'Moves         10%',
      '  England 10% in',
      '  2016-17: the same',
      '',
    ]);
  });

  it('lets no control character of a text reach the terminal', () => {
    const rows = [{ cells: ['Title\u001B[2J\nnext', '1'] }];
    expect(tableText(columns, rows, page(80))).not.toMatch(/[^\n\P{Cc}]/u);
  });

  it('colours a word and keeps the word', () => {
    const table = new TextTable([{ title: 'Rating' }], [], { width: 80, colours: true });
    expect(table.row({ cells: [{ text: 'GREEN', paint: 'good' }] })).toBe('\u001B[32mGREEN\u001B[39m');
  });
});
