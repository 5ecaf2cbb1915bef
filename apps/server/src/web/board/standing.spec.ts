import type { ScorecardRow } from '@outturn/wiring';
import { before, besideEngland, exampleRow } from './board.fixture';
import { standingOf } from './standing';

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
  it('is by its rating, with every reason that bears on it', () => {
    const red = exampleRow({
      rag: 'red',
      target: metBy5,
      travel: before('70', 'better'),
      benchmarks: [besideEngland('better', '9')],
    });
    expect(standingOf(red)).toMatchObject({ side: 'attention' });
    expect(standingOf({ ...red, rag: 'green' })).toEqual({
      side: 'good',
      reasons: [
        'target of 72% met by 5',
        'up 7 points since quarter 1 (April to June 2017)',
        'better than England by 9 points',
      ],
    });
  });

  it('says by how much a target is missed', () => {
    const missed = { ...metBy5, met: false, variance: '-7', favourable: false };
    expect(standingOf(exampleRow({ rag: 'red', target: missed }))?.reasons).toEqual(['target of 72% missed by 7']);
    const relative = { ...missed, kind: 'relative' as const };
    expect(standingOf(exampleRow({ rag: 'red', target: relative }))?.reasons).toEqual(['target missed']);
  });

  it('says how a target stands whose time is not over: on course or off it', () => {
    const ahead = { ...metBy5, met: null, metBy: null, onCourse: true };
    expect(standingOf(exampleRow({ rag: 'green', ragBasis: 'course', target: ahead }))).toEqual({
      side: 'good',
      reasons: ['on course for the target of 72%, 5 ahead'],
    });
    const behind = { ...ahead, onCourse: false, variance: '-7', favourable: false };
    expect(standingOf(exampleRow({ rag: 'red', ragBasis: 'course', target: behind }))?.reasons).toEqual([
      'off course for the target of 72%, 7 behind',
    ]);
    expect(standingOf(exampleRow({ rag: 'red', target: { ...behind, kind: 'relative' } }))?.reasons).toEqual([
      'target off course',
    ]);
  });

  it('needs attention where it is old, however good it was', () => {
    const old = exampleRow({ rag: 'green', target: metBy5, stale: 35 });
    expect(standingOf(old)).toEqual({
      side: 'attention',
      reasons: ['last reported for quarter 2 (July to September 2017); 35 quarters missing', 'target of 72% met by 5'],
    });
  });

  it('needs attention without a rating where it fell, or is behind its comparator', () => {
    expect(standingOf(exampleRow({ travel: before('80', 'worse') }))).toEqual({
      side: 'attention',
      reasons: ['down 3 points since quarter 1 (April to June 2017)'],
    });
    const behind = exampleRow({ travel: before('70', 'better'), benchmarks: [besideEngland('worse', '-2')] });
    expect(standingOf(behind)?.side).toBe('attention');
  });

  it('is good without a rating where it is ahead of its past or its comparator', () => {
    expect(standingOf(exampleRow({ benchmarks: [besideEngland('better', '9')] }))?.side).toBe('good');
  });

  it('is nothing where there is nothing to hold it against, or no value', () => {
    expect(standingOf(exampleRow())).toBeNull();
    expect(standingOf(exampleRow({ travel: before('77', 'same') }))).toBeNull();
    expect(standingOf(exampleRow({ value: null, rag: 'red' }))).toBeNull();
  });
});
