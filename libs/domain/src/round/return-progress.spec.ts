import { daysBetween, returnState } from './return-progress.js';

describe('a return of a round', () => {
  const open = { due: '2017-10-31', closed: false };

  it('is in time on the day it is due', () => {
    expect(returnState(open, '2017-10-31', '2017-12-01')).toBe('submitted');
  });

  it('is late from the day after, however early one looks', () => {
    expect(returnState(open, '2017-11-01', '2017-10-01')).toBe('late');
  });

  it('is missing from the day after the due date', () => {
    expect(returnState(open, null, '2017-10-31')).toBe('not_yet_due');
    expect(returnState(open, null, '2017-11-01')).toBe('missing');
  });

  it('is missing at once where the round was closed early', () => {
    expect(returnState({ ...open, closed: true }, null, '2017-10-01')).toBe('missing');
  });
});

it('days are counted by the calendar, summer time or not', () => {
  expect(daysBetween('2017-10-28', '2017-10-31')).toBe(3);
  expect(daysBetween('2017-10-31', '2017-10-28')).toBe(-3);
  expect(daysBetween('2016-02-28', '2016-03-01')).toBe(2);
});
