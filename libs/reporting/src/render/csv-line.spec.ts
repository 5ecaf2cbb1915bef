import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { csvLine } from './csv-line.js';

const cellsOf = (line: string): string[] => (parse(line, { bom: false }) as string[][])[0]!;

describe('a line of CSV', () => {
  it('gives back every cell that begins no formula, whatever it holds', () => {
    const text = fc
      .string({ unit: 'binary' })
      .filter((each) => !/[=+\-@\u2212\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u.test(each));
    const cells = fc.array(text, { minLength: 2, maxLength: 5 });
    fc.assert(fc.property(cells, (row) => expect(cellsOf(csvLine(row))).toEqual(row)));
  });

  it.each([
    "=cmd|' /C calc'!A0",
    '+cmd|x',
    '-2+3+cmd|x',
    '@SUM(1+1)',
    '\ttext',
    '\rtext',
    ' =1+1',
    '\u00a0=1+1',
    '\u200b=1+1',
    '\ufeff=1+1',
    '\uff1d1+1',
    '\uff0b1+x',
    '\uff0d1+x',
    '\uff20SUM(1)',
    '\u22121+x',
    "'=1+1",
    '--1',
    '+A1',
  ])('%j is a text to every spreadsheet: an apostrophe stands before it', (text) => {
    expect(cellsOf(csvLine([text, 'x']))).toEqual([`'${text}`, 'x']);
  });

  it('a text that begins a cell only where semicolons or tabs part them is a text there, too', () => {
    expect(csvLine(['area;=1+1', 'x\t@SUM(1)'])).toBe("area;'=1+1,x\t'@SUM(1)\r\n");
    expect(cellsOf(csvLine(['\t=1+1']))).toEqual(["'\t'=1+1"]);
  });

  it('no two texts are written alike', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '-', ';', '\t', 'a', '1', ' ', '\uff1d') });
    fc.assert(
      fc.property(text, text, (one, other) => expect(csvLine([one]) === csvLine([other])).toBe(one === other)),
      { numRuns: 2_000 },
    );
  });

  it.each([
    '-5.2',
    '+3',
    '-1,234',
    '-12%',
    '-',
    '..',
    '.5',
    '\u22125',
    '1 234',
    '@2016-03-31',
    '2016-17',
    'age=16-18;sex=f',
  ])('the figure, mark, period or breakdown %s is written as it stands', (text) =>
    expect(cellsOf(csvLine([text, null]))).toEqual([text, '']),
  );

  it('numbers stay numbers', () => expect(csvLine([-7, 0, null])).toBe('-7,0,\r\n'));
});
