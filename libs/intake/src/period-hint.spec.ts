import { parsePeriod } from '@outturn/kernel';
import fc from 'fast-check';
import { periodCell } from './period-cell.js';
import { periodFault } from './period-hint.js';

describe('a period', () => {
  it.each([
    '2016-17',
    '2017-18Q2',
    '2017-18H1',
    '2017-09',
    'M:2011-12',
    'AY2016-17',
    '@2016-03-31',
    'R12:2017-09',
    '3Y:2014-17',
  ])('under its code %s is taken as it stands', (code) => {
    expect(periodCell(code)).toEqual({ given: true, value: code });
  });

  it('in full-width digits is taken under its code', () => {
    expect(periodCell('２０１６-１７')).toEqual({ given: true, value: '2016-17' });
  });

  it.each([
    ['2017/18', '2017-18'],
    ['2017–18', '2017-18'],
    ['2017-2018', '2017-18'],
    ['2017 to 2018', '2017-18'],
    ['FY2017/18', '2017-18'],
    ['17/18', '2017-18'],
    ['1999/00', '1999-00'],
    ['2017-18 Q2', '2017-18Q2'],
    ['2017-18q2', '2017-18Q2'],
    ['Q2 2017-18', '2017-18Q2'],
    ['Q2 2017/18', '2017-18Q2'],
    ['Quarter 2 of 2017-18', '2017-18Q2'],
    ['Q2, 17/18', '2017-18Q2'],
    ['2017/18 H1', '2017-18H1'],
    ['half 1 2017/18', '2017-18H1'],
    ['ay2016-17', 'AY2016-17'],
    ['Academic year 2016/17', 'AY2016-17'],
    ['2016/17 academic year', 'AY2016-17'],
    ['2014-17', '3Y:2014-17'],
    ['2014 to 2017', '3Y:2014-17'],
    ['September 2017', '2017-09'],
    ['Sep 2017', '2017-09'],
    ['09/2017', '2017-09'],
    ['2017-9', '2017-09'],
    ['December 2011', 'M:2011-12'],
    ['12 months to September 2017', 'R12:2017-09'],
    ['rolling 12 months to 2017-09', 'R12:2017-09'],
    ['31/03/2016', '@2016-03-31'],
    ['2016-03-31', '@2016-03-31'],
    ['31 March 2016', '@2016-03-31'],
  ])('written as %s is refused with the code %s that it is likely to mean', (text, code) => {
    expect(periodFault(text)).toEqual({ kind: 'NotAPeriodCode', message: `write this period as ${code}` });
    expect(periodCell(text)).toMatchObject({ given: false });
  });

  it('that Excel turned into a date is refused, and names both codes where two may have been typed', () => {
    expect(periodFault('Sep-17')).toEqual({
      kind: 'PeriodTurnedIntoDate',
      message: 'Excel turned this period into a date: format the column as text and write 2017-09',
    });
    expect(periodFault('Dec-11').message).toContain('write 2011-12 for the financial year or M:2011-12 for the month');
    expect(periodFault('43008')).toMatchObject({ kind: 'PeriodTurnedIntoDate' });
  });

  it.each(['2017', 'Q2 2017', '01/04/2015'])('%s may mean several periods, so none is named as the one', (text) => {
    expect(periodFault(text)).toMatchObject({ kind: 'PeriodAmbiguous' });
  });

  it.each(['2016-18', '2016-17Q5', '11/12', 'AY2016', 'soon', '2017-13', '=2017-18'])(
    '%s is refused with the codes that there are',
    (text) => {
      expect(periodFault(text)).toMatchObject({
        kind: 'NotAPeriodCode',
        message: expect.stringContaining('such as 2016-17') as string,
      });
    },
  );

  it('is never suggested under a code that would be refused', () => {
    const piece = fc.constantFrom(
      '2017',
      '18',
      '2018',
      '-',
      '/',
      ' ',
      'Q',
      '2',
      'AY',
      'to',
      'Sep',
      '31',
      '99',
      '00',
      'R12:',
      '12 months to ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
        const code = /^write this period as (.*)$/.exec(periodFault(pieces.join('')).message)?.[1];
        if (code !== undefined) expect(parsePeriod(code)).not.toBeNull();
      }),
    );
  });
});
