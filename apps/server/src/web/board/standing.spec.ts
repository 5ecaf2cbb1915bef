import type { ScorecardRow } from '@outturn/wiring';
import { before, besideEngland, exampleRow } from './board.fixture';
import { standingOf } from './standing';

/** Wiltshire's target for the year. */
const metBy5: ScorecardRow['target'] = {
  kind: 'point',
  value: '72',
  lower: null,
  upper: null,
  milestones: [],
  rules: [],
  met: true,
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
