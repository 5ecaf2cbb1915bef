import * as fc from 'fast-check';
import type { RelativeRule } from './target.events.js';
import { parseRelativeRules, relativeRulesText } from './relative-rule.js';

describe('a rule of a relative target', () => {
  it.each([
    ['better_than:england', [{ rule: 'better_than', area: 'england' }]],
    ['at_or_better_than:walsall', [{ rule: 'at_or_better_than', area: 'walsall' }]],
    ['improves_on_previous', [{ rule: 'improves_on_previous' }]],
    ['quartile:A', [{ rule: 'quartile', band: 'A' }]],
    ['better_than:West Midlands', [{ rule: 'better_than', area: 'West Midlands' }]],
    ['better_than: england ', [{ rule: 'better_than', area: 'england' }]],
  ])('is read from %s', (text, rules) => {
    expect(parseRelativeRules(text)).toEqual(rules);
  });

  it.each([
    '',
    'england',
    'better_than',
    'better_than:',
    'better_than:""',
    'worse_than:england',
    'quartile:E',
    'quartile:AB',
    'quartile',
    'improves_on_previous:england',
    'better_than:england, quartile:A',
    'better_than:england and',
    'better_than:england and rubbish',
    'and quartile:A',
    'better_than:"england',
  ])('is not understood from "%s"', (text) => {
    expect(parseRelativeRules(text)).toBeNull();
  });
});

describe('several rules', () => {
  it('are joined by and, in any case', () => {
    expect(parseRelativeRules('better_than:england and improves_on_previous AND quartile:B')).toEqual([
      { rule: 'better_than', area: 'england' },
      { rule: 'improves_on_previous' },
      { rule: 'quartile', band: 'B' },
    ]);
  });

  it('are not made of an area whose name holds an and, when it stands in quotation marks', () => {
    expect(parseRelativeRules('better_than:"Yorkshire and The Humber" and quartile:A')).toEqual([
      { rule: 'better_than', area: 'Yorkshire and The Humber' },
      { rule: 'quartile', band: 'A' },
    ]);
  });
});

it('rules are read again from the text that they are written as', () => {
  const area = fc.constantFrom(
    'england',
    'West Midlands',
    'Yorkshire and The Humber',
    'Bath AND more',
    'a:b;c,d',
    'Sandwell',
  );
  const rule: fc.Arbitrary<RelativeRule> = fc.oneof(
    fc.record({ rule: fc.constantFrom('better_than' as const, 'at_or_better_than' as const), area }),
    fc.record({ rule: fc.constant('quartile' as const), band: fc.constantFrom('A' as const, 'D' as const) }),
    fc.constant({ rule: 'improves_on_previous' } as const),
  );
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 4 }), (rules) => {
      expect(parseRelativeRules(relativeRulesText(rules))).toEqual(rules);
    }),
  );
});
