import type { LedgerLifeEvent } from '@outturn/domain';
import { asItIs, said, text, type NounEvents } from '../member.js';
import { spaced } from '../name-words.js';
import { dayInWords } from '../period-words.js';

export const ledgerLifeEvents: NounEvents<LedgerLifeEvent> = {
  LedgerOpened: { deed: 'opened', members: { name: asItIs('name'), areaCode: asItIs('area code') } },
  MigrationClosed: { deed: 'taken live', members: {} },
  TextRedacted: {
    deed: 'relieved of a text',
    members: {
      field: said('text', spaced),
      position: said('of event', String),
      digest: asItIs('digest'),
      reason: text('reason'),
    },
  },
  SnapshotIssued: {
    deed: 'frozen in a snapshot',
    members: {
      issuedTo: asItIs('issued to'),
      asAt: said('as at', dayInWords),
      position: said('position', String),
      rules: said('rules', (rules) =>
        Object.entries(rules)
          .map(([name, version]) => `${spaced(name)} ${version}`)
          .join(', '),
      ),
      digest: asItIs('digest'),
    },
  },
  SigningKeyRotated: {
    deed: 'given another signing key',
    members: { previous: asItIs('previous key'), next: asItIs('key from here on') },
  },
};
