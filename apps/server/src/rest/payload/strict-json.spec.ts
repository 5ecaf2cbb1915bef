import fc from 'fast-check';
import { parseStrictJson } from './strict-json';

const bytes = (text: string): Buffer => Buffer.from(text);
const taken = (text: string): boolean => {
  try {
    parseStrictJson(bytes(text));
    return true;
  } catch {
    return false;
  }
};
const isObject = (text: string): boolean => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
};

describe('strict JSON', () => {
  it('reads every object as JSON.parse does', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ unit: 'binary' }).filter((name) => !['__proto__', 'constructor'].includes(name)),
          fc.jsonValue({ maxDepth: 10, noUnicodeString: false }),
        ),
        fc.constantFrom(0, 2, '\t'),
        (value, indent) => {
          const text = JSON.stringify(value, null, indent);
          fc.pre(!/"(__proto__|constructor)"/.test(text));
          expect(parseStrictJson(bytes(text.toWellFormed()))).toEqual(JSON.parse(text.toWellFormed()));
        },
      ),
    );
  });

  it('takes nothing that JSON.parse refuses, wherever a text is changed', () => {
    const text = '{"a": [1, -2.5e3, true, null, {"b": "x\\n\\u00e9"}], "c": {}, "d": []}';
    fc.assert(
      fc.property(
        fc.nat(text.length),
        fc.nat(3),
        fc.constantFrom(
          '',
          ',',
          ':',
          '{',
          '}',
          '[',
          ']',
          '"',
          '0',
          '-',
          '.',
          '\\',
          '/',
          ' ',
          '\n',
          '\u0000',
          'e',
          'tru',
          '//',
          '\uFEFF',
        ),
        (at, length, put) => {
          const changed = text.slice(0, at) + put + text.slice(at + length);
          // A byte order mark in front is no part of the text.
          if (taken(changed)) expect(isObject(changed.replace(/^\uFEFF/, ''))).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('is done with a large body that is deep or wide in one walk', () => {
    const wide = `{${Array.from({ length: 60_000 }, (_, index) => `"k${index}":0`).join(',')}}`;
    // Whatever looked back from each character would not come to an end here.
    expect(taken(wide)).toBe(true);
    expect(taken('['.repeat(1_000_000))).toBe(false);
    expect(taken(`{"a":"${'\\'.repeat(999_998)}"}`)).toBe(true);
  });
});
