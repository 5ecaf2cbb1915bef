import { noun, type Upcaster } from '../noun.js';
import { indicatorDecider, indicatorEntity } from './indicator.decider.js';
import { defaultExpectedAfter } from './indicator.events.js';

// What a member says that an old event lacks is what held when it was written: nothing was said.
const owned: Upcaster = (data) => ({ ...data, ownedBy: [], expectedAfter: defaultExpectedAfter });

export const indicator = noun({
  entity: 'indicator',
  entityOf: indicatorEntity,
  decider: indicatorDecider,
  events: {
    IndicatorDefined: {
      schemaVersion: 2,
      says: 'An indicator was defined.',
      texts: ['owner'],
      lifts: { 1: owned },
    },
    IndicatorRevised: {
      schemaVersion: 2,
      says: 'The definition of an indicator was revised; earlier figures keep the one they were made under.',
      texts: ['owner', 'reason'],
      lifts: { 1: (data) => ({ ...owned(data), reason: null }) },
    },
    IndicatorRetired: { schemaVersion: 1, says: 'An indicator was taken out of use.', texts: ['reason'] },
  },
});
