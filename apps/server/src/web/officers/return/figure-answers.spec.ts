import { typedFigures } from './figure-answers.js';

describe('a figure as it is typed', () => {
  it('is read as a cell of a file is', () => {
    expect(typedFigures({ numerator: '1,204', denominator: '1300.0', value: '92.6%' })).toEqual({
      numerator: '1204',
      denominator: '1300',
      value: '92.6',
      problems: [],
    });
  });

  it('may be left out', () => {
    expect(typedFigures({ value: '' })).toEqual({ numerator: '', denominator: '', value: '', problems: [] });
  });

  it('is kept with what would be right where it is none', () => {
    const { value, problems } = typedFigures({ numerator: '12%', value: '58 of 75' });
    expect(value).toBe('58 of 75');
    expect(problems).toEqual([
      { field: 'numerator', text: 'A count is no percentage: leave the percent sign out' },
      {
        field: 'value',
        text: 'Write 58 as the numerator and 75 as the denominator, in columns of their own',
      },
    ]);
  });

  it('is told which figure to write and how it is to be read, if it is not exact', () => {
    expect(typedFigures({ value: 'about 70' }).problems).toEqual([
      { field: 'value', text: 'Write 70 here, and choose “about” under “How is it to be read?”' },
    ]);
    expect(typedFigures({ numerator: '<5' }).problems).toEqual([
      { field: 'numerator', text: 'Write 5 if it is exact, else leave the cell empty' },
    ]);
  });

  it('is no mark that the DfE prints in its place', () => {
    expect(typedFigures({ value: 'c' }).problems).toEqual([
      {
        field: 'value',
        text: '“c” says that a figure is not there: leave this empty, and say below why there is no figure',
      },
    ]);
  });
});
