import { noun } from '../noun.js';
import { planActionDecider, planActionEntity } from './plan-action.decider.js';

/** An item of an action plan. */
export const planAction = noun({
  entity: 'action',
  entityOf: planActionEntity,
  decider: planActionDecider,
  events: {
    ActionStatusStated: {
      schemaVersion: 1,
      says: 'The status of an action, which had not been stated, was stated.',
    },
    ActionStatusWithdrawn: {
      schemaVersion: 1,
      says: 'What was said of the status of an action was taken back: it is not stated.',
    },
    ActionProgressWithdrawn: {
      schemaVersion: 1,
      says: 'The latest report of progress on an action was taken back.',
    },
    ActionPlanned: {
      schemaVersion: 2,
      says: 'An action was planned.',
      texts: ['action', 'objective', 'outcome', 'lead'],
      // Until then an action was planned unless something else was said.
      lifts: { 1: (data) => ({ ...data, status: 'planned' }) },
    },
    ActionReworded: {
      schemaVersion: 1,
      says: 'The wording or the links of an action were changed.',
      texts: ['action', 'objective', 'outcome'],
    },
    ActionStarted: { schemaVersion: 1, says: 'An action is in progress.' },
    ActionPutBack: { schemaVersion: 1, says: 'An action that was in progress is planned again.' },
    ActionProgressReported: {
      schemaVersion: 1,
      says: 'Progress on an action was reported.',
      texts: ['progress'],
    },
    ActionRescheduled: { schemaVersion: 1, says: 'The due date of an action was moved.', texts: ['reason'] },
    ActionLeadReassigned: { schemaVersion: 1, says: 'An action was given another lead.', texts: ['lead'] },
    ActionCompleted: { schemaVersion: 1, says: 'An action was completed.' },
    ActionReopened: { schemaVersion: 1, says: 'An action was reopened.', texts: ['reason'] },
    ActionCancelled: { schemaVersion: 1, says: 'An action was cancelled.', texts: ['reason'] },
  },
});
