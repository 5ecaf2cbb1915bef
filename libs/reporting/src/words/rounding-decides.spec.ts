import type { Assessment } from '@outturn/domain';
import { roundingDecides } from './judgement-words';

const row = (members: Partial<Assessment>): Assessment =>
  ({
    value: '75',
    numerator: '149',
    denominator: '200',
    unit: 'percent',
    decimals: 0,
    period: '2017-18Q2',
    target: { value: '75', onCourse: true, metBy: null },
    ...members,
  }) as Assessment;

describe('a rounding that decides a verdict', () => {
  it('is said, with the figure before it', () => {
    expect(roundingDecides(row({}))).toEqual([
      'A figure is judged as it is published: 74.5% rounds half up to 75%, and that decides how it stands to the target of 75%.',
    ]);
  });

  it('is not said where the figure as it came would be judged the same, or was stated otherwise', () => {
    expect(roundingDecides(row({ numerator: '150' }))).toEqual([]);
    expect(roundingDecides(row({ value: '74.5', decimals: 1 }))).toEqual([]);
    expect(roundingDecides(row({ value: '80' }))).toEqual([]);
    expect(roundingDecides(row({ target: null }))).toEqual([]);
  });
});
