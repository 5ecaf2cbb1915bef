import { periodCell } from './period-cell.js';

describe('the cell of a period', () => {
  it('under its code is taken as it stands', () => {
    expect(periodCell('2017-18Q2')).toEqual({ given: true, value: '2017-18Q2' });
  });

  it('in another writing that means one period is taken, and it is said how it was read', () => {
    expect(periodCell('Q2 2017/18')).toEqual({
      given: true,
      value: '2017-18Q2',
      readAs: 'read as 2017-18Q2, quarter 2 (July to September 2017)',
    });
  });

  it('that may mean several is refused with what to write', () => {
    expect(periodCell('2017/8')).toEqual({
      given: false,
      fault: {
        kind: 'PeriodAmbiguous',
        message: 'this may mean several periods: write 2017-18 for year 2017 to 2018 or 2017-08 for August 2017',
      },
    });
  });
});
