import fc from 'fast-check';
import { readTable } from './table.js';

type Seen = (string | number)[][];

function read(text: string, most?: number): Seen {
  const seen: Seen = [];
  readTable(
    Buffer.from(text),
    {
      record: (cells, line) => seen.push([line, ...cells]),
      fault: ({ kind }, line) => seen.push([line, `! ${kind}`]),
    },
    most,
  );
  return seen;
}

describe('a table', () => {
  it.each(['\n', '\r\n', '\r'])('is read with %j at the end of its lines', (end) => {
    expect(read(['a,b', '1,"x,y"', '2,z', ''].join(end))).toEqual([
      [1, 'a', 'b'],
      [2, '1', 'x,y'],
      [3, '2', 'z'],
    ]);
  });

  it('may mix line endings', () => {
    expect(read('a\r\nb\nc\rd')).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ]);
  });

  it('names the line on which a record starts, however many lines its cells run over', () => {
    expect(read('a,b\n1,"x\r\ny\nz"\n2,q\n')).toEqual([
      [1, 'a', 'b'],
      [2, '1', 'x\r\ny\nz'],
      [5, '2', 'q'],
    ]);
  });

  it('passes blank lines and rows of empty cells over', () => {
    expect(read('\n\na,b\n\n , \n,,,\n1,2\n\n')).toEqual([
      [3, 'a', 'b'],
      [7, '1', '2'],
    ]);
  });

  it('reports a record with a quotation mark out of place and reads on behind it', () => {
    expect(read('a,b\n1,say "x"\n"p"q,2\n3,"ok ""so"""\n')).toEqual([
      [1, 'a', 'b'],
      [2, '! QuotationMark'],
      [3, '! QuotationMark'],
      [4, '3', 'ok "so"'],
    ]);
  });

  it('reports a quotation mark that is never closed on the line where its record starts', () => {
    expect(read('a,b\n\n1,2\n3,"x\n4,5\n')).toEqual([
      [1, 'a', 'b'],
      [3, '1', '2'],
      [4, '! QuotationMark'],
    ]);
  });

  it('ends at a record that is longer than 1 MiB', () => {
    expect(read(`a\n"${'x'.repeat(1024 * 1024 + 2)}"\nb\n`).map((record) => record.slice(0, 2))).toEqual([
      [1, 'a'],
      [2, '! RecordTooLong'],
    ]);
  });

  it('of more commas than a million rows can need is refused before they fill the memory', () => {
    expect(read(','.repeat(20_000_001))).toEqual([[1, '! TooManyCells']]);
  });

  it('ends after as many records as are allowed', () => {
    expect(read('a\nb\nc\nd\n', 2)).toEqual([
      [1, 'a'],
      [2, 'b'],
      [4, '! TooManyRows'],
    ]);
  });

  it('of any cells, written and read back, is the same table, with the lines that were written', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é', ';') });
    const row = fc.array(cell, { minLength: 2, maxLength: 4 }).map((cells) => ['id', ...cells]);
    fc.assert(
      fc.property(fc.array(row, { maxLength: 6 }), fc.constantFrom('\n', '\r\n', '\r'), (rows, end) => {
        let written = '';
        const expected: Seen = [];
        for (const cells of rows) {
          expected.push([written.split(/\r\n|\r|\n/).length, ...cells]);
          written += cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(',') + end;
        }
        expect(read(written)).toEqual(expected);
      }),
    );
  });
});
