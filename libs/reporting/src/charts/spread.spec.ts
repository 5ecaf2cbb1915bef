import * as fc from 'fast-check';
import { spreadApart } from './spread.js';

const standings = fc.array(
  fc.record({ y: fc.integer({ min: 0, max: 300 }), height: fc.integer({ min: 10, max: 40 }) }),
  { minLength: 1, maxLength: 7 },
);

describe('labels that would overlap', () => {
  it('move no further than they must', () => {
    expect(
      spreadApart(
        [
          { y: 50, height: 20 },
          { y: 50, height: 20 },
        ],
        0,
        300,
      ),
    ).toEqual([40, 60]);
    expect(
      spreadApart(
        [
          { y: 50, height: 20 },
          { y: 90, height: 20 },
        ],
        0,
        300,
      ),
    ).toEqual([50, 90]);
  });

  it('stay between the edges', () => {
    expect(
      spreadApart(
        [
          { y: 2, height: 20 },
          { y: 4, height: 20 },
        ],
        0,
        300,
      ),
    ).toEqual([10, 30]);
    expect(
      spreadApart(
        [
          { y: 300, height: 20 },
          { y: 299, height: 20 },
        ],
        0,
        300,
      ),
    ).toEqual([290, 270]);
  });

  it('stand clear of each other, in their order, between the edges', () => {
    fc.assert(
      fc.property(standings, (all) => {
        const middles = spreadApart(all, 0, 300);
        const laid = all
          .map(({ y, height }, index) => ({ y, height, middle: middles[index] ?? NaN }))
          .sort((a, b) => a.middle - b.middle);
        for (const [index, { middle, height, y }] of laid.entries()) {
          expect(middle - height / 2).toBeGreaterThanOrEqual(-1e-9);
          expect(middle + height / 2).toBeLessThanOrEqual(300 + 1e-9);
          const before = laid[index - 1];
          if (before === undefined) continue;
          expect(middle - height / 2).toBeGreaterThanOrEqual(before.middle + before.height / 2 - 1e-9);
          expect(y).toBeGreaterThanOrEqual(before.y);
        }
      }),
    );
  });
});
