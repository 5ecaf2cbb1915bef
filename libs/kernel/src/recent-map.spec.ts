import fc from 'fast-check';
import { RecentMap } from './recent-map.js';

type Deed =
  | { readonly do: 'set'; readonly key: number }
  | { readonly do: 'get'; readonly key: number }
  | { readonly do: 'delete'; readonly key: number };

const deeds = fc.array(
  fc.record({ do: fc.constantFrom('set', 'get', 'delete'), key: fc.nat(12) }) as fc.Arbitrary<Deed>,
  { maxLength: 200 },
);

describe('a map of what was used recently', () => {
  it('never answers with what was not set last, or was deleted', () => {
    fc.assert(
      fc.property(deeds, fc.integer({ min: 2, max: 10 }), (done, most) => {
        const recent = new RecentMap<number, { readonly at: number }>(most);
        const truth = new Map<number, { readonly at: number }>();
        for (const [at, { do: what, key }] of done.entries()) {
          if (what === 'set') {
            recent.set(key, { at });
            truth.set(key, { at });
          } else if (what === 'delete') {
            recent.delete(key);
            truth.delete(key);
          } else {
            const found = recent.get(key);
            if (found !== undefined) expect(found).toEqual(truth.get(key));
          }
        }
      }),
    );
  });

  it('still has the half of its most that was used last, and holds no more than its most entries', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { maxLength: 200 }), fc.integer({ min: 1, max: 8 }), (keys, half) => {
        const recent = new RecentMap<number, object>(2 * half);
        for (const key of keys) if (recent.get(key) === undefined) recent.set(key, {});
        const lastUsed = [...new Set(keys.toReversed())].slice(0, half);
        for (const key of lastUsed) expect(recent.get(key)).toBeDefined();
        const held = recent['young'].size + recent['old'].size;
        expect(held).toBeLessThanOrEqual(2 * half);
      }),
    );
  });

  it('is empty when it was cleared', () => {
    const recent = new RecentMap<string, object>(2);
    recent.set('a', {});
    recent.set('b', {});
    recent.clear();
    expect([recent.get('a'), recent.get('b')]).toEqual([undefined, undefined]);
  });

  it('cannot be of one entry', () => {
    expect(() => new RecentMap(1)).toThrow(RangeError);
  });
});
