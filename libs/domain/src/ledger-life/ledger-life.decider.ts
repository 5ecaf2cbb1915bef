import { accept, reject, unchanged, unreachable } from '@outturn/kernel';
import type { Decider, Decision, TextDigest } from '@outturn/kernel';
import { neverFirst } from '../never-first.js';
import { CloseMigration, IssueSnapshot, OpenLedger, RedactText, RotateSigningKey } from './ledger-life.commands.js';
import type { LedgerLifeEvent } from './ledger-life.events.js';

export type LedgerLifeState =
  | { readonly status: 'absent' }
  | ({ readonly status: 'open for migration' } & OpenedLedger)
  | ({ readonly status: 'live' } & OpenedLedger);

type OpenedLedger = {
  readonly name: string;
  readonly areaCode: string | null;
  /** The verification key that the last rotation brought in; null before the first. */
  readonly rotatedTo: string | null;
};

export type LedgerLifeCommand = OpenLedger | CloseMigration | RedactText | IssueSnapshot | RotateSigningKey;

export type LedgerLifeRejection =
  | { readonly kind: 'LedgerExists'; readonly name: string }
  | { readonly kind: 'LedgerNotOpen' }
  | { readonly kind: 'NoSuchText'; readonly field: 'field'; readonly position: number; readonly member: string };

/** The sealed text that a `RedactText` points at; null if there is none, and for every other command. */
export type LedgerLifeFacts = {
  readonly redactable: { readonly digest: TextDigest; readonly redacted: boolean } | null;
};

/** The one entity that every ledger has. */
export const LEDGER_ENTITY = 'ledger';

type Decided = Decision<LedgerLifeEvent, LedgerLifeRejection>;

/** Opens a ledger, closes its migration, and records what is done to it as a whole. */
export const ledgerLifeDecider: Decider<
  LedgerLifeState,
  LedgerLifeCommand,
  LedgerLifeEvent,
  LedgerLifeFacts,
  LedgerLifeRejection
> = {
  initial: { status: 'absent' },

  decide(state, command, facts) {
    if (command instanceof OpenLedger) return open(state, command);
    if (state.status === 'absent') return reject({ kind: 'LedgerNotOpen' });
    if (command instanceof CloseMigration) return closeMigration(state);
    if (command instanceof RedactText) return redact(command, facts);
    if (command instanceof IssueSnapshot) return issue(command);
    if (command instanceof RotateSigningKey) return rotate(state, command);
    return unreachable(command);
  },

  evolve(state, event) {
    if (event.type === 'LedgerOpened') return { status: 'open for migration', ...event.data, rotatedTo: null };
    if (state.status === 'absent') return neverFirst(event);
    switch (event.type) {
      case 'MigrationClosed':
        return { ...state, status: 'live' };
      case 'TextRedacted':
      case 'SnapshotIssued':
        return state;
      case 'SigningKeyRotated':
        return { ...state, rotatedTo: event.data.next };
      default:
        return unreachable(event);
    }
  },
};

function open(state: LedgerLifeState, { name, areaCode, live = false }: OpenLedger): Decided {
  if (state.status !== 'absent') return reject({ kind: 'LedgerExists', name: state.name });
  const data = { name, areaCode: areaCode ?? null };
  return accept({ type: 'LedgerOpened', schemaVersion: 1, data }, ...(live ? [MIGRATION_CLOSED] : []));
}

const MIGRATION_CLOSED: LedgerLifeEvent = { type: 'MigrationClosed', schemaVersion: 1, data: {} };

function closeMigration(state: LedgerLifeState): Decided {
  if (state.status === 'live') return unchanged;
  return accept(MIGRATION_CLOSED);
}

function redact({ position, field, reason }: RedactText, { redactable }: LedgerLifeFacts): Decided {
  if (redactable === null) return reject({ kind: 'NoSuchText', field: 'field', position, member: field });
  if (redactable.redacted) return unchanged;
  const data = { position, field, digest: redactable.digest, reason };
  return accept({ type: 'TextRedacted', schemaVersion: 1, data });
}

// The same scorecard may go to the same body twice; that it did is two facts.
const issue = ({ digest, position, asAt, issuedTo, rules }: IssueSnapshot): Decided =>
  accept({ type: 'SnapshotIssued', schemaVersion: 1, data: { digest, position, asAt, issuedTo, rules } });

// A rotation that stopped half way is asked for again with the same next key.
function rotate(state: OpenedLedger, { previous, next }: RotateSigningKey): Decided {
  if (state.rotatedTo === next) return unchanged;
  return accept({ type: 'SigningKeyRotated', schemaVersion: 1, data: { previous, next } });
}
