import { differenceInUnit, inUnit, signedInUnit, standing } from './figure-words.js';

describe('figures in words', () => {
  it('keep every digit that was stated', () => {
    expect(inUnit('14.60', 'score')).toBe('14.60');
    expect(inUnit('-1200.5', 'money')).toBe('-£1200.5');
    expect(inUnit('1', 'days')).toBe('1 day');
  });

  it('differ by points where they are percentages', () => {
    expect(differenceInUnit('-9', 'percent')).toBe('9 points');
    expect(signedInUnit('1', 'percent')).toBe('+1 point');
    expect(signedInUnit('0', 'number')).toBe('0');
  });

  it('are judged only if there is a judgement', () => {
    expect(standing('better', '-2', 'percent')).toBe('better by 2 points');
    expect(standing('no_judgement', '-2', 'number')).toBe('2 lower');
    expect(standing('no_judgement', '0', 'number')).toBe('the same');
  });
});
