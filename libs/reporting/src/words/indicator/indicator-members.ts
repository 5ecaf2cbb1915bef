import type { DefinitionData, IndicatorDefinition, IndicatorEvent } from '@outturn/domain';
import { differenceInUnit } from '../figure-words.js';
import { asItIs, listed, said, text, type Members, type NounEvents } from '../member.js';
import { spaced } from '../name-words.js';

const definition: Members<DefinitionData> = {
  id: null,
  title: asItIs('title'),
  unit: said('measured in', spaced),
  polarity: said('', (polarity) =>
    polarity === 'neutral' ? 'neither higher nor lower is better' : `${polarity} is better`,
  ),
  frequencies: { label: 'reported by', say: (kinds) => kinds.map(spaced).join(', ') },
  decimals: said('published to', (decimals) => `${decimals} ${decimals === 1 ? 'decimal' : 'decimals'}`),
  numerator: asItIs('counted:'),
  denominator: asItIs('out of:'),
  definition: asItIs('definition'),
  source: asItIs('source'),
  tolerance: {
    label: '',
    say: (tolerance, unit) =>
      tolerance === null ? 'no tolerance' : `amber within ${differenceInUnit(tolerance, unit)} of the target`,
  },
  priority: asItIs('priority'),
  owner: text('lead'),
  ownedBy: listed('owned by'),
  expectedAfter: said('expected within', (days) => `${days} ${days === 1 ? 'day' : 'days'} of the end of its period`),
};

export const indicatorEvents: NounEvents<IndicatorEvent> = {
  IndicatorDefined: { deed: 'defined', members: definition },
  IndicatorRevised: { deed: 'revised', members: { ...definition, reason: text('reason') } },
  IndicatorRetired: { deed: 'taken out of use', members: { id: null, reason: text('reason') } },
};

/** The definition in force. */
export const definitionRow: Members<IndicatorDefinition> = {
  ...definition,
  owner: text('lead'),
  retired: { label: '', say: (retired) => (retired ? 'taken out of use' : 'in use') },
  basis: null,
};
