import type { Pending } from '@outturn/domain';
import { pendingWords, targetAheadWords } from './pending-words.js';

const pending = (endsOn: string, count = 1): { pending: Pending } => ({
  pending: { value: '7', period: '2026-27Q3', waitsFor: 'period_end', endsOn, count },
});

describe('figures that are not shown', () => {
  it('are named with the day on which they will be', () => {
    expect(pendingWords([{ pending: null }, pending('2026-12-31')])).toBe(
      '1 figure is not shown: its period ends on 31 December 2026.',
    );
    expect(pendingWords([pending('2026-12-31'), pending('2026-12-31')])).toBe(
      '2 figures are not shown: their periods end on 31 December 2026.',
    );
    expect(pendingWords([pending('2027-03-31'), pending('2026-12-31', 2)])).toBe(
      '3 figures are not shown: their periods end from 31 December 2026 on.',
    );
    expect(pendingWords([{ pending: null }])).toBe('');
  });
});

it('a target that lies ahead is said to be set', () => {
  expect(targetAheadWords({ targetAhead: { period: '2027-28', from: null, to: null, id: 't' } })).toBe(
    'a target is set for 2027-28',
  );
  expect(targetAheadWords({ targetAhead: { period: '2027-28Q2', from: null, to: null, id: 't' } })).toBe(
    'a target is set for quarter 2 (July to September 2027)',
  );
  expect(targetAheadWords({ targetAhead: null })).toBe('');
});
