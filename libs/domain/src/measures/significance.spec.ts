import { add, subtract } from '@outturn/kernel';
import fc from 'fast-check';
import { positionOf, significance, type SignificanceQuestion } from './significance.js';

const question: SignificanceQuestion = {
  unit: 'percent',
  polarity: 'higher',
  decimals: 0,
  numerator: '115',
  denominator: '150',
  benchmark: '68',
};

describe('significance', () => {
  it('115 of 150 is significantly better than 68, and not than the target of 72', () => {
    expect(significance(question)).toBe('better');
    expect(significance({ ...question, benchmark: '72' })).toBe('similar');
  });

  it('a figure on the wrong side for its polarity is worse', () => {
    expect(significance({ ...question, polarity: 'lower' })).toBe('worse');
    expect(significance({ ...question, benchmark: '90' })).toBe('worse');
  });

  it('83% of 165 care leavers is similar to 84%', () => {
    expect(significance({ ...question, numerator: '137', denominator: '165', benchmark: '84' })).toBe('similar');
  });

  it.each([
    [191, 235, 89, 'worse'],
    [195, 210, 89, 'similar'],
    [199, 209, 89, 'better'],
  ])('suitable accommodation of %i of %i against %i%% is %s', (n, d, benchmark, answer) => {
    expect(significance({ ...question, numerator: `${n}`, denominator: `${d}`, benchmark: `${benchmark}` })).toBe(
      answer,
    );
  });

  it('the higher level asks for a greater difference', () => {
    expect(significance({ ...question, level: 0.998 })).toBe('similar');
  });

  it('a rate is judged by its Poisson interval', () => {
    const rate = { ...question, decimals: 1, unit: 'rate_per_10000' as const, numerator: '65', denominator: '10000' };
    expect(significance({ ...rate, benchmark: '50' })).toBe('better');
    expect(significance({ ...rate, benchmark: '50.2' })).toBe('similar');
  });

  it('all of a cohort is never worse than all of England, and none never better than none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 0, max: 6 }), (n, decimals) => {
        const all = { ...question, decimals, numerator: `${n}`, denominator: `${n}`, benchmark: '100' };
        expect(significance(all)).toBe('similar');
        expect(significance({ ...all, numerator: '0', benchmark: '0' })).toBe('similar');
      }),
    );
  });

  it('never rests on less than the figures are published with', () => {
    // 115 of 150 is 69.296 to 82.699.
    expect(significance({ ...question, benchmark: '69' })).toBe('similar');
    expect(significance({ ...question, benchmark: '69', decimals: 1 })).toBe('better');
    expect(significance({ ...question, benchmark: '83', decimals: 0 })).toBe('similar');
    expect(significance({ ...question, benchmark: '82.7', decimals: 1 })).toBe('similar');
    expect(significance({ ...question, benchmark: '82.8', decimals: 1 })).toBe('worse');
  });

  it('touching is similar', () => {
    expect(positionOf({ lower: '68', upper: '80' }, '68')).toBe('similar');
    expect(positionOf({ lower: '60', upper: '68' }, '68')).toBe('similar');
  });

  // BenchmarkComparisonEngineTests.cs of Fingertips: values 4, 3, 2, 1 against 1, 2, 3, 4 with a spread of 1.1.
  it.each([
    ['4', '1', 'higher'],
    ['3', '2', 'similar'],
    ['2', '3', 'similar'],
    ['1', '4', 'lower'],
  ])('%s ± 1.1 against %s is %s', (value, benchmark, position) => {
    expect(positionOf({ lower: subtract(value, '1.1'), upper: add(value, '1.1') }, benchmark)).toBe(position);
  });

  it.each<[string, Partial<SignificanceQuestion>]>([
    ['no numerator', { numerator: null }],
    ['no denominator', { denominator: null }],
    ['no one in the cohort', { numerator: '0', denominator: '0' }],
    ['a numerator above its denominator', { numerator: '151' }],
    ['no benchmark', { benchmark: null }],
    ['neutral polarity', { polarity: 'neutral' }],
    ['a unit that is no proportion and no rate', { unit: 'days' }],
  ])('%s leaves it unknown', (_, change) => expect(significance({ ...question, ...change })).toBe('unknown'));
});
