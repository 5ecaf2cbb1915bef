import { dayOfJudgement } from './day-of-judgement.js';

const midnight = { now: () => '2026-06-30T23:30:00.000Z' };

describe('the day on which lateness is judged', () => {
  it('is today in London where nothing else is asked', () => {
    expect(dayOfJudgement({}, undefined, midnight)).toEqual({ today: '2026-07-01' });
  });

  it('is what was asked', () => {
    expect(dayOfJudgement({ knownAt: '41' }, '2017-10-31', midnight)).toEqual({ today: '2017-10-31' });
  });

  it("is left to the moment's own day where the past is asked about", () => {
    expect(dayOfJudgement({ knownAt: '41' }, undefined, midnight)).toEqual({});
    expect(dayOfJudgement({ asAt: '2017-10-31' }, undefined, midnight)).toEqual({});
  });
});
