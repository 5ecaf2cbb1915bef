import fc from 'fast-check';
import type { Case } from './case.js';
import { measured, meets, skipped, spreadOf } from './summary.js';

const aCase = (goal: Case['goal']): Case => ({
  name: 'a case',
  unit: 'events/s',
  goal,
  rivalName: 'a rival',
  events: 0,
  ours: () => ({ run: () => ({ value: 0 }) }),
});
const values = (...list: readonly number[]) => list.map((value) => ({ value }));

describe('a spread', () => {
  it('is the middle run, or the mean of the two in the middle, between the least and the most', () => {
    expect(spreadOf([5, 1, 4])).toEqual({ median: 4, least: 1, most: 5 });
    expect(spreadOf([4, 1, 3, 2])).toEqual({ median: 2.5, least: 1, most: 4 });
  });

  it('does not depend on the order of the runs', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (list) => {
        expect(spreadOf(list.toReversed())).toEqual(spreadOf(list));
      }),
    );
  });

  it('of nothing is refused', () => {
    expect(() => spreadOf([])).toThrow('nothing was measured');
  });
});

describe('a result', () => {
  it('has the ratio of the medians, ours to the rival’s', () => {
    const result = measured(aCase({ atLeast: 0.25 }), values(10, 30, 20), values(80, 70, 90));
    expect(result).toMatchObject({ ours: 20, rival: 80, ratio: 0.25, goal: 0.25, goalIs: 'at least', met: true });
  });

  it('holds our own figure against the goal where there is no rival', () => {
    const result = measured(aCase({ atMost: 250 }), values(251, 252, 253), []);
    expect(result).toMatchObject({ ours: 252, rival: null, ratio: null, goal: 250, goalIs: 'at most', met: false });
  });

  it('neither meets nor misses a goal that it does not have', () => {
    expect(measured(aCase(null), values(1), values(1))).toMatchObject({ goal: null, met: null });
  });

  it('tells the CPU of an event as the median of the runs that counted it', () => {
    const ours = [{ value: 1, cpu: 10 }, { value: 1, cpu: 30 }, { value: 1 }];
    expect(measured(aCase(null), ours, values(1)).cpu).toEqual({ ours: 20, rival: null });
  });

  it('never meets its goal where it was skipped, and says why it was', () => {
    const result = skipped(aCase({ atMost: 1_000 }), 'there is no compiler');
    expect(result).toMatchObject({
      met: false,
      skipped: true,
      reason: 'there is no compiler',
      ours: null,
      ratio: null,
    });
  });
});

it('a goal is met at its very figure', () => {
  expect([meets({ atLeast: 20 }, 20), meets({ atMost: 1.5 }, 1.5)]).toEqual([true, true]);
  expect([meets({ atLeast: 20 }, 19.9), meets({ atMost: 1.5 }, 1.51)]).toEqual([false, false]);
});
