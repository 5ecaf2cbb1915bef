import { noun } from '../noun.js';
import { targetDecider, targetEntity } from './target.decider.js';

export const target = noun({
  entity: 'target',
  entityOf: targetEntity,
  decider: targetDecider,
  events: {
    TargetSet: { schemaVersion: 1, says: 'A target was set.', texts: ['rationale', 'approvedBy'] },
    TargetRevised: {
      schemaVersion: 2,
      says: 'A target was revised.',
      texts: ['rationale', 'approvedBy', 'reason'],
      // Before a reason could be given none was asked for.
      lifts: { 1: (data) => ({ ...data, reason: null }) },
    },
    TargetWithdrawn: { schemaVersion: 1, says: 'A target was taken back, with a reason.', texts: ['reason'] },
  },
});
