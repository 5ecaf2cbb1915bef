import { decimal } from '@outturn/kernel';
import fc from 'fast-check';
import { type Polarity } from './polarity.js';
import { type Band, bandEdge, quartileBand, type Quartiles, quartiles, ranks, reaches } from './quartile.js';

const figures = fc.integer({ min: 0, max: 1000 }).map((tenths) => decimal(`${tenths}e-1`)!);

describe('LAIT ranks (test-fn_analysis.R)', () => {
  it.each<[Polarity, (string | null)[], (number | null)[]]>([
    ['lower', ['10', '20', '30', '40', '50'], [1, 2, 3, 4, 5]],
    ['higher', ['10', '20', '20', '30', '40'], [5, 3, 3, 2, 1]],
    ['lower', ['10', null, '30', '20', null], [1, null, 3, 2, null]],
    ['neutral', ['10', '20'], [null, null]],
  ])('%s is good: %j ranks %j', (polarity, values, expected) => expect(ranks(values, polarity)).toEqual(expected));
});

describe('quartiles', () => {
  it.each([
    [
      ['1', '2', '3', '4'],
      ['1', '1.75', '2.5', '3.25', '4'],
    ],
    [
      ['5', '1', '3', '2', '4'],
      ['1', '2', '3', '4', '5'],
    ],
    [['7'], ['7', '7', '7', '7', '7']],
    [
      ['10.9', '14.2', '14.3'],
      ['10.9', '12.55', '14.2', '14.25', '14.3'],
    ],
  ])('of %j are %j, as R type 7 gives', (values, [minimum, lower, median, upper, maximum]) => {
    expect(quartiles(values)).toEqual({ minimum, lower, median, upper, maximum });
  });

  it('of nothing are not known', () => expect(quartiles([])).toBeNull());

  it('rise, and do not depend on the order of the authorities', () => {
    fc.assert(
      fc.property(fc.array(figures, { minLength: 1 }), (values) => {
        const found = quartiles(values)!;
        const rising = [found.minimum, found.lower, found.median, found.upper, found.maximum].map(Number);
        expect(rising).toEqual(rising.toSorted((a, b) => a - b));
        expect(quartiles(values.toReversed())).toEqual(found);
      }),
    );
  });
});

describe('LAIT quartile bands, year 2025 (snapshot 2e30e39)', () => {
  const of = (minimum: string, lower: string, median: string, upper: string, maximum: string): Quartiles => ({
    minimum,
    lower,
    median,
    upper,
    maximum,
  });
  const councils = ['Walsall', 'Dudley', 'Wiltshire', 'Wirral', 'Herefordshire'];

  it.each<[string, Polarity, Quartiles, string[], Band[]]>([
    [
      'CareLeaverAcc',
      'higher',
      of('45', '87', '91', '93', '99'),
      ['81', '93', '95', '96', '90'],
      ['D', 'B', 'A', 'A', 'C'],
    ],
    [
      'CareLeaverEET',
      'higher',
      of('28', '49', '54.5', '60', '79'),
      ['51', '50', '60', '57', '55'],
      ['C', 'C', 'B', 'B', 'B'],
    ],
    [
      'LACStable_2016on',
      'lower',
      of('0', '8', '10', '12', '18'),
      ['9', '7', '9', '9', '10'],
      ['B', 'A', 'B', 'B', 'B'],
    ],
    [
      'LAC_LongStable%',
      'higher',
      of('52', '63', '68', '72', '100'),
      ['69', '66', '70', '72', '66'],
      ['B', 'C', 'B', 'B', 'C'],
    ],
    [
      'LACDental%',
      'higher',
      of('42', '75', '83', '90.5', '100'),
      ['86', '82', '88', '78', '72'],
      ['B', 'C', 'B', 'C', 'D'],
    ],
    [
      'Emotional_LAC',
      'lower',
      of('10.9', '14.25', '15', '15.85', '18.3'),
      ['15.5', '13.9', '15.1', '15', '14.3'],
      ['C', 'A', 'C', 'B', 'B'],
    ],
  ])(`%s of ${councils.join(', ')}`, (_, polarity, distribution, values, bands) => {
    expect(values.map((value) => quartileBand(value, distribution, polarity))).toEqual(bands);
  });

  it('a figure on the edge is in the better band where low is good, and in the worse where high is', () => {
    const distribution = of('0', '8', '10', '12', '18');
    expect(quartileBand('8', distribution, 'lower')).toBe('A');
    expect(quartileBand('12', distribution, 'higher')).toBe('B');
  });

  it('there is no band for neutral polarity or outside the distribution', () => {
    const distribution = of('0', '8', '10', '12', '18');
    expect(quartileBand('9', distribution, 'neutral')).toBeNull();
    expect(quartileBand('19', distribution, 'lower')).toBeNull();
    expect(bandEdge('A', distribution, 'neutral')).toBeNull();
  });

  it('a figure is in a band or a better one when it reaches the edge of that band', () => {
    fc.assert(
      fc.property(
        fc.array(figures, { minLength: 1 }),
        fc.nat(),
        fc.constantFrom<Polarity>('higher', 'lower'),
        fc.constantFrom<Band>('A', 'B', 'C'),
        (values, index, polarity, band) => {
          const value = values[index % values.length]!;
          const distribution = quartiles(values)!;
          const reached = reaches(value, bandEdge(band, distribution, polarity)!, polarity);
          expect(reached).toBe(quartileBand(value, distribution, polarity)! <= band);
        },
      ),
    );
  });
});
