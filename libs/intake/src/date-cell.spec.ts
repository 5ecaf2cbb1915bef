import { dateCell, dueCell, occurredCell } from './date-cell.js';

const readAs = (value: string, says: string) => ({ given: true, value, readAs: `read as ${says}` });

describe('a date in a file', () => {
  it('is written year-month-day', () => {
    expect(dateCell('2015-03-31')).toEqual({ given: true, value: '2015-03-31' });
    expect(occurredCell('2015-03-31T09:00:00.000Z')).toEqual({ given: true, value: '2015-03-31T09:00:00.000Z' });
  });

  it.each([
    '31/03/2015',
    '31.03.2015',
    '31-Mar-15',
    '31 March 2015',
    '31st March 2015',
    '2015-03-31 00:00:00',
    '2015/3/31',
  ])('may be written %s, and it is said how that was read', (text) =>
    expect(dateCell(text)).toEqual(readAs('2015-03-31', '2015-03-31, 31 March 2015')),
  );

  it('in numbers has its day first, and tells whoever reads the whole column that it may be otherwise', () => {
    expect(dateCell('01/04/2015')).toMatchObject({ value: '2015-04-01', order: 'either' });
    expect(occurredCell('03/31/2015')).toMatchObject({ value: '2015-03-31', order: 'month-first' });
  });

  it.each(['30 February 2015', '2015-02-30', 'soon'])('%s is refused, and no date is guessed from it', (text) => {
    const fault = { kind: 'NotADate', message: 'write a date as year-month-day, such as 2015-03-31' };
    expect(dateCell(text)).toEqual({ given: false, fault });
  });

  it('that is the number of a day is refused, with the day that is likely to be meant', () => {
    expect(dateCell('42094')).toMatchObject({
      given: false,
      fault: { kind: 'DateTurnedIntoNumber', message: expect.stringContaining('write 2015-03-31') as unknown },
    });
  });
});

describe('when an action is due', () => {
  it.each(['2015-03-31', '2015-03', 'ongoing', '2014-06 and annually'])('may be %s', (due) => {
    expect(dueCell(due)).toEqual({ given: true, value: due });
  });

  it('may be "Ongoing" in any case', () => {
    expect(dueCell('Ongoing')).toEqual({ given: true, value: 'ongoing' });
  });

  it.each([
    ['31/03/2015', '2015-03-31', '2015-03-31, 31 March 2015'],
    ['Mar-15', '2015-03', '2015-03'],
    ['March 2015', '2015-03', '2015-03'],
    ['December 2011', '2011-12', '2011-12'],
    ['31 March 2015 and annually', '2015-03-31 and annually', '2015-03-31, 31 March 2015 and annually'],
  ])('may be written %s', (text, due, says) => expect(dueCell(text)).toEqual(readAs(due, says)));

  it('is left for its command to refuse where nobody can tell', () => {
    expect(dueCell('soon')).toEqual({ given: true, value: 'soon' });
  });
});
