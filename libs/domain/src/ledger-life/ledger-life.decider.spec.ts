import { build, fold, given, sealed, tell } from '@outturn/testing';
import * as fc from 'fast-check';
import { CloseMigration, IssueSnapshot, OpenLedger, RedactText, RotateSigningKey } from './ledger-life.commands.js';
import { LEDGER_ENTITY, ledgerLifeDecider, type LedgerLifeFacts } from './ledger-life.decider.js';
import type { LedgerLifeEvent } from './ledger-life.events.js';

const open = build(OpenLedger, { name: 'Walsall Council', areaCode: '335' });
const close = build(CloseMigration, {});
const redact = build(RedactText, { position: 7, field: 'commentary', reason: sealed('it names a child') });
const issue = build(IssueSnapshot, {
  digest: `sha256:${'a'.repeat(64)}`,
  position: 41,
  asAt: '2017-11-30',
  issuedTo: 'Corporate Parenting Panel',
  rules: { rag: 'default@1' },
});

const keys = {
  previous: `outturn/walsall+01234567+${'A'.repeat(44)}`,
  next: `outturn/walsall+89abcdef+${'B'.repeat(44)}`,
};
const rotate = build(RotateSigningKey, keys);

const noFacts: LedgerLifeFacts = { redactable: null };
const opened: LedgerLifeEvent = {
  type: 'LedgerOpened',
  schemaVersion: 1,
  data: { name: 'Walsall Council', areaCode: '335' },
};
const closed: LedgerLifeEvent = { type: 'MigrationClosed', schemaVersion: 1, data: {} };
const redacted: LedgerLifeEvent = {
  type: 'TextRedacted',
  schemaVersion: 1,
  data: { position: 7, field: 'commentary', digest: sealed('a child'), reason: sealed('it names a child') },
};
const issued: LedgerLifeEvent = {
  type: 'SnapshotIssued',
  schemaVersion: 1,
  data: {
    digest: `sha256:${'a'.repeat(64)}`,
    position: 41,
    asAt: '2017-11-30',
    issuedTo: 'Corporate Parenting Panel',
    rules: { rag: 'default@1' },
  },
};

describe('a ledger', () => {
  it('is opened for migration', () => {
    given(ledgerLifeDecider).when(open, noFacts).then(opened);
    expect(tell(ledgerLifeDecider, [open], noFacts).state).toEqual({
      status: 'open for migration',
      name: 'Walsall Council',
      areaCode: '335',
      rotatedTo: null,
    });
  });

  it('is live from the start where there is no history to bring in', () => {
    const live = build(OpenLedger, { name: 'Walsall Council', areaCode: '335', live: true });
    given(ledgerLifeDecider).when(live, noFacts).then(opened, closed);
    expect(tell(ledgerLifeDecider, [live], noFacts).state).toMatchObject({ status: 'live' });
  });

  it('may belong to a publisher without an area', () => {
    given(ledgerLifeDecider)
      .when(build(OpenLedger, { name: 'Department for Education' }), noFacts)
      .then({ type: 'LedgerOpened', schemaVersion: 1, data: { name: 'Department for Education', areaCode: null } });
  });

  it('is opened once', () => {
    given(ledgerLifeDecider, [opened])
      .when(open, noFacts)
      .thenRejected({ kind: 'LedgerExists', name: 'Walsall Council' });
    given(ledgerLifeDecider, [opened, closed])
      .when(open, noFacts)
      .thenRejected({ kind: 'LedgerExists', name: 'Walsall Council' });
  });

  it('is opened before anything else is done to it', () => {
    for (const command of [close, redact, issue, rotate]) {
      given(ledgerLifeDecider).when(command, noFacts).thenRejected({ kind: 'LedgerNotOpen' });
    }
  });

  it('says which key signs from here on, once for each key', () => {
    const rotated: LedgerLifeEvent = { type: 'SigningKeyRotated', schemaVersion: 1, data: keys };
    given(ledgerLifeDecider, [opened]).when(rotate, noFacts).then(rotated);
    given(ledgerLifeDecider, [opened, rotated]).when(rotate, noFacts).thenUnchanged();
    const back = { previous: keys.next, next: keys.previous };
    given(ledgerLifeDecider, [opened, rotated])
      .when(build(RotateSigningKey, back), noFacts)
      .then({ type: 'SigningKeyRotated', schemaVersion: 1, data: back });
  });

  it('goes live when its migration is closed, once', () => {
    given(ledgerLifeDecider, [opened]).when(close, noFacts).then(closed);
    given(ledgerLifeDecider, [opened, closed]).when(close, noFacts).thenUnchanged();
    expect(tell(ledgerLifeDecider, [open, close], noFacts).state).toMatchObject({ status: 'live' });
  });

  it('is one entity', () => {
    expect(LEDGER_ENTITY).toBe('ledger');
  });

  it('begins with its opening', () => {
    expect(() => ledgerLifeDecider.evolve(ledgerLifeDecider.initial, closed)).toThrow('MigrationClosed');
  });
});

describe('a text', () => {
  const there = (isRedacted: boolean): LedgerLifeFacts => ({
    redactable: { digest: sealed('a child'), redacted: isRedacted },
  });

  it('is redacted for a reason, during migration and after', () => {
    given(ledgerLifeDecider, [opened]).when(redact, there(false)).then(redacted);
    given(ledgerLifeDecider, [opened, closed]).when(redact, there(false)).then(redacted);
  });

  it('is redacted once', () => {
    given(ledgerLifeDecider, [opened, redacted]).when(redact, there(true)).thenUnchanged();
  });

  it('must be there', () => {
    given(ledgerLifeDecider, [opened])
      .when(redact, noFacts)
      .thenRejected({ kind: 'NoSuchText', field: 'field', position: 7, member: 'commentary' });
  });
});

describe('a snapshot', () => {
  it('is issued to a body with the versions of its rules', () => {
    given(ledgerLifeDecider, [opened, closed]).when(issue, noFacts).then(issued);
  });

  it('that is issued twice was issued twice', () => {
    given(ledgerLifeDecider, [opened, issued]).when(issue, noFacts).then(issued);
  });
});

it('the history of a ledger can always be folded', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(open, close, redact, issue)), (history) => {
      const { state, events } = tell(ledgerLifeDecider, history, noFacts);
      expect(fold(ledgerLifeDecider, events)).toEqual(state);
    }),
  );
});
