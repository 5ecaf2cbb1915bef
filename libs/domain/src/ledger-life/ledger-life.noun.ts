import { noun } from '../noun.js';
import { LEDGER_ENTITY, ledgerLifeDecider } from './ledger-life.decider.js';

/** The ledger itself. */
export const ledgerLife = noun({
  entity: 'ledger',
  entityOf: () => LEDGER_ENTITY,
  decider: ledgerLifeDecider,
  events: {
    LedgerOpened: { schemaVersion: 1, says: 'A ledger was opened, for migration first.' },
    MigrationClosed: {
      schemaVersion: 1,
      says: 'The past has been told; from here on, what is known is known from when it was recorded.',
    },
    TextRedacted: {
      schemaVersion: 1,
      says: 'A text and its salt were removed from the text store.',
      texts: ['reason'],
    },
    SnapshotIssued: { schemaVersion: 1, says: 'A frozen scorecard was issued to a body.' },
    SigningKeyRotated: { schemaVersion: 1, says: 'Another key signs for the ledger from here on.' },
  },
});
