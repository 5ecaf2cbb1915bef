import { parse } from 'csv-parse/sync';
import * as fc from 'fast-check';
import { csvLine } from './csv-line.js';

describe('a line of CSV', () => {
  it('gives back every cell, whatever it holds', () => {
    const cells = fc.array(fc.string({ unit: 'binary' }), { minLength: 2, maxLength: 5 });
    fc.assert(fc.property(cells, (row) => expect(parse(csvLine(row), { bom: false })).toEqual([row])));
  });

  it('leaves a published text as it was published, even where a spreadsheet would run it', () => {
    expect(csvLine(['=1+1', '-', '1,234', null, 7])).toBe('=1+1,-,"1,234",,7\r\n');
  });
});
