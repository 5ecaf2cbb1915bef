import type { Assessment } from '@outturn/domain';
import { roundingDecides, roundingInShort } from './judgement-words';

const row = (members: Partial<Assessment>): Assessment =>
  ({
    value: '75',
    numerator: '149',
    denominator: '200',
    unit: 'percent',
    decimals: 0,
    period: '2017-18Q2',
    target: { value: '75', lower: null, upper: null, onCourse: true, metBy: null },
    ...members,
  }) as Assessment;

describe('a rounding that decides a verdict', () => {
  it('is said, with the figure before it', () => {
    expect(roundingDecides(row({}))).toEqual([
      'A figure is judged as it is published: 74.5% rounds half up to 75%, and that decides how it compares with the target of 75%.',
    ]);
  });

  it('is said in short where the verdict is shown, and of the bounds of a range as well', () => {
    expect(roundingInShort(row({}))).toBe('judged as published: 74.5% rounds to 75%');
    const range = { value: null, lower: '75', upper: '90', onCourse: true, metBy: null };
    expect(roundingInShort(row({ target: range as unknown as Assessment['target'] }))).toBe(
      'judged as published: 74.5% rounds to 75%',
    );
    expect(roundingInShort(row({ numerator: '150' }))).toBeNull();
  });

  it('is not said where the figure as it came would be judged the same, or was stated otherwise', () => {
    expect(roundingDecides(row({ numerator: '150' }))).toEqual([]);
    expect(roundingDecides(row({ value: '74.5', decimals: 1 }))).toEqual([]);
    expect(roundingDecides(row({ value: '80' }))).toEqual([]);
    expect(roundingDecides(row({ target: null }))).toEqual([]);
  });
});
