import { dateCell, dueCell, occurredCell } from './date-cell.js';

const refusedWith = (message: string) => ({ given: false, fault: { kind: 'NotADate', message } });

describe('a date', () => {
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
    '03/31/2015',
    '2015-03-31 00:00:00',
    '2015/3/31',
  ])('written %s is refused with what to write', (text) => {
    expect(dateCell(text)).toEqual(refusedWith('write this date as 2015-03-31'));
  });

  it.each(['01/04/2015', '30 February 2015', '2015-02-30', '42094', 'soon'])(
    '%s is refused, and no date is guessed from it',
    (text) => {
      expect(dateCell(text)).toEqual(refusedWith('write a date as year-month-day, such as 2015-03-31'));
    },
  );
});

describe('when an action is due', () => {
  it.each(['2015-03-31', '2015-03', 'ongoing', '2014-06 and annually'])('may be %s', (due) => {
    expect(dueCell(due)).toEqual({ given: true, value: due });
  });

  it('may be "Ongoing" in any case', () => {
    expect(dueCell('Ongoing')).toEqual({ given: true, value: 'ongoing' });
  });

  it('is refused with what to write where Excel or a person wrote it otherwise', () => {
    expect(dueCell('31/03/2015')).toEqual(refusedWith('write this date as 2015-03-31'));
    expect(dueCell('Mar-15')).toEqual(refusedWith('write this month as 2015-03'));
    expect(dueCell('March 2015')).toEqual(refusedWith('write this month as 2015-03'));
  });
});
