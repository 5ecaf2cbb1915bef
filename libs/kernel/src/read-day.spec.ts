import * as fc from 'fast-check';
import { dayReadAs, readDay } from './read-day.js';

const isoOf = (text: string): string | null => {
  const reading = readDay(text);
  return reading.read ? reading.iso : null;
};

describe('a day', () => {
  it.each([
    '2015-03-31',
    '31/03/2015',
    '31.3.2015',
    '31-Mar-15',
    '31 March 2015',
    'Tuesday 31st March 2015',
    'March 31, 2015',
    '2015-03-31 00:00:00',
    '2015-03-31T00:00:00Z',
    '2015/3/31',
    ' 31\u00A0March 2015 ',
    '03/31/2015',
  ])('may be written %j', (text) => expect(isoOf(text)).toBe('2015-03-31'));

  it('in numbers has the day before the month, as the United Kingdom writes it', () => {
    expect(readDay('03/04/2016')).toEqual({ read: true, iso: '2016-04-03', exact: false, order: 'either' });
    expect(readDay('03/31/2016')).toMatchObject({ iso: '2016-03-31', order: 'month-first' });
    expect(readDay('31/03/2016')).toMatchObject({ order: 'told' });
    expect(readDay('04/04/2016')).toMatchObject({ order: 'told' });
    expect(readDay('2016-04-03')).toEqual({ read: true, iso: '2016-04-03', exact: true, order: 'told' });
  });

  it('says in words how it was read', () => {
    expect(dayReadAs('2016-04-03')).toBe('read as 2016-04-03, 3 April 2016');
  });

  it('that a spreadsheet turned into a number is refused, with what it may have been', () => {
    expect(readDay('42094')).toMatchObject({ kind: 'DateTurnedIntoNumber' });
    expect(readDay('42094')).toMatchObject({
      advice: expect.stringMatching(/write 2015-03-31 .*2019-04-01/) as unknown,
    });
  });

  it.each([
    '',
    'soon',
    '30 February 2015',
    '2015-02-30',
    '31/04/2015',
    '2015-03',
    '13/13/2015',
    '2015-03-31 09:30',
    '1/2',
  ])('%j is none, and none is guessed', (text) =>
    expect(readDay(text)).toMatchObject({ read: false, kind: 'NotADate' }),
  );

  it('reads the same however it is written', () => {
    const days = fc.date({ min: new Date('1950-01-01'), max: new Date('2048-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const iso = date.toISOString().slice(0, 10);
        const [year, month, day] = iso.split('-');
        const words = dayReadAs(iso).split(', ')[1]!;
        for (const text of [
          iso,
          `${day}/${month}/${year}`,
          `${Number(day)}.${Number(month)}.${year}`,
          words,
          words.toUpperCase(),
        ])
          expect([text, isoOf(text)]).toEqual([text, iso]);
      }),
    );
  });
});
