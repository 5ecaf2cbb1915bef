import { daysOf } from './known-days';

describe('the days on which something became known', () => {
  it('are counted by the day in London, the latest first', () => {
    const known = ['2012-05-10T23:00:00.000Z', '2012-05-11T12:00:00.000Z', '2012-07-09T09:00:00.000Z'];
    expect(daysOf(known.map((knownFrom) => ({ knownFrom })))).toEqual([
      { day: '2012-07-09', events: 1 },
      { day: '2012-05-11', events: 2 },
    ]);
  });

  it('leave out what is of no known day', () => {
    expect(daysOf([{ knownFrom: '0001-01-01T00:00:00.000Z' }])).toEqual([]);
  });
});
