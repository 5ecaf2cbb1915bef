import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';
import type { Json } from './json.js';

const words = fc.string({ unit: 'binary', maxLength: 12 });
const names = words.filter((name) => !/^(0|[1-9]\d*)$/.test(name));
const { value: json } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>(null, true, false, 0, 1, -1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER),
    fc.maxSafeInteger().map((number) => (number === 0 ? 0 : number)),
    words,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(names, tie('value'), { maxKeys: 5 }),
  ),
}));

describe('a value has one canonical text', () => {
  it('and an independent implementation of RFC 8785 writes the same', () => {
    fc.assert(
      fc.property(json, (value) => expect(canonicalJson(value)).toBe(canonicalize(value))),
      { numRuns: 500 },
    );
  });

  it('from which the same value is read again', () => {
    fc.assert(
      fc.property(json, (value) =>
        expect(canonicalJson(JSON.parse(canonicalJson(value)) as Json)).toBe(canonicalJson(value)),
      ),
    );
  });

  it('whatever the order in which its members were set', () => {
    const shuffledMembers = fc
      .uniqueArray(fc.tuple(names, fc.integer()), { selector: ([name]) => name, minLength: 2, maxLength: 8 })
      .chain((members) => fc.tuple(fc.constant(members), fc.shuffledSubarray(members, { minLength: members.length })));
    fc.assert(
      fc.property(shuffledMembers, ([members, shuffled]) =>
        expect(canonicalJson(Object.fromEntries(shuffled))).toBe(canonicalJson(Object.fromEntries(members))),
      ),
    );
  });

  it('with members in the order of their UTF-16 units (the example of RFC 8785, 3.2.3, without its member "1")', () => {
    const example = {
      '€': 'Euro Sign',
      '\r': 'Carriage Return',
      '\uFB33': 'Hebrew Letter Dalet With Dagesh',
      '😀': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      ö: 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(example)) as object)).toEqual([
      'Carriage Return',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each([
    ['€$\u000F\nA\'B"\\\\"/', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'],
    ['\b\t\n\f\r\u0000\u001f\u007f\u2028', '"\\b\\t\\n\\f\\r\\u0000\\u001f\u007f\u2028"'],
  ])('and only the escapes that RFC 8785, 3.2.2.2 names: %j', (text, written) =>
    expect(canonicalJson(text)).toBe(written),
  );

  it('without members that are undefined', () =>
    expect(canonicalJson({ b: undefined, a: 1 } as unknown as Json)).toBe('{"a":1}'));

  it('and a member called __proto__ is a member like any other', () =>
    expect(canonicalJson(JSON.parse('{"b":1,"__proto__":{"a":2}}') as Json)).toBe('{"__proto__":{"a":2},"b":1}'));

  it('however deep it is nested', () => {
    const deep = `${'['.repeat(1000)}${']'.repeat(1000)}`;
    expect(canonicalJson(JSON.parse(deep) as Json)).toBe(deep);
  });
});

describe('what an event may not hold is refused, never rounded or reordered', () => {
  it.each([0.5, 1e21, 2 ** 53, -(2 ** 53), NaN, Infinity, -Infinity])(
    'the number %p, which is no safe integer',
    (number) => expect(() => canonicalJson(number)).toThrow(TypeError),
  );

  it('minus zero, which would come back as zero', () => expect(() => canonicalJson(-0)).toThrow(TypeError));

  it.each(['0', '7', '10', '4294967295', '99999999999999999999'])(
    'the member name %j, which looks like an integer',
    (name) => {
      expect(() => canonicalJson({ [name]: 1 })).toThrow(`the member name "${name}" looks like an integer`);
    },
  );

  it.each(['', '00', '01', '-1', '1.5', '1e3', '١'])('but the member name %j does not', (name) =>
    expect(canonicalJson({ [name]: 1 })).toBe(`{"${name}":1}`),
  );

  it.each(['\uD800', 'a\uDC00', '\uDC00\uD800', '😀\uD83D'])(
    'a lone surrogate, as a value and in a name: %j',
    (text) => {
      expect(() => canonicalJson(text)).toThrow('a lone surrogate has no UTF-8 bytes');
      expect(() => canonicalJson({ [text]: 1 })).toThrow('a lone surrogate has no UTF-8 bytes');
    },
  );

  it.each([
    ['undefined', undefined],
    ['undefined in an array', [undefined]],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('a')],
  ])('%s', (_, value) => expect(() => canonicalJson(value as unknown as Json)).toThrow('is no JSON'));

  it.each([new Date(0), new Map([['a', 1]]), new Set([1]), Buffer.from('a')])('%p, which is no plain object', (value) =>
    expect(() => canonicalJson({ a: value } as unknown as Json)).toThrow('only a plain object is JSON'),
  );

  it('a value that holds itself', () => {
    const loop: Record<string, unknown> = {};
    loop['again'] = loop;
    expect(() => canonicalJson(loop as unknown as Json)).toThrow(RangeError);
  });
});
