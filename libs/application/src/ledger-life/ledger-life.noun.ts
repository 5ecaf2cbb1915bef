import {
  CloseMigration,
  IssueSnapshot,
  nouns,
  OpenLedger,
  RedactText,
  RotateSigningKey,
  type LedgerLifeFacts,
} from '@outturn/domain';
import { asksMoment, queryParameters } from '../parameters.js';
import { query } from '../query.js';
import { takeSnapshot } from '../snapshot.js';
import { difference } from './difference.js';
import { history, isShortHistory } from './history.js';
import { journal } from './journal.js';
import { ledgerSummary, type LedgerSummary } from './ledger-summary.js';
import { row, type ApplicationNoun } from '../command-row.js';
import type { FactReader } from '../facts.js';

/** The sealed text that a command points at; null where there is none. */
function redactable({ reader }: FactReader, { position, field }: RedactText): LedgerLifeFacts['redactable'] {
  const digest = reader.eventAt(position)?.data[field];
  if (typeof digest !== 'string') return null;
  const kept = reader.text(digest);
  return kept === null ? null : { digest, redacted: 'redactedAt' in kept };
}

const common = { ...nouns['ledger-life'], facts: { redactable: () => null }, permission: 'ledger:administer' } as const;

export const ledgerLife = {
  permissions: {
    'ledger:read': ['reader', 'officer', 'coordinator', 'planner', 'clerk', 'administrator'],
    'ledger:administer': ['administrator'],
    'snapshot:issue': ['clerk'],
    'text:redact': ['administrator'],
  },
  commands: [
    row({
      ...common,
      command: OpenLedger,
      path: null,
      summary: 'Open a ledger for migration, or live from the start',
      dated: false,
    }),
    row({
      ...common,
      command: CloseMigration,
      path: 'go-live',
      summary: 'End migration and go live, which nothing undoes',
      dated: false,
      example: {},
    }),
    row({
      ...common,
      command: RedactText,
      path: 'texts/redact',
      summary: 'Remove a text from the text store',
      permission: 'text:redact',
      facts: { redactable },
      dated: false,
      example: { position: 4, field: 'commentary', reason: 'It could point to a child.' },
    }),
    row({
      ...common,
      command: RotateSigningKey,
      path: null,
      summary: 'Put another signing key in place',
      dated: false,
    }),
    row({
      ...common,
      command: IssueSnapshot,
      path: null,
      summary: 'Issue a frozen scorecard to a body',
      permission: 'snapshot:issue',
    }),
  ],
  queries: {
    summary: query<Record<string, never>, LedgerSummary>(ledgerSummary, {
      asks: {},
      remembered: true,
      isShort: () => true,
    }),
    history: query(history, {
      asks: {
        entity: queryParameters.entity,
        from: queryParameters.from,
        to: queryParameters.to,
        limit: queryParameters.limit,
      },
      isShort: isShortHistory,
    }),
    journal: query(journal, {
      asks: {
        ...asksMoment,
        entity: queryParameters.entity,
        type: null,
        actor: null,
        since: null,
        until: null,
        before: null,
        limit: queryParameters.limit,
      },
    }),
    diff: query(difference, {
      asks: {
        from: queryParameters.fromMoment,
        to: queryParameters.toMoment,
        today: null,
        after: queryParameters.after,
        limit: queryParameters.limit,
      },
    }),
    snapshot: query(takeSnapshot, {
      asks: { ...asksMoment, indicators: null, preparedFor: queryParameters.preparedFor },
      route: {
        path: 'snapshot',
        summary: 'A frozen scorecard with its root, its digest and the versions of every rule that it rests on',
        answer: { description: 'The snapshot.', schema: 'Snapshot' },
        pinnedBy: ['knownAt'],
      },
    }),
  },
} as const satisfies ApplicationNoun;
