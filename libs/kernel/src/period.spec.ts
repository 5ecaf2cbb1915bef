import fc from 'fast-check';
import {
  encloses,
  endedSince,
  nextPeriod,
  parsePeriod,
  periodsBetween,
  periodTitle,
  previousPeriod,
  sameLastYear,
  periodOf,
} from './period.js';

const year = fc.integer({ min: 1950, max: 2090 });
const month = fc.integer({ min: 1, max: 12 }).map((value) => String(value).padStart(2, '0'));
const after = (first: number, count: number) => String((first + count) % 100).padStart(2, '0');
const codes = fc.oneof(
  year.map((y) => `${y}-${after(y, 1)}`),
  year.map((y) => `AY${y}-${after(y, 1)}`),
  year.map((y) => `3Y:${y}-${after(y, 3)}`),
  fc.tuple(year, fc.constantFrom(1, 2, 3, 4)).map(([y, q]) => `${y}-${after(y, 1)}Q${q}`),
  fc.tuple(year, fc.constantFrom(1, 2)).map(([y, h]) => `${y}-${after(y, 1)}H${h}`),
  fc.tuple(fc.integer({ min: 2013, max: 2090 }), month).map(([y, m]) => `${y}-${m}`),
  fc.tuple(year, month).map(([y, m]) => `R12:${y}-${m}`),
  fc.tuple(year, fc.constantFrom('Autumn', 'Spring', 'Summer')).map(([y, term]) => `T:${y}-${after(y, 1)}${term}`),
);

describe('a period is known by its code', () => {
  it.each([
    ['2016-17', 'year', '2016-04-01', '2017-03-31'],
    ['1999-00', 'year', '1999-04-01', '2000-03-31'],
    ['2017-18Q1', 'quarter', '2017-04-01', '2017-06-30'],
    ['2017-18Q2', 'quarter', '2017-07-01', '2017-09-30'],
    ['2017-18Q4', 'quarter', '2018-01-01', '2018-03-31'],
    ['2017-18H1', 'half_year', '2017-04-01', '2017-09-30'],
    ['2017-18H2', 'half_year', '2017-10-01', '2018-03-31'],
    ['2017-09', 'month', '2017-09-01', '2017-09-30'],
    ['2016-02', 'month', '2016-02-01', '2016-02-29'],
    ['AY2016-17', 'academic_year', '2016-09-01', '2017-08-31'],
    ['@2016-03-31', 'point_in_time', '2016-03-31', '2016-03-31'],
    ['R12:2017-09', 'rolling_year', '2016-10-01', '2017-09-30'],
    ['3Y:2014-17', 'three_years', '2014-04-01', '2017-03-31'],
    ['T:2016-17Autumn', 'term', '2016-09-01', '2016-12-31'],
    ['T:2016-17Spring', 'term', '2017-01-01', '2017-04-30'],
    ['T:2016-17Summer', 'term', '2017-05-01', '2017-08-31'],
  ])('%s is a %s from %s to %s', (code, kind, start, end) => {
    expect(parsePeriod(code)).toEqual({ code, kind, start, end });
  });

  it.each([
    '2016-18',
    '2017-13',
    '2017-00',
    '@2017-02-30',
    '@2017-02-29',
    '2016/17',
    '2016-2017',
    '2016-17Q5',
    '2016-17Q0',
    '2016-18Q1',
    '2016-17H3',
    '2016-18H1',
    'AY2016-18',
    'ay2016-17',
    'R12:2017-13',
    '3Y:2014-16',
    'T:2016-18Autumn',
    'T:2016-17Winter',
    'T:2016-17autumn',
    '2017-9',
    ' 2016-17',
    '2016-17 ',
    '2017',
    '@0017-02-28',
    '',
  ])('%j is no code', (code) => expect(parsePeriod(code)).toBeNull());

  it('a code that could be a financial year is one: 2011-12 is not December 2011', () => {
    expect(periodOf('2011-12')).toMatchObject({ kind: 'year', start: '2011-04-01', end: '2012-03-31' });
    expect(periodOf('M:2011-12')).toMatchObject({ kind: 'month', start: '2011-12-01', end: '2011-12-31' });
    expect(previousPeriod(periodOf('2012-01'))?.code).toBe('M:2011-12');
    expect(parsePeriod('M:2017-09')).toBeNull();
  });

  it('a code that the ledger cannot hold is a bug of the caller', () => {
    expect(() => periodOf('2016-18')).toThrow(RangeError);
  });

  it('a period has one code', () => {
    fc.assert(fc.property(codes, (code) => expect(parsePeriod(code)?.code).toBe(code)));
  });
});

describe('periods follow each other', () => {
  it.each([
    ['2016-17', '2015-16', '2015-16'],
    ['2017-18Q1', '2016-17Q4', '2016-17Q1'],
    ['2017-18H1', '2016-17H2', '2016-17H1'],
    ['2017-01', '2016-12', '2016-01'],
    ['AY2016-17', 'AY2015-16', 'AY2015-16'],
    ['R12:2017-01', 'R12:2016-12', 'R12:2016-01'],
    ['3Y:2014-17', '3Y:2013-16', '3Y:2013-16'],
    ['T:2016-17Autumn', 'T:2015-16Summer', 'T:2015-16Autumn'],
    ['T:2016-17Spring', 'T:2016-17Autumn', 'T:2015-16Spring'],
  ])('before %s comes %s; a year earlier it was %s', (code, previous, lastYear) => {
    expect(previousPeriod(periodOf(code))?.code).toBe(previous);
    expect(sameLastYear(periodOf(code))?.code).toBe(lastYear);
  });

  it('the next period is the one that this is previous to', () => {
    fc.assert(fc.property(codes, (code) => expect(nextPeriod(previousPeriod(periodOf(code))!)?.code).toBe(code)));
    expect(nextPeriod(periodOf('@2017-03-31'))).toBeNull();
  });

  it('as many have ended since as lie between it and the last that has ended', () => {
    expect(endedSince(periodOf('2017-18Q1'), '2026-03-31')).toBe(35);
    expect(endedSince(periodOf('2017-18Q1'), '2026-03-30')).toBe(34);
    expect(endedSince(periodOf('2017-18Q1'), '2010-01-01')).toBe(0);
    expect(endedSince(periodOf('R12:2017-09'), '2017-11-30')).toBe(2);
    expect(endedSince(periodOf('3Y:2014-17'), '2019-03-31')).toBe(2);
    fc.assert(
      fc.property(codes, fc.integer({ min: 1, max: 40 }), (code, count) => {
        let later = periodOf(code);
        for (let step = 0; step < count; step += 1) later = nextPeriod(later) ?? later;
        expect(endedSince(periodOf(code), later.end)).toBe(count);
      }),
    );
  });

  it('a point in time has no previous one of itself, but a day one year earlier', () => {
    expect(previousPeriod(periodOf('@2017-03-31'))).toBeNull();
    expect(sameLastYear(periodOf('@2017-03-31'))?.code).toBe('@2016-03-31');
    expect(sameLastYear(periodOf('@2016-02-29'))?.code).toBe('@2015-02-28');
  });

  it('no period falls before the first that a code can name', () => {
    expect(previousPeriod(periodOf('1000-01'))).toBeNull();
  });

  it('the previous period ends before this one does, and nothing lies between them', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const previous = previousPeriod(periodOf(code))!;
        expect(previous.kind).toBe(periodOf(code).kind);
        expect(previous.end < periodOf(code).end).toBe(true);
        expect(periodsBetween(previous, periodOf(code))).toEqual([]);
      }),
    );
  });

  it('periods between two are listed oldest first, without the two', () => {
    const between = (a: string, b: string) => periodsBetween(periodOf(a), periodOf(b)).map(({ code }) => code);
    expect(between('2011-12Q1', '2011-12Q3')).toEqual(['2011-12Q2']);
    expect(between('2016-17Q3', '2017-18Q2')).toEqual(['2016-17Q4', '2017-18Q1']);
    expect(between('2017-18Q2', '2016-17Q3')).toEqual([]);
    expect(between('2016-17', '2017-18Q2')).toEqual([]);
    expect(between('@2015-03-31', '@2017-03-31')).toEqual([]);
  });

  it('a period encloses itself and what lies inside it', () => {
    expect(encloses(periodOf('2017-18'), periodOf('2017-18Q4'))).toBe(true);
    expect(encloses(periodOf('2017-18'), periodOf('2017-18'))).toBe(true);
    expect(encloses(periodOf('2017-18'), periodOf('AY2017-18'))).toBe(false);
    expect(encloses(periodOf('2017-18Q4'), periodOf('2017-18'))).toBe(false);
  });
});

describe('a period in words', () => {
  it.each([
    ['2016-17', 'Year 2016 to 2017'],
    ['1999-00', 'Year 1999 to 2000'],
    ['2017-18Q2', 'Quarter 2 (July to September 2017)'],
    ['2017-18Q4', 'Quarter 4 (January to March 2018)'],
    ['2017-18H1', 'First half of 2017 to 2018 (April to September 2017)'],
    ['2017-18H2', 'Second half of 2017 to 2018 (October 2017 to March 2018)'],
    ['2017-09', 'September 2017'],
    ['AY2016-17', 'Academic year 2016 to 2017'],
    ['@2016-03-31', '31 March 2016'],
    ['@2016-04-05', '5 April 2016'],
    ['R12:2017-09', '12 months to September 2017'],
    ['3Y:2014-17', '3 years 2014 to 2017'],
    ['T:2016-17Autumn', 'Autumn term 2016 to 2017'],
  ])('%s reads "%s"', (code, title) => expect(periodTitle(periodOf(code))).toBe(title));
});
