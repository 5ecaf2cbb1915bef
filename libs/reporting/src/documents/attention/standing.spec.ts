import type { ScorecardRow } from '@outturn/wiring';
import { before, besideEngland, exampleRow } from '@outturn/testing';
import { reasonsOf, reasonWords, type Side } from './standing';

/** On which sides of a summary a figure stands, with the words of each. */
const sidesOf = (row: ScorecardRow): Partial<Record<Side, string>> => {
  const reasons = reasonsOf(row);
  return Object.fromEntries(
    [...new Set(reasons.map(({ side }) => side))].map((side) => [side, reasonWords(reasons, side)]),
  );
};

/** Wiltshire's target for the year. */
const metBy5: NonNullable<ScorecardRow['target']> = {
  kind: 'point',
  value: '72',
  lower: null,
  upper: null,
  milestones: [],
  rules: [],
  met: true,
  onCourse: null,
  metBy: '2017-18',
  variance: '5',
  favourable: true,
  period: '2017-18',
  from: null,
  to: null,
  id: 'target/placement-long-term/all/2017-18',
};

describe('what a summary says of a figure', () => {
  it('stands on both sides where it improved and misses its target, each with every reason', () => {
    const red = exampleRow({
      rag: 'red',
      target: { ...metBy5, met: false, variance: '-7', favourable: false },
      travel: before('70', 'better'),
      benchmarks: [besideEngland('better', '9')],
    });
    const improved = 'up 7 points since quarter 1 (April to June 2017); better than England by 9 points';
    expect(sidesOf(red)).toEqual({
      attention: `target of 72% missed by 7; but ${improved}`,
      good: `${improved}; but target of 72% missed by 7`,
    });
    expect(sidesOf({ ...red, rag: 'green', target: metBy5 })).toEqual({ good: `target of 72% met by 5; ${improved}` });
  });

  it('is held against every comparator, not the first alone', () => {
    const benchmarks = [besideEngland('better', '9'), { ...besideEngland('worse', '-2'), area: 'south-west' }];
    expect(sidesOf(exampleRow({ benchmarks })).attention).toBe(
      'worse than South West by 2 points; but better than England by 9 points',
    );
  });

  it('says by how much a target is missed', () => {
    const missed = { ...metBy5, met: false, variance: '-7', favourable: false };
    expect(sidesOf(exampleRow({ rag: 'red', target: missed }))).toEqual({ attention: 'target of 72% missed by 7' });
    const relative = { ...missed, kind: 'relative' as const };
    expect(sidesOf(exampleRow({ rag: 'red', target: relative }))).toEqual({ attention: 'target missed' });
  });

  it('says how a target stands whose time is not over: on course or off it', () => {
    const ahead = { ...metBy5, met: null, metBy: null, onCourse: true };
    expect(sidesOf(exampleRow({ rag: 'green', ragBasis: 'course', target: ahead }))).toEqual({
      good: 'on course for the target of 72%, 5 ahead',
    });
    const behind = { ...ahead, onCourse: false, variance: '-7', favourable: false };
    expect(sidesOf(exampleRow({ rag: 'red', ragBasis: 'course', target: behind }))).toEqual({
      attention: 'off course for the target of 72%, 7 behind',
    });
    expect(sidesOf(exampleRow({ rag: 'red', target: { ...behind, kind: 'relative' } }))).toEqual({
      attention: 'target off course',
    });
  });

  it('needs attention where it is old, however good it was', () => {
    const old = exampleRow({ rag: 'green', target: metBy5, stale: 35 });
    expect(sidesOf(old).attention).toBe(
      'last reported for quarter 2 (July to September 2017); 35 quarters missing; but target of 72% met by 5',
    );
  });

  it('needs attention without a rating where it fell, or is behind its comparator', () => {
    expect(sidesOf(exampleRow({ travel: before('80', 'worse') }))).toEqual({
      attention: 'down 3 points since quarter 1 (April to June 2017)',
    });
    const behind = exampleRow({ travel: before('70', 'better'), benchmarks: [besideEngland('worse', '-2')] });
    expect(Object.keys(sidesOf(behind))).toEqual(['good', 'attention']);
  });

  it('is good without a rating where it is ahead of its past or its comparator', () => {
    expect(Object.keys(sidesOf(exampleRow({ benchmarks: [besideEngland('better', '9')] })))).toEqual(['good']);
  });

  it('is nothing if there is nothing to hold it against, or no value', () => {
    expect(sidesOf(exampleRow())).toEqual({});
    expect(sidesOf(exampleRow({ travel: before('77', 'same') }))).toEqual({});
    expect(sidesOf(exampleRow({ value: null, rag: 'red' }))).toEqual({});
  });
});
