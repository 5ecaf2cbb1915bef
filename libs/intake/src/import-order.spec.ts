import { readFiles } from './read-files.js';
import { fileOf } from './source-file.fixture.js';

const lineOf = (kind: string, line: number) => `${kind} ${line}`;

describe('the rows of a call', () => {
  const files = [
    fileOf('r.csv', [
      'indicator,period,occurred',
      'a,2016-17,2012-06-01',
      'b,2016-17,',
      'c,2016-17,2012-05-01',
      'd,2016-17,2012-05-01',
    ]),
    fileOf('i.csv', [
      'id,title,unit,polarity,frequencies,occurred',
      'a,A,days,lower,year,2012-06-01',
      'b,B,days,lower,year,2012-05-01',
    ]),
    fileOf('a.csv', ['ref,action,occurred', '1,Do it,2012-05-01', '2,Do it,']),
    fileOf('b.csv', ['indicator,area,period,value,occurred', 'a,e,2016-17,1,2012-05-01']),
    fileOf('t.csv', ['indicator,period,kind,value,occurred', 'a,2016-17,point,1,2012-05-01']),
  ];

  it('are merged: without a date first, then by day, within a day by kind, then as they stand', () => {
    expect(readFiles(files, {}).items.map(({ kind, source }) => lineOf(kind, source.line))).toEqual([
      'returns 3',
      'actions 3',
      'indicators 3',
      'benchmarks 2',
      'targets 2',
      'returns 4',
      'returns 5',
      'actions 2',
      'indicators 2',
      'returns 2',
    ]);
  });

  it('belong to the day that it is in London', () => {
    const instants = [
      fileOf('r.csv', [
        'indicator,period,occurred',
        'late,2016-17,2012-05-01T23:30:00.000Z',
        'noon,2016-17,2012-05-01T12:00:00.000Z',
        'day,2016-17,2012-05-01',
      ]),
      fileOf('i.csv', ['id,title,unit,polarity,frequencies,occurred', 'a,A,days,lower,year,2012-05-02']),
    ];
    expect(readFiles(instants, {}).items.map(({ kind, source }) => lineOf(kind, source.line))).toEqual([
      'returns 4',
      'returns 3',
      'indicators 2',
      'returns 2',
    ]);
  });
});
