import fc from 'fast-check';
import { byBreakdown } from './known-series.js';

const named = fc.record({
  breakdown: fc.constantFrom('all', 'age=16', 'age=17', 'Age=16', 'sex=f', 'é', '𝄞'),
  id: fc.nat(),
});

describe('figures and targets by breakdown', () => {
  it('are those of each breakdown in their order, the breakdowns in the order of their texts', () => {
    fc.assert(
      fc.property(fc.array(named), fc.array(named), fc.array(named), (figures, targets, pasts) => {
        const breakdowns = [...new Set([...figures, ...targets].map(({ breakdown }) => breakdown))].sort();
        expect(byBreakdown(figures, targets, pasts)).toEqual(
          breakdowns.map((breakdown) => ({
            breakdown,
            figures: figures.filter((row) => row.breakdown === breakdown),
            targets: targets.filter((row) => row.breakdown === breakdown),
            targetPasts: pasts.filter((row) => row.breakdown === breakdown),
          })),
        );
      }),
    );
  });

  it('are looked at once, however many breakdowns there are', () => {
    let looks = 0;
    const rows = Array.from({ length: 2_000 }, (_, at) => ({
      get breakdown(): string {
        looks += 1;
        return `age=${at}`;
      },
    }));
    expect(byBreakdown(rows, rows, rows)).toHaveLength(2_000);
    expect(looks).toBe(6_000);
  });
});
