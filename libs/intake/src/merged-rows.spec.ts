import { readFiles } from './read-files.js';

const read = (files: Readonly<Record<string, readonly string[]>>) =>
  readFiles(
    Object.entries(files).map(([name, lines]) => ({ name, bytes: Buffer.from(`${lines.join('\n')}\n`) })),
    {},
  );
const told = (files: Parameters<typeof read>[0]) =>
  read(files).problems.map(({ file, line, column }) => [file, line, column]);

describe('two rows about one thing on one day', () => {
  it('are one if they mention different members', () => {
    const { items, problemCount } = read({
      'returns-figures.csv': ['indicator,period,value,occurred', 'eet,2016-17,77,2017-05-01'],
      'returns-words.csv': ['indicator,period,commentary,occurred', 'eet,2016-17,Better,2017-05-01'],
    });
    expect([problemCount, items.length]).toEqual([0, 1]);
    expect(items[0]?.command).toMatchObject({ value: '77', commentary: 'Better', status: undefined });
  });

  it('are no fault if they are the same', () => {
    const row = 'eet,2016-17,77,2017-05-01';
    expect(told({ 'returns.csv': ['indicator,period,value,occurred', row, row] })).toEqual([]);
  });

  it.each([
    ['returns', 'indicator,period,value', 'eet,2016-17,77', 'eet,2016-17,78', 'value'],
    ['returns', 'indicator,period,value,commentary', 'eet,2016-17,77,Better', 'eet,2016-17,77,', 'commentary'],
    ['targets', 'indicator,period,kind,value', 'eet,2016-17,point,77', 'eet,2016-17,point,78', 'value'],
    ['benchmarks', 'indicator,area,period,value', 'eet,england,2016-17,77', 'eet,england,2016-17,78', 'value'],
    [
      'indicators',
      'id,title,unit,polarity,frequencies',
      'eet,EET,percent,higher,year',
      'eet,EET,number,higher,year',
      'unit',
    ],
    ['actions', 'ref,action,measure', 'A1,Visit,eet', 'A1,Visit,neet', 'measure'],
  ])('are both refused if they say different things of one member (%s)', (kind, header, one, other, column) => {
    const file = `${kind}.csv`;
    expect(told({ [file]: [header, one, other] })).toEqual([
      [file, 2, column],
      [file, 3, column],
    ]);
  });

  it('are refused over several files by the names of both', () => {
    const { problems } = read({
      'returns-a.csv': ['indicator,period,value', 'eet,2016-17,77'],
      'returns-b.csv': ['indicator,period,value', 'eet,2016-17,78'],
    });
    expect(problems.map(({ file, message }) => [file, message])).toEqual([
      ['returns-a.csv', 'line 2 of returns-b.csv says something else about the same thing on the same day: keep one'],
      ['returns-b.csv', 'line 2 of returns-a.csv says something else about the same thing on the same day: keep one'],
    ]);
  });
});

it('rows about one thing on two days stay two', () => {
  const { items } = read({
    'returns.csv': ['indicator,period,value,occurred', 'eet,2016-17,77,2017-05-01', 'eet,2016-17,78,2017-06-01'],
  });
  expect(items).toHaveLength(2);
});
