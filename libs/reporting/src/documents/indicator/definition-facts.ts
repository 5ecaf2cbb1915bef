import type { IndicatorDefinition } from '@outturn/domain';
import { differenceInUnit } from '../../words/figure-words.js';
import { capitalised, spaced } from '../../words/name-words.js';
import type { Facts } from '../document.js';

/** What an indicator counts, in what, how often, and when it is amber. */
export function definitionFacts(definition: IndicatorDefinition): Facts {
  const { id, unit, polarity, frequencies, tolerance, numerator, denominator, source } = definition;
  const facts: readonly (readonly [string, string | null])[] = [
    ['Definition', definition.definition],
    ['Counted', numerator],
    ['Out of', denominator],
    ['Measured in', capitalised(spaced(unit))],
    ['What is better', polarity === 'neutral' ? 'Neither higher nor lower' : `${capitalised(polarity)} is better`],
    ['Reported by', capitalised(frequencies.map(spaced).join(', '))],
    [
      'Amber',
      tolerance === null ? 'Never: there is no tolerance' : `Within ${differenceInUnit(tolerance, unit)} of the target`,
    ],
    ['Source', source],
    ['Id', id],
  ];
  return { kind: 'facts', facts: facts.flatMap(([name, said]) => (said === null ? [] : [[name, said] as const])) };
}
