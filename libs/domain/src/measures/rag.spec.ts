import { decimal } from '@outturn/kernel';
import fc from 'fast-check';
import { colours, currentRagPolicy, ragPolicies, worst } from './rag.js';

it('a scorecard is rated by default@2', () => expect(currentRagPolicy).toBe('default@2'));

describe.each(['default@1', 'default@2'] as const)('%s', (policy) => {
  const rate = ragPolicies[policy];

  it('a target that is met is green', () => expect(rate({ met: true, shortfall: '0' }, null)).toBe('green'));

  it('a target missed within tolerance is amber, its edge included', () => {
    expect(rate({ met: false, shortfall: '1.9' }, '2')).toBe('amber');
    expect(rate({ met: false, shortfall: '2' }, '2')).toBe('amber');
  });

  it('a target missed by more is red', () => expect(rate({ met: false, shortfall: '2.1' }, '2')).toBe('red'));

  it('an indicator without tolerance knows no amber', () => {
    expect(rate({ met: false, shortfall: '0.1' }, null)).toBe('red');
  });

  it('a smaller shortfall is never a worse colour', () => {
    const size = fc.integer({ min: 0, max: 200 }).map((tenths) => decimal(`${tenths}e-1`)!);
    fc.assert(
      fc.property(size, size, fc.option(size), (a, b, tolerance) => {
        const [less, more] = Number(a) < Number(b) ? [a, b] : [b, a];
        const rank = (shortfall: string) => colours.indexOf(rate({ met: false, shortfall }, tolerance));
        expect(rank(less)).toBeLessThanOrEqual(rank(more));
      }),
    );
  });
});

describe('several colours', () => {
  it('are as good as the worst of them', () => {
    expect(worst(['green', 'red', 'amber'])).toBe('red');
    expect(worst(['green', 'amber'])).toBe('amber');
    expect(worst(['green'])).toBe('green');
    expect(worst([])).toBe('green');
  });
});
