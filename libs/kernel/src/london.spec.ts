import fc from 'fast-check';
import { endOfLondonDay, isInstant, isIsoDate, londonDateOf, startOfLondonDay } from './london.js';

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
