import type { LedgerReader } from '@outturn/ledger';
import { EntityStates } from '../entity-states.js';
import { groundsAt, type Grounds } from '../answer.js';

/** A ledger at its head. */
export interface LedgerSummary extends Grounds {
  readonly name: string | null;
  readonly areaCode: string | null;
  readonly migration: 'open' | 'closed';
  readonly recordedAt: string;
  readonly knownFrom: string;
}

export function ledgerSummary(reader: LedgerReader): LedgerSummary {
  const { position, recordedAt, knownFrom } = reader.head();
  const state = new EntityStates(reader).life;
  const opened =
    state.status === 'absent' ? { name: null, areaCode: null } : { name: state.name, areaCode: state.areaCode };
  return {
    ...groundsAt(reader, position),
    ...opened,
    migration: state.status === 'live' ? 'closed' : 'open',
    recordedAt,
    knownFrom,
  };
}
