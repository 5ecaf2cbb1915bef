import fc from 'fast-check';
import { breakdown } from './breakdown.js';

describe('a breakdown', () => {
  it.each(['', '  ', 'all', ' all '])('%j is the whole cohort', (text) => expect(breakdown(text)).toBe('all'));

  it.each([
    ['age=16-18', 'age=16-18'],
    [' sex = girls ; age = 16-18 ', 'age=16-18;sex=girls'],
    ['legal_status=V3 or V4', 'legal_status=V3 or V4'],
  ])('%j is written %j', (text, canonical) => expect(breakdown(text)).toBe(canonical));

  it.each(['age', 'age=', '=16', 'age=16=18', 'Age=16', '1age=16', 'age=16;', ';', 'age=16;;sex=girls', 'all;age=16'])(
    '%j is none',
    (text) => expect(breakdown(text)).toBeNull(),
  );

  it('a key given twice is refused, even with the same value', () => {
    expect(breakdown('age=16;age=16')).toBeNull();
  });

  const keys = fc.stringMatching(/^[a-z][a-z0-9_-]{0,5}$/);
  const values = fc.stringMatching(/^[A-Za-z0-9+-]{1,6}$/);
  const pairs = fc.uniqueArray(fc.tuple(keys, values), { selector: ([key]) => key, minLength: 1, maxLength: 5 });

  it('has one text whatever the order of its pairs, and that text reads back as itself', () => {
    fc.assert(
      fc.property(pairs, (drawn) => {
        const written = drawn.map((pair) => pair.join('='));
        const canonical = breakdown(written.join(';'));
        expect(breakdown(written.reverse().join(' ; '))).toBe(canonical);
        expect(breakdown(canonical!)).toBe(canonical);
      }),
    );
  });
});
