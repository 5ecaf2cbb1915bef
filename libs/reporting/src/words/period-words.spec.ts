import { dayInWords, dueInWords, instantInWords, knownDay, periodAsTitle, periodInSentence } from './period-words.js';

describe('periods and days in words', () => {
  it.each([
    ['2016-17', '2016-17'],
    ['2017-18Q2', 'quarter 2 (July to September 2017)'],
    ['AY2010-11', 'academic year 2010 to 2011'],
    ['@2012-05-11', '11 May 2012'],
    ['2017-09', 'September 2017'],
    ['0', '0'],
  ])('%s is "%s" within a sentence', (code, words) => expect(periodInSentence(code)).toBe(words));

  it('a period begins a line with a capital letter', () => {
    expect(periodAsTitle('2017-18Q2')).toBe('Quarter 2 (July to September 2017)');
  });

  it.each([
    ['2015-03-31', '31 March 2015'],
    ['2018-01', 'January 2018'],
    ['2014-06 and annually', 'June 2014 and annually'],
    ['ongoing', 'ongoing'],
  ])('an action due %s is due "%s"', (due, words) => expect(dueInWords(due)).toBe(words));

  it('what was told without a date is of no known day', () => {
    expect(knownDay('0001-01-01T00:00:00.000Z')).toBe('undated');
    expect(knownDay('2012-07-08T23:30:00.000Z')).toBe('2012-07-09');
  });

  it('a moment is told by the clock in London', () => {
    expect(instantInWords('2026-06-22T23:40:00.000Z')).toBe('23 June 2026 at 12:40am');
    expect(instantInWords('2026-11-22T15:05:00.000Z')).toBe('22 November 2026 at 3:05pm');
  });

  it('a day is written as GOV.UK does', () => expect(dayInWords('2012-12-01')).toBe('1 December 2012'));
});
