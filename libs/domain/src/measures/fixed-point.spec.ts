import { decimal, multiply } from '@outturn/kernel';
import fc from 'fast-check';
import { fixed, ONE, over, rootOf, times, unfixed } from './fixed-point.js';

const figures = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 8 }))
  .map(([digits, places]) => decimal(`${digits}e-${places}`)!);

describe('a figure of thirty places', () => {
  it('comes back as it was', () => {
    fc.assert(fc.property(figures, (figure) => expect(unfixed(fixed(figure), 18)).toBe(figure)));
  });

  it('is rounded half up, a tie going away from zero', () => {
    expect(unfixed(fixed('0.5'), 0)).toBe('1');
    expect(unfixed(fixed('-0.5'), 0)).toBe('-1');
    expect(unfixed(fixed('0.499999999999999999'), 0)).toBe('0');
  });

  it('has the root of its square, exactly', () => {
    fc.assert(
      fc.property(figures, (figure) => {
        const size = figure.replace('-', '');
        expect(rootOf(fixed(multiply(size, size)))).toBe(fixed(size));
      }),
    );
    expect(unfixed(rootOf(fixed('2')), 10)).toBe('1.4142135624');
  });

  it('is divided as it is multiplied', () => {
    expect(unfixed(over(fixed('1'), fixed('3')), 6)).toBe('0.333333');
    expect(times(fixed('2.5'), fixed('4'))).toBe(10n * ONE);
  });
});
