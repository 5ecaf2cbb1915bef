import fc from 'fast-check';
import { endOfLondonDay, isInstant, isIsoDate, londonDateOf, startOfLondonDay, todayInLondon } from './london.js';

const dates = fc
  .date({ min: new Date('1980-01-01'), max: new Date('2037-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a day in London', () => {
  it('begins at midnight UTC in winter', () => {
    expect(startOfLondonDay('2017-01-31')).toBe('2017-01-31T00:00:00.000Z');
    expect(endOfLondonDay('2017-01-31')).toBe('2017-02-01T00:00:00.000Z');
  });

  it('begins an hour before midnight UTC in summer time', () => {
    expect(startOfLondonDay('2017-09-30')).toBe('2017-09-29T23:00:00.000Z');
    expect(londonDateOf('2017-09-29T23:00:00.000Z')).toBe('2017-09-30');
  });

  it('lasts 23 hours when the clocks go forward and 25 when they go back', () => {
    const hours = (day: string) => (Date.parse(endOfLondonDay(day)) - Date.parse(startOfLondonDay(day))) / 3_600_000;
    expect([hours('2017-03-26'), hours('2017-10-29'), hours('2017-06-01')]).toEqual([23, 25, 24]);
  });

  it('holds its first instant and not its end', () => {
    fc.assert(
      fc.property(dates, (day) => {
        expect(londonDateOf(startOfLondonDay(day))).toBe(day);
        const last = new Date(Date.parse(endOfLondonDay(day)) - 1).toISOString();
        expect(londonDateOf(last)).toBe(day);
        expect(londonDateOf(endOfLondonDay(day)) > day).toBe(true);
      }),
    );
  });

  it('needs a real date', () => {
    expect(() => startOfLondonDay('2017-02-30')).toThrow(RangeError);
    expect(() => londonDateOf('2017-02-28')).toThrow(RangeError);
  });
});

describe('today', () => {
  it.each([
    ['2027-03-30T22:59:59.999Z', '2027-03-30', 'the last instant of 30 March, in summer time'],
    ['2027-03-30T23:00:00.000Z', '2027-03-31', 'the first of the last day of the financial year'],
    ['2027-03-31T22:59:59.999Z', '2027-03-31', 'its last'],
    ['2027-03-31T23:00:00.000Z', '2027-04-01', 'the first of the new one'],
    ['2024-03-31T00:59:59.999Z', '2024-03-31', 'before the clocks go forward, on the last day of a financial year'],
    ['2024-03-31T01:00:00.000Z', '2024-03-31', 'after they did'],
    ['2026-10-24T23:00:00.000Z', '2026-10-25', 'the first of the day on which the clocks go back'],
    ['2026-10-25T23:59:59.999Z', '2026-10-25', 'its last, 25 hours later'],
    ['2028-02-29T23:59:59.999Z', '2028-02-29', 'a leap day'],
    ['2026-07-14T23:30:00.000Z', '2026-07-15', 'half past midnight on a summer night'],
    ['2026-12-31T23:30:00.000Z', '2026-12-31', 'half past eleven on a winter night'],
  ])('at %s is %s: %s', (instant, day) => {
    expect(todayInLondon({ now: () => instant })).toBe(day);
  });
});

describe('dates and instants are told from other text', () => {
  it('knows the calendar', () => {
    expect(['2016-02-29', '2017-12-31'].map(isIsoDate)).toEqual([true, true]);
    expect(['2017-02-29', '2017-13-01', '2017-1-1', '20170101', '2017-01-01T00:00', ''].map(isIsoDate)).not.toContain(
      true,
    );
  });

  it('knows an instant only in the one form that sorts', () => {
    expect(isInstant('2017-09-29T23:00:00.000Z')).toBe(true);
    expect(
      ['2017-09-29T23:00:00Z', '2017-09-30T00:00:00.000+01:00', '2017-09-29', '2017-02-30T00:00:00.000Z', 'x'].map(
        isInstant,
      ),
    ).not.toContain(true);
  });
});
