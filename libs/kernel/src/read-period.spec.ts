import fc from 'fast-check';
import { parsePeriod, periodOf, periodTitle } from './period.js';
import { periodReadAs, readPeriod } from './read-period.js';

const adviceOf = (text: string): string => {
  const reading = readPeriod(text);
  return reading.read ? `read as ${reading.period.code}` : reading.advice;
};

describe('a period is read where it can mean one thing', () => {
  it.each([
    ['Q2 2017/18', '2017-18Q2'],
    ['Q2 17/18', '2017-18Q2'],
    ['2017/18 Q2', '2017-18Q2'],
    ['2017-18 q2', '2017-18Q2'],
    ['FY2017/18 Q2', '2017-18Q2'],
    ['FY17/18 Q2', '2017-18Q2'],
    ['Quarter 2 of 2017-18', '2017-18Q2'],
    ['second quarter 2017/18', '2017-18Q2'],
    ['Quarter 2 2017 to 2018', '2017-18Q2'],
    ['Qtr 2 2017-2018', '2017-18Q2'],
    ['Jul-Sep 2017', '2017-18Q2'],
    ['Jul - Sep 17', '2017-18Q2'],
    ['July to September 2017', '2017-18Q2'],
    ['July 2017 to September 2017', '2017-18Q2'],
    ['1 July 2017 to 30 September 2017', '2017-18Q2'],
    ['Jul-Sep 2017/18', '2017-18Q2'],
    ['Jan-Mar 2018', '2017-18Q4'],
    ['Jan-Mar 2017/18', '2017-18Q4'],
    ['quarter ending September 2017', '2017-18Q2'],
    ['quarter ended 31 March 2018', '2017-18Q4'],
    ['2017-18H1', '2017-18H1'],
    ['2017/18 H1', '2017-18H1'],
    ['H1 2017/18', '2017-18H1'],
    ['first half of 2017/18', '2017-18H1'],
    ['April to September 2017', '2017-18H1'],
    ['October 2017 to March 2018', '2017-18H2'],
    ['six', null],
    ['2017/18', '2017-18'],
    ['2017 / 18', '2017-18'],
    ['2017–18', '2017-18'],
    ['2017\u201118', '2017-18'],
    ['2017\u221218', '2017-18'],
    ['2017\u200b-18', '2017-18'],
    ['\u00a02017-18\u00a0', '2017-18'],
    ['２０１７-１８', '2017-18'],
    ['2017-2018', '2017-18'],
    ['2017/2018', '2017-18'],
    ['2017 to 2018', '2017-18'],
    ['FY2017/18', '2017-18'],
    ['FY 17/18', '2017-18'],
    ['FY1718', '2017-18'],
    ['17/18', '2017-18'],
    ['201718', '2017-18'],
    ['1999/00', '1999-00'],
    ['2009/10', '2009-10'],
    ['financial year 2017-18', '2017-18'],
    ['FYE 2018', '2017-18'],
    ['financial year ending 2018', '2017-18'],
    ['year ending March 2018', '2017-18'],
    ['year ended 31 March 2018', '2017-18'],
    ['Year to 31/03/2018', '2017-18'],
    ['April 2017 to March 2018', '2017-18'],
    ['year ending September 2017', 'R12:2017-09'],
    ['12 months to September 2017', 'R12:2017-09'],
    ['12 months to 30 September 2017', 'R12:2017-09'],
    ['rolling 12 months to 2017-09', 'R12:2017-09'],
    ['r12:2017-09', 'R12:2017-09'],
    ['October 2016 to September 2017', 'R12:2017-09'],
    ['AY 2016/17', 'AY2016-17'],
    ['y/e 31/3/18', '2017-18'],
    ['01/07/2017 - 30/09/2017', '2017-18Q2'],
    ['1 April 2017 to 31 March 2018', '2017-18'],
    ['ay2016-17', 'AY2016-17'],
    ['Academic year 2016/17', 'AY2016-17'],
    ['2016/17 academic year', 'AY2016-17'],
    ['academic year ending 2017', 'AY2016-17'],
    ['September 2016 to August 2017', 'AY2016-17'],
    ['T:2016-17autumn', 'T:2016-17Autumn'],
    ['Autumn term 2016/17', 'T:2016-17Autumn'],
    ['2016/17 Spring', 'T:2016-17Spring'],
    ['Autumn 2016', 'T:2016-17Autumn'],
    ['Summer term 2017', 'T:2016-17Summer'],
    ['3 years 2014-17', '3Y:2014-17'],
    ['3y 2014/17', '3Y:2014-17'],
    ['October 2017', '2017-10'],
    ['Oct 2017', '2017-10'],
    ['Oct-2017', '2017-10'],
    ['2017 October', '2017-10'],
    ['October 2017/18', '2017-10'],
    ['March 2017/18', '2018-03'],
    ['Sep-17', '2017-09'],
    ['Sept 17', '2017-09'],
    ['09/2017', '2017-09'],
    ['9/2017', '2017-09'],
    ['2017-9', '2017-09'],
    ['2017/09', '2017-09'],
    ['201709', '2017-09'],
    ['2017M09', '2017-09'],
    ['M:2017-09', '2017-09'],
    ['December 2011', 'M:2011-12'],
    ['31/03/2016', '@2016-03-31'],
    ['31/03/16', '@2016-03-31'],
    ['31.03.2016', '@2016-03-31'],
    ['31-Mar-16', '@2016-03-31'],
    ['31 March 2016', '@2016-03-31'],
    ['31st March 2016', '@2016-03-31'],
    ['March 31, 2016', '@2016-03-31'],
    ['2016-03-31', '@2016-03-31'],
    ['2016-03-31 00:00:00', '@2016-03-31'],
    ['03/31/2016', '@2016-03-31'],
    ['as at 31 March 2016', '@2016-03-31'],
    ['as at 1 September 2017', '@2017-09-01'],
    ['@31/03/2016', '@2016-03-31'],
  ])('%j is %s', (text, code) => {
    expect(adviceOf(text)).toBe(code === null ? adviceOf('soon') : `read as ${code}`);
  });

  it('dates are in the order of the United Kingdom', () => {
    expect(adviceOf('03/04/2016')).toBe('read as @2016-04-03');
  });

  it('and it says in words how it was read', () => {
    expect(periodReadAs(periodOf('2017-18Q2'))).toBe('read as 2017-18Q2, quarter 2 (July to September 2017)');
    expect(periodReadAs(periodOf('@2016-03-31'))).toBe('read as @2016-03-31, 31 March 2016');
  });
});

describe('a period that may mean several is not taken, and each code that it may mean is named', () => {
  it.each([
    ['2017/8', ['2017-18', '2017-08']],
    ['2017-8', ['2017-18', '2017-08']],
    ['2017-09-01', ['@2017-09-01', '2017-09']],
    ['01/09/2017', ['@2017-09-01', '2017-09']],
    ['1 September 2017', ['@2017-09-01', '2017-09']],
    ['Dec-11', ['M:2011-12', '2011-12']],
    ['201112', ['2011-12', 'M:2011-12']],
    ['FY18', ['2017-18', '2018-19']],
    ['FY2018', ['2017-18', '2018-19']],
    ['financial year 2018', ['2017-18', '2018-19']],
    ['academic year 2016', ['AY2015-16', 'AY2016-17']],
    ['2017', ['2016-17', '2017-18', 'AY2016-17', 'AY2017-18']],
    ['Q2 2017', ['2017-18Q2', '2016-17Q2', '2017-18Q1']],
    ['2017Q2', ['2017-18Q2', '2016-17Q2', '2017-18Q1']],
    ['Q2 FY18', ['2018-19Q2', '2017-18Q2', '2018-19Q1']],
    ['H1 2017', ['2017-18H1', '2016-17H1']],
    ['Oct-Mar 2018', ['2017-18H2', '2018-19H2']],
    ['year ending August 2017', ['AY2016-17', 'R12:2017-08']],
  ])('%j may be any of %j', (text, codes) => {
    const advice = adviceOf(text);
    expect(advice).not.toMatch(/^read as/);
    for (const code of codes) expect(advice).toContain(`${code} for `);
  });

  it('names Excel where Excel is likely to have done it', () => {
    expect(readPeriod('Dec-11')).toMatchObject({ kind: 'PeriodTurnedIntoDate' });
    expect(readPeriod('43008')).toMatchObject({ kind: 'PeriodTurnedIntoDate' });
    expect(readPeriod('2017')).toMatchObject({ kind: 'PeriodAmbiguous' });
  });

  it.each([
    ['11/12', 'write the year in full: 2011-12 if the financial year is meant'],
    ['1718', 'write the year in full: 2017-18 if the financial year is meant'],
    ['2014-17', 'write 3Y:2014-17 if three financial years are meant'],
  ])('%s is not guessed: %s', (text, advice) => expect(adviceOf(text)).toBe(advice));

  it.each([
    '12 months to 15 September 2017',
    'year ending 5 April 2018',
    'year ended 30 March 2018',
    'quarter ending 29 June 2017',
    '1 July 2017 to 28 September 2017',
    '2 July 2017 to 30 September 2017',
    'tax year 2017/18',
    '2016-18',
    '2016-17Q5',
    'soon',
    '2017-13',
    '=2017-18',
    'Mar-98',
    '30 February 2016',
    'May-Sep 2017',
    '',
  ])('%j is refused with the codes that there are', (text) => expect(adviceOf(text)).toContain('such as 2016-17'));
});

const year = fc.integer({ min: 2000, max: 2048 });
const after = (first: number, count: number): string => String((first + count) % 100).padStart(2, '0');
const codes = fc.oneof(
  year.map((y) => `${y}-${after(y, 1)}`),
  year.map((y) => `AY${y}-${after(y, 1)}`),
  year.map((y) => `3Y:${y}-${after(y, 3)}`),
  fc.tuple(year, fc.constantFrom('Q1', 'Q2', 'Q3', 'Q4', 'H1', 'H2')).map(([y, part]) => `${y}-${after(y, 1)}${part}`),
  fc.tuple(year, fc.constantFrom('Autumn', 'Spring', 'Summer')).map(([y, term]) => `T:${y}-${after(y, 1)}${term}`),
  fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, m]) => {
    const code = `${y}-${String(m).padStart(2, '0')}`;
    return parsePeriod(code)?.kind === 'month' ? code : `M:${code}`;
  }),
  fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, m]) => `R12:${y}-${String(m).padStart(2, '0')}`),
  fc
    .tuple(year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 2, max: 28 }))
    .map(([y, m, d]) => `@${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`),
);

const piece = fc.constantFrom(
  ...'2017 18 2018 17 - / Q 2 3 H AY FY to Sep Mar October 31 01 R12: 3Y: T: @ M: Autumn term ( )'.split(' '),
  ' ',
  '12 months to ',
  'year ending ',
  'quarter ',
  'first half ',
);

describe('the laws of reading a period', () => {
  it('a code reads as itself, in any case, and so does its title in words', () => {
    fc.assert(
      fc.property(codes, (code) => {
        for (const text of [
          code,
          code.toLowerCase(),
          periodTitle(periodOf(code)),
          periodTitle(periodOf(code)).toUpperCase(),
        ]) {
          expect([text, adviceOf(text)]).toEqual([text, `read as ${code}`]);
        }
      }),
    );
  });

  it('whatever is taken has one code, which reads as the same period', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
        const reading = readPeriod(pieces.join(''));
        if (!reading.read) return;
        expect(parsePeriod(reading.period.code)).toEqual(reading.period);
        expect(readPeriod(reading.period.code)).toEqual({ read: true, period: reading.period, exact: true });
      }),
      { numRuns: 3_000 },
    );
  });

  it('no advice names a code that would be refused', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 7 }), (pieces) => {
        for (const [, code] of adviceOf(pieces.join('')).matchAll(/(?:write|,|or) ([^ ]+) for /g)) {
          expect(parsePeriod(code!)).not.toBeNull();
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
