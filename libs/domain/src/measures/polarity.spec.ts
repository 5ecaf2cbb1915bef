import { decimal } from '@outturn/kernel';
import fc from 'fast-check';
import { favourable, isBetter, type Polarity, variance, verdict } from './polarity.js';

const figures = fc.integer({ min: -1000, max: 1000 }).map((tenths) => decimal(`${tenths}e-1`)!);
const polarities = fc.constantFrom<Polarity>('higher', 'lower', 'neutral');

describe('polarity', () => {
  it('variance is arithmetic: the same for every polarity', () => {
    expect(variance('77', '72')).toBe('5');
    expect(variance('14.6', '15.1')).toBe('-0.5');
  });

  it('a variance is favourable on the good side, and adverse on the other', () => {
    expect([favourable('5', 'higher'), favourable('-5', 'higher')]).toEqual([true, false]);
    expect([favourable('5', 'lower'), favourable('-5', 'lower')]).toEqual([false, true]);
  });

  it('a target that is just reached is favourable', () => {
    expect([favourable('0', 'higher'), favourable('0', 'lower')]).toEqual([true, true]);
  });

  it('neutral polarity judges nothing', () => {
    expect(favourable('5', 'neutral')).toBeNull();
    expect(isBetter('5', '4', 'neutral')).toBe(false);
    expect(verdict('5', '5', 'neutral')).toBe('no_judgement');
  });

  it('an unknown figure is not judged', () => {
    expect(verdict(null, '5', 'higher')).toBe('no_judgement');
    expect(verdict('5', null, 'higher')).toBe('no_judgement');
  });

  it('a mean SDQ score that falls is better', () => expect(verdict('14.6', '15.1', 'lower')).toBe('better'));

  it('a verdict is antisymmetric', () => {
    const mirrored = { better: 'worse', worse: 'better', same: 'same', no_judgement: 'no_judgement' } as const;
    fc.assert(
      fc.property(figures, figures, polarities, (a, b, polarity) =>
        expect(verdict(b, a, polarity)).toBe(mirrored[verdict(a, b, polarity)]),
      ),
    );
  });

  it('what is better when higher is better is worse when lower is', () => {
    fc.assert(fc.property(figures, figures, (a, b) => expect(isBetter(a, b, 'higher')).toBe(isBetter(b, a, 'lower'))));
  });
});
