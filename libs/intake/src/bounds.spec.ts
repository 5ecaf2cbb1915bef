import { gzipSync } from 'node:zlib';
import { readFiles } from './read-files.js';
import type { SourceFile } from './import-file.js';

const file = (text: string, name = 'returns.csv'): SourceFile => ({ name, bytes: Buffer.from(text) });
const kindsOf = (source: SourceFile): [problemCount: number, kinds: string[]] => {
  const { problemCount, problems } = readFiles([source], {});
  return [problemCount, problems.map(({ kind }) => kind)];
};

describe('what a file may be is bounded', () => {
  it('a header of more than a thousand names is one fault, and its rows are not read', () => {
    const names = Array.from({ length: 1_001 }, (_, at) => `column${at}`).join(',');
    expect(kindsOf(file(`${names}\n${names}\n`))).toEqual([1, ['TooManyColumns']]);
  });

  it('a cell of more than 32,767 characters is one fault of its row', () => {
    const [long, longest] = ['x'.repeat(32_768), 'x'.repeat(32_767)];
    const read = (text: string) => kindsOf(file(`indicator,period,value,commentary\neet,2016-17,5,${text}\n`))[1];
    expect(read(long)).toEqual(['CellTooLong']);
    expect(read(longest)).not.toContain('CellTooLong');
  });

  it('is read no further than a thousand problems, fifty of which are named, the last of them that', () => {
    const [count, kinds] = kindsOf(file(`indicator,period,value\n${'eet,never,5\n'.repeat(5_000)}`));
    expect([count, kinds.length, kinds.at(0), kinds.at(-1)]).toEqual([1_000, 50, 'NotAPeriod', 'TooManyProblems']);
  });

  it('a release is read no further either, and is no release', () => {
    const header = 'measure,area_number,area,year,value\n';
    const { problemCount, release } = readFiles(
      [file(`${header}${'Care,301,Barking,2017,!\n'.repeat(5_000)}`, 'lait.csv')],
      {
        release: 'LAIT',
      },
    );
    expect([problemCount, release]).toEqual([1_000, null]);
  });

  it('what is unpacked has an end: a few kilobytes of gzip fill no memory', () => {
    const bomb = gzipSync(Buffer.alloc(129 * 1024 * 1024, 0x20));
    expect(bomb.length).toBeLessThan(200_000);
    expect(kindsOf({ name: 'bomb.csv.gz', bytes: bomb })).toEqual([1, ['FileTooLarge']]);
  });
});
