import { nextPeriod, periodOf } from '@outturn/kernel';
import fc from 'fast-check';
import { periodsMissing } from './staleness.js';

const missing = (code: string, asAt: string, expectedAfter = 45) => periodsMissing(periodOf(code), asAt, expectedAfter);

describe('a figure is old', () => {
  it('once the next period of its kind ended more than 45 days ago', () => {
    // The next quarter ended on 30 September.
    expect(missing('2017-18Q1', '2017-11-14')).toBeNull();
    expect(missing('2017-18Q1', '2017-11-15')).toBe(1);
    expect(missing('2017-18Q1', '2017-12-31')).toBe(2);
  });

  it('once more days went by than its indicator gives it', () => {
    expect(missing('2017-18', '2019-09-30', 183)).toBeNull();
    expect(missing('2017-18', '2019-10-01', 183)).toBe(1);
    expect(missing('2017-18Q1', '2017-09-30', 0)).toBeNull();
    expect(missing('2017-18Q1', '2017-10-01', 0)).toBe(1);
  });

  it('by every period that has ended since: June 2017 seen in June 2026', () => {
    expect(missing('2017-18Q1', '2026-06-29')).toBe(35);
    expect(missing('R12:2017-06', '2017-11-30')).toBe(5);
  });

  it('never before its own period is over, and never at a point in time', () => {
    expect(missing('2017-18Q1', '2010-01-01')).toBeNull();
    expect(missing('@2017-06-30', '2026-06-29')).toBeNull();
  });

  it('and stays so as days go by, with no fewer periods missing', () => {
    const codes = fc.constantFrom('2017-18Q1', '2017-09', '2016-17', '2017-18H1', 'AY2016-17', '3Y:2014-17');
    const days = fc.integer({ min: 0, max: 4000 });
    fc.assert(
      fc.property(codes, days, days, (code, a, b) => {
        const at = (after: number) => new Date(Date.parse(nextPeriod(periodOf(code))!.end) + after * 86_400_000);
        const [sooner, later] = [Math.min(a, b), Math.max(a, b)].map((after) => at(after).toISOString().slice(0, 10));
        expect(missing(code, later!) ?? 0).toBeGreaterThanOrEqual(missing(code, sooner!) ?? 0);
      }),
    );
  });
});
