import * as fc from 'fast-check';
import { units } from '../indicator/unit.js';
import { computedValue, countsRejection } from './derived-value.js';

const counts = (numerator: string | null, denominator: string | null) => ({ value: null, numerator, denominator });

describe('a value out of a numerator and a denominator', () => {
  it.each([
    ['percent', '26.7'],
    ['rate_per_10000', '2666.7'],
    ['number', '0.3'],
    ['days', '0.3'],
    ['score', '0.3'],
    ['money', '0.3'],
  ] as const)('is, for 16 of 60 as %s, %s', (unit, value) => {
    expect(computedValue(counts('16', '60'), unit, 1)).toBe(value);
  });

  it('is rounded half up', () => {
    expect(computedValue(counts('4', '32'), 'percent', 0)).toBe('13');
  });

  it('is not known where the unit is not', () => {
    expect(computedValue(counts('16', '60'), 'unknown', 1)).toBeNull();
  });

  it('needs both counts', () => {
    expect(computedValue(counts('16', null), 'percent', 1)).toBeNull();
    expect(computedValue(counts(null, '60'), 'percent', 1)).toBeNull();
  });
});

describe('a numerator and a denominator', () => {
  it('go together', () => {
    expect(countsRejection(counts('16', null), 'percent')).toEqual({
      kind: 'NumeratorWithoutDenominator',
      field: 'denominator',
      numerator: '16',
    });
    expect(countsRejection(counts(null, '60'), 'percent')).toEqual({
      kind: 'DenominatorWithoutNumerator',
      field: 'numerator',
      denominator: '60',
    });
  });

  it('count something, so neither is below zero', () => {
    expect(countsRejection(counts('-1', '60'), 'number')).toEqual({
      kind: 'NegativeCount',
      field: 'numerator',
      count: '-1',
    });
    expect(countsRejection(counts('1', '-60'), 'number')).toEqual({
      kind: 'NegativeCount',
      field: 'denominator',
      count: '-60',
    });
  });

  it('divide, so the denominator is not zero', () => {
    expect(countsRejection(counts('0', '0'), 'percent')).toEqual({ kind: 'DenominatorZero', field: 'denominator' });
  });

  it('are a part and its whole where the unit is percent, and only there', () => {
    expect(countsRejection(counts('61', '60'), 'percent')).toEqual({
      kind: 'NumeratorAboveDenominator',
      field: 'numerator',
      numerator: '61',
      denominator: '60',
    });
    expect(countsRejection(counts('61', '60'), 'days')).toBeNull();
  });

  it('may be left out', () => {
    expect(countsRejection(counts(null, null), 'percent')).toBeNull();
  });

  it('always divide once they are let in', () => {
    const count = fc.option(fc.integer({ min: -3, max: 9 }).map(String));
    fc.assert(
      fc.property(count, count, fc.constantFrom(...units), (numerator, denominator, unit) => {
        fc.pre(countsRejection(counts(numerator, denominator), unit) === null);
        expect(() => computedValue(counts(numerator, denominator), unit, 2)).not.toThrow();
      }),
    );
  });
});
