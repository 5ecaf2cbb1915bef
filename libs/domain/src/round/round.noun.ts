import { noun } from '../noun.js';
import { roundDecider, roundEntity } from './round.decider.js';

/** A collection round. */
export const round = noun({
  entity: 'round',
  entityOf: roundEntity,
  decider: roundDecider,
  events: {
    RoundOpened: {
      schemaVersion: 1,
      says: 'A collection round was opened: returns are asked for, by a date and of some people.',
    },
    RoundRevised: {
      schemaVersion: 2,
      says: 'What an open round asks for, by when or of whom was changed.',
      texts: ['reason'],
      // Before a reason could be given none was asked for.
      lifts: { 1: (data) => ({ ...data, reason: null }) },
    },
    RoundClosed: { schemaVersion: 1, says: 'A round was closed: its returns are refused from here on.' },
    RoundReopened: { schemaVersion: 1, says: 'A closed round was opened again, with a reason.', texts: ['reason'] },
  },
});
