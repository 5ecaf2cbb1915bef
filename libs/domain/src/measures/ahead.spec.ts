import { pendingOf, targetAheadOf } from './ahead.js';
import { figure, target } from './assessment-rows.fixture.js';

const quarterly = { frequencies: ['quarter', 'year'] as const };
const of = (...periods: string[]) => periods.map((period, at) => figure(period, '7', { position: at + 1 }));

describe('a figure of a period that has not ended', () => {
  it('waits until the last day of its period', () => {
    const figures = of('2026-27Q2', '2026-27Q3');
    expect(pendingOf(figures, quarterly, 'quarter', '2026-12-30')).toEqual({
      value: '7',
      period: '2026-27Q3',
      waitsFor: 'period_end',
      endsOn: '2026-12-31',
      count: 1,
    });
    expect(pendingOf(figures, quarterly, 'quarter', '2026-12-31')).toBeNull();
  });

  it('is told of in the first row where its kind has no row of its own, and where there is no row at all', () => {
    const figures = of('2026-27Q2', '2026-27');
    expect(pendingOf(figures, quarterly, 'quarter', '2026-12-30')).toMatchObject({ period: '2026-27', count: 1 });
    expect(pendingOf(of('2026-27', '2027-28'), quarterly, null, '2026-12-30')).toMatchObject({
      period: '2026-27',
      count: 2,
    });
  });

  it('waits in its own row where there is one', () => {
    const figures = of('2026-27Q2', '2025-26', '2026-27');
    expect(pendingOf(figures, quarterly, 'quarter', '2026-12-30')).toBeNull();
    expect(pendingOf(figures, quarterly, 'year', '2026-12-30')).toMatchObject({ period: '2026-27' });
  });
});

it('a target ahead is the next whose time has not begun', () => {
  const targets = ['2028-29', '2027-28', '2025-26'].map((period) => target(period, { kind: 'point', value: '75' }));
  expect(targetAheadOf(targets, { end: '2026-12-31' })).toMatchObject({ period: '2027-28' });
  expect(targetAheadOf(targets, { end: '2028-04-01' })).toBeNull();
});
