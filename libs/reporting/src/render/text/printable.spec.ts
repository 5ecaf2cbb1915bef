import * as fc from 'fast-check';
import { displayWidth, printable, truncated, wrapped } from './printable.js';

describe('a text on a terminal', () => {
  it('has no control characters and no marks that turn the writing direction', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/[\p{Cc}\u202E]/u.test(printable(text))));
  });

  it('is never wider than it may be', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.nat(20),
        (text, width) => displayWidth(truncated(text, width)) <= width,
      ),
    );
  });

  it('loses no word when it is broken into lines', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,9}$/), { maxLength: 30 });
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 40 }), (list, width) => {
        const lines = wrapped(list.join(' '), width, '  ');
        expect(lines.every((line) => displayWidth(line) <= width)).toBe(true);
        expect(lines.join(' ').split(/ +/).filter(Boolean)).toEqual(list);
      }),
    );
  });

  it('counts accents as nothing and wide characters as two', () => {
    expect(displayWidth('e\u0301')).toBe(1);
    expect(displayWidth('部')).toBe(2);
  });

  it('begins and ends no line with the dot between facts', () => {
    expect(wrapped('one two · three · four', 9)).toEqual(['one two', 'three', 'four']);
  });

  it('is not broken where a space may not be', () => {
    expect(wrapped('known at · root\u00A0abc', 12)).toEqual(['known at', 'root abc']);
  });
});
