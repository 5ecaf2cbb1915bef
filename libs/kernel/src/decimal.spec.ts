import fc from 'fast-check';
import {
  absolute,
  add,
  compare,
  decimal,
  decimalPlaces,
  multiply,
  percentOf,
  ratio,
  round,
  subtract,
} from './decimal.js';

const integers = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const figures = fc
  .tuple(integers, fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => decimal(`${digits}e-${places}`)!);

describe('a figure is read exactly', () => {
  it.each([
    ['77', '77'],
    ['+77', '77'],
    ['-0', '0'],
    ['-0.00', '0'],
    ['007.50', '7.5'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['1E3', '1000'],
    ['7.0000000000000007E-2', '0.070000000000000007'],
    ['9.3699999999999992', '9.3699999999999992'],
    ['123456789012345678901234567890', '123456789012345678901234567890'],
  ])('%s is %s', (text, figure) => expect(decimal(text)).toBe(figure));

  it.each([
    '',
    ' ',
    '-',
    '.',
    '77%',
    '1,000',
    ' 5',
    '5 ',
    '1 000',
    '0x10',
    'NaN',
    'Infinity',
    'c',
    '..',
    '1e',
    '--1',
    '1e401',
  ])('%j is no number', (text) => expect(decimal(text)).toBeNull());

  it('an exponent too long to write out is refused and not expanded', () => {
    expect(decimal('1e999999999')).toBeNull();
    expect(decimal('1e-999999999')).toBeNull();
  });

  it('reading a canonical figure again changes nothing', () => {
    fc.assert(fc.property(figures, (figure) => expect(decimal(figure)).toBe(figure)));
  });

  it('equal numbers have equal text', () => {
    fc.assert(
      fc.property(figures, figures, (a, b) => expect(compare(a, b) === 0).toBe(a === b)),
      { examples: [['0', '0']] },
    );
  });
});

describe('arithmetic is exact', () => {
  it('a tenth and two tenths are three tenths', () => expect(add('0.1', '0.2')).toBe('0.3'));

  it('subtraction undoes addition', () => {
    fc.assert(fc.property(figures, figures, (a, b) => expect(subtract(add(a, b), b)).toBe(a)));
  });

  it('addition and multiplication commute, and multiplication distributes', () => {
    fc.assert(
      fc.property(figures, figures, figures, (a, b, c) => {
        expect(add(a, b)).toBe(add(b, a));
        expect(multiply(a, b)).toBe(multiply(b, a));
        expect(multiply(a, add(b, c))).toBe(add(multiply(a, b), multiply(a, c)));
      }),
    );
  });

  it('comparison is antisymmetric and is the sign of the difference', () => {
    fc.assert(
      fc.property(figures, figures, (a, b) => {
        expect(compare(a, b)).toBe(0 - compare(b, a) || 0);
        expect(compare(a, b)).toBe(compare(subtract(a, b), '0'));
      }),
    );
  });

  it('the size of a figure has no sign', () => {
    expect(absolute('-2.5')).toBe('2.5');
    expect(absolute('2.5')).toBe('2.5');
    expect(absolute('0')).toBe('0');
  });

  it('the places of a figure are the digits after its point', () => {
    expect(['77', '75.8', '-0.125'].map(decimalPlaces)).toEqual([0, 1, 3]);
  });
});

describe('rounding is half up', () => {
  it.each([
    ['12.5', 0, '13'],
    ['-12.5', 0, '-13'],
    ['12.49999999999999999999999', 0, '12'],
    ['26.65', 1, '26.7'],
    ['-0.4', 0, '0'],
    ['72', 1, '72'],
  ])('%s to %i places is %s', (value, places, rounded) => expect(round(value, places)).toBe(rounded));

  it('never moves a figure by more than half of the last place kept', () => {
    fc.assert(
      fc.property(figures, fc.integer({ min: 0, max: 6 }), (value, places) => {
        const moved = absolute(subtract(round(value, places), value));
        expect(compare(moved, decimal(`5e-${places + 1}`)!)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it.each([
    ['1', '40', '3'],
    ['2', '80', '3'],
    ['5', '200', '3'],
    ['6', '48', '13'],
    ['9', '200', '5'],
    ['13', '40', '33'],
    ['13', '200', '7'],
    ['15', '24', '63'],
    ['18', '80', '23'],
    ['20', '160', '13'],
    ['39', '40', '98'],
    ['133', '152', '88'],
    ['45', '72', '63'],
    ['273', '600', '46'],
  ])('the DfE publishes %s of %s as %s%%', (n, base, percent) => expect(percentOf(n, base, 0)).toBe(percent));

  it('sixteen of sixty members is 26.7%, not the 26.6% that Walsall printed by cutting off', () => {
    expect(percentOf('16', '60', 1)).toBe('26.7');
  });

  it('an integer ratio is the nearest one to the true quotient, whatever its length', () => {
    const positive = fc.bigInt({ min: 1n, max: 10n ** 40n });
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 0, max: 8 }), (n, d, places) => {
        const scaled = n * 10n ** BigInt(places + 2);
        const nearest = (2n * scaled + d) / (2n * d);
        expect(percentOf(`${n}`, `${d}`, places)).toBe(decimal(`${nearest}e-${places}`));
      }),
    );
  });

  it('a rate is per the number asked for', () => expect(ratio('83840', '12000000', 10_000, 1)).toBe('69.9'));

  it('a ratio to zero is a bug of the caller', () => expect(() => ratio('1', '0', 100, 0)).toThrow(RangeError));
});
