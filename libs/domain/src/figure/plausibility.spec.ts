import { decimal } from '@outturn/kernel';
import fc from 'fast-check';
import type { Unit } from '../indicator/unit.js';
import { cellWarnings, type FiguresBeside, plausibilityWarnings, targetWarnings } from './plausibility.js';

const beside = (
  named: Partial<Record<'targets' | 'comparators', string[]>> & { figures?: Record<string, string> },
) => ({
  figures: () => Object.entries(named.figures ?? {}).map(([period, value]) => ({ period, value })),
  targets: () => named.targets ?? [],
  comparators: () => named.comparators ?? [],
});
const asked = (value: string | null, given: FiguresBeside, unit: Unit = 'percent', counts = {}) =>
  plausibilityWarnings({ period: '2017-18Q2', value, numerator: null, denominator: null, ...counts }, unit, given);
const kinds = (...given: Parameters<typeof asked>) => asked(...given).map(({ kind }) => kind);

describe('a percentage between zero and one', () => {
  it('is asked about after figures in the seventies', () => {
    expect(asked('0.77', beside({ figures: { '2017-18Q1': '75', '2016-17Q4': '74' } }))).toEqual([
      { kind: 'LooksLikeFraction', value: '0.77', beside: 'series', other: '75' },
    ]);
  });

  it('is asked about beside a target or a comparator in tens', () => {
    expect(asked('0.77', beside({ targets: ['72'] }))).toMatchObject([{ beside: 'target', other: '72' }]);
    expect(asked('0.77', beside({ comparators: ['9', '68'] }))).toMatchObject([{ beside: 'comparator', other: '68' }]);
    expect(asked('0.77', beside({ figures: { '2017-18Q1': '0.75' }, targets: ['72'] }))).toHaveLength(1);
  });

  it('is as good as any other where everything beside it is as small, and in any other unit', () => {
    expect(asked('0.5', beside({ figures: { '2017-18Q1': '0.6' }, targets: ['1'], comparators: ['0.9'] }))).toEqual([]);
    expect(asked('0.5', beside({}))).toEqual([]);
    expect(kinds('0.77', beside({ targets: ['72'] }), 'score')).toEqual([]);
  });

  it('begins above zero and ends below one', () => {
    for (const value of ['0', '1']) expect(kinds(value, beside({ targets: ['72'] }))).toEqual([]);
  });

  it('is asked about as a target, too', () => {
    const given = beside({ figures: { '2017-18Q1': '75' }, targets: ['0.7'] });
    expect(targetWarnings('0.72', 'percent', given)).toMatchObject([{ kind: 'LooksLikeFraction', beside: 'series' }]);
    expect(targetWarnings('72', 'percent', given)).toEqual([]);
  });
});

describe('a figure that is 10 or 100 times its neighbours, or a tenth or a hundredth', () => {
  const series = beside({ figures: { '2017-18Q1': '14.5', '2017-18Q3': '15' } });

  it.each([
    ['146', '10'],
    ['1460', '100'],
    ['1.46', '0.1'],
    ['0.146', '0.01'],
  ])('%s beside 14.5 and 15 is %s times as much', (value, times) => {
    expect(asked(value, series, 'score')).toEqual([
      { kind: 'TimesItsNeighbours', value, times, period: '2017-18Q1', other: '14.5' },
    ]);
  });

  it('is one only where both neighbours say so, and only of its own kind of period', () => {
    expect(kinds('146', beside({ figures: { '2017-18Q1': '14.5', '2017-18Q3': '140' } }), 'number')).toEqual([]);
    expect(kinds('146', beside({ figures: { '2016-17': '14.5' } }), 'number')).toEqual([]);
    expect(kinds('146', beside({ figures: { '2015-16Q1': '14.5' } }), 'number')).toEqual(['TimesItsNeighbours']);
  });

  it('is none beside zero, and none of itself', () => {
    expect(kinds('10', beside({ figures: { '2017-18Q1': '0' } }), 'number')).toEqual([]);
    expect(kinds('146', beside({ figures: { '2017-18Q2': '14.6' } }), 'number')).toEqual([]);
  });

  it('is never a figure that moved by less than threefold', () => {
    const sizes = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 34, max: 300 }), (size, hundredths) => {
        const value = decimal(`${size * hundredths}e-2`)!;
        expect(kinds(value, beside({ figures: { '2017-18Q1': String(size) } }), 'number')).toEqual([]);
      }),
    );
  });

  it('below zero is told as one above it is', () => {
    const given = beside({ figures: { '2017-18Q1': '-14.5' } });
    expect(kinds('-145', given, 'percentage_points')).toEqual(['TimesItsNeighbours']);
    expect(kinds('145', given, 'percentage_points')).toEqual([]);
  });
});

describe('people', () => {
  it('are counted whole', () => {
    expect(asked('35', beside({}), 'percent', { numerator: '3.5', denominator: '10' })).toEqual([
      { kind: 'FractionalCount', field: 'numerator', count: '3.5' },
    ]);
    expect(asked(null, beside({}), 'percent', { numerator: '3', denominator: '10.5' })).toHaveLength(1);
  });

  it('are not what a score is added up from', () => {
    expect(kinds('3.5', beside({}), 'score', { numerator: '35.5', denominator: '10' })).toEqual([]);
  });
});

describe('a publisher\u2019s cell', () => {
  it.each<[string, Unit, boolean]>([
    ['100.1', 'percent', true],
    ['-0.1', 'percent', true],
    ['100', 'percent', false],
    ['-1', 'days', true],
    ['-1', 'rate_per_10000', true],
    ['-1', 'number', false],
    ['-12', 'percentage_points', false],
    ['-1', 'unknown', false],
  ])('%s %s is said to be impossible: %s', (value, unit, isSaid) => {
    expect(cellWarnings(value, unit)).toEqual(isSaid ? [{ kind: 'FigureOutOfRange', value, unit }] : []);
  });

  it('without a value is not', () => expect(cellWarnings(null, 'percent')).toEqual([]));
});
