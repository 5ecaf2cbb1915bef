import { noun, type Upcaster } from '../noun.js';
import { kpiReturnDecider, kpiReturnEntity } from './kpi-return.decider.js';

// What a member says that an old event lacks is what held when it was written: nothing was said.
const figure: Upcaster = (data) => ({
  ...data,
  symbol: null,
  qualifier: null,
  extractedOn: null,
  sourceDigest: null,
});

/** What a performance team says of one indicator, breakdown and period. */
export const kpiReturn = noun({
  entity: 'return',
  entityOf: kpiReturnEntity,
  decider: kpiReturnDecider,
  events: {
    KpiReturnSubmitted: {
      schemaVersion: 2,
      says: 'A figure was submitted for an indicator, breakdown and period.',
      texts: ['commentary', 'source'],
      lifts: { 1: figure },
    },
    KpiReturnFinalised: {
      schemaVersion: 2,
      says: 'A provisional figure became final, perhaps with another value.',
      texts: ['commentary', 'source', 'reason'],
      lifts: { 1: figure },
    },
    KpiReturnCorrected: {
      schemaVersion: 2,
      says: 'A figure was corrected, with a reason.',
      texts: ['commentary', 'source', 'reason'],
      lifts: { 1: figure },
    },
    KpiReturnWithdrawn: { schemaVersion: 1, says: 'A figure was taken back, with a reason.', texts: ['reason'] },
  },
});
