import { absolute, compare, decimal, decimalPlaces, subtract } from '@outturn/kernel';
import fc from 'fast-check';
import { asMeant, asPublished } from './shown-figure.js';

describe('a figure that a spreadsheet wrote as a double', () => {
  it.each([
    ['9.3699999999999992', '9.37'],
    ['0.070000000000000007', '0.07'],
    ['4.0999999999999996', '4.1'],
    ['-2.2999999999999998', '-2.3'],
    ['28.999999999999996', '28.999999999999996'],
    ['1234567.8899999999', '1234567.89'],
    ['14.300000000000001', '14.3'],
  ])('%s was meant as %s', (written, meant) => expect(asMeant(written)).toBe(meant));

  it('is read back whatever it was, as far as a spreadsheet keeps digits', () => {
    const typed = fc
      .tuple(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), fc.integer({ min: 0, max: 9 }))
      .map(([digits, places]) => decimal(`${digits}e-${places}`)!);
    fc.assert(
      fc.property(typed, (figure) => {
        expect(asMeant(decimal(Number(figure).toPrecision(17))!)).toBe(figure);
        expect(asMeant(figure)).toBe(figure);
      }),
    );
  });

  it.each([
    ['an honest long decimal', '9.3699999999999991'],
    ['one with a digit more', '9.36999999999999922'],
    ['a quotient of a spreadsheet, which no short decimal was', '3.3333333333333335'],
    ['a sum of doubles, which is no double of a short decimal', '0.30000000000000004'],
    ['a large whole number', '123456789012345678901234567890'],
    ['zero', '0'],
  ])('is told from %s: %s', (_, figure) => expect(asMeant(figure)).toBe(figure));
});

describe('a figure as it is published', () => {
  it.each([
    ['74.45', 1, '74.5'],
    ['74.4499', 1, '74.4'],
    ['26.666666666667', 1, '26.7'],
    ['26.666666666667', 0, '26.666667'],
    ['15.1', 0, '15.1'],
    ['0.30000000000000004', 0, '0.3'],
    ['9.3699999999999992', 2, '9.37'],
    ['0.30000000000000004', 1, '0.3'],
    ['64', 1, '64'],
  ])('%s to %i decimals is %s', (value, decimals, shown) => expect(asPublished(value, decimals)).toBe(shown));

  it('has no more decimals than its indicator says, and lies no further off than half of the last', () => {
    const figures = fc
      .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 0, max: 9 }))
      .map(([digits, places]) => decimal(`${digits}e-${places}`)!);
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 6 }), (value, decimals) => {
        const [shown, places] = [asPublished(value, decimals), decimals === 0 ? 6 : decimals];
        expect(decimalPlaces(shown)).toBeLessThanOrEqual(places);
        expect(compare(absolute(subtract(shown, value)), decimal(`5e-${places + 1}`)!)).toBeLessThanOrEqual(0);
        expect(asPublished(shown, decimals)).toBe(shown);
      }),
    );
  });
});
