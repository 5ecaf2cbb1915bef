import fc from 'fast-check';
import { greatest, least } from './extremes.js';

describe('the least and the greatest of some values', () => {
  it('are what Math says of them', () => {
    fc.assert(
      fc.property(fc.array(fc.double()), (values) => {
        expect(least(values)).toBe(Math.min(...values));
        expect(greatest(values)).toBe(Math.max(...values));
      }),
    );
  });

  it('are found among more values than a call can have arguments', () => {
    const values = Array.from({ length: 300_000 }, (_, at) => at);
    expect(() => Math.max(...values)).toThrow(RangeError);
    expect([least(values), greatest(values)]).toEqual([0, 299_999]);
  });
});
