import {
  CloseMigration,
  DefineIndicator,
  IssueSnapshot,
  RecordAction,
  RedactText,
  SubmitReturn,
} from '@outturn/domain';
import { stability, temporaryLedger } from './temporary-ledger.fixture.js';

const store = temporaryLedger();
const header = 'id,title,unit,polarity,frequencies,occurred';
const indicators = [header, 'a,A,percent,higher,quarter;year,2017-11-30'];
const dates = () => store.events.map(({ type, recordedAt, knownFrom }) => ({ type, recordedAt, knownFrom }));
const now = '2026-05-01T09:00:00.000Z';

describe('while a ledger is open for migration', () => {
  it('what is told is known from when it is said to have happened, and recorded now', async () => {
    await store.import({ 'indicators.csv': indicators });
    expect(dates().at(-1)).toEqual({
      type: 'IndicatorDefined',
      recordedAt: now,
      knownFrom: '2017-11-30T00:00:00.000Z',
    });
  });

  it('what has no date is known from the clock as it stands, never from now', async () => {
    await store.import({ 'indicators.csv': indicators });
    await store.import({ 'returns.csv': ['indicator,period,value', 'a,2017-18Q2,77'] });
    expect(dates().at(-1)).toMatchObject({ recordedAt: now, knownFrom: '2017-11-30T00:00:00.000Z' });
  });

  it('what is told late of an earlier day is known from when the clock stands: it never falls', async () => {
    await store.import({ 'indicators.csv': indicators });
    await store.import({ 'returns.csv': ['indicator,period,value,occurred', 'a,2016-17Q2,70,2016-11-30'] });
    expect(store.events.at(-1)).toMatchObject({ occurredAt: '2016-11-30', knownFrom: '2017-11-30T00:00:00.000Z' });
  });

  it('a text can be redacted, which does not end migration', async () => {
    await store.import({ 'indicators.csv': indicators });
    await store.import({ 'returns.csv': ['indicator,period,value,commentary', 'a,2017-18Q2,77,Kim'] });
    await store.accept(RedactText, { position: store.head, field: 'commentary', reason: 'A name.' });
    expect(store.events.at(-1)).toMatchObject({ type: 'TextRedacted', knownFrom: '2017-11-30T00:00:00.000Z' });
    expect(store.ask('summary', {})).toMatchObject({ migration: 'open' });
  });
});

describe('the first live command', () => {
  it('ends migration in its own batch, and both are known from when they are recorded', async () => {
    await store.import({ 'indicators.csv': indicators });
    const { events } = await store.accept(SubmitReturn, { indicator: 'a', period: '2017-18Q2', value: '77' });
    expect(events.map(({ type, batch: { index, size } }) => ({ type, index, size }))).toEqual([
      { type: 'MigrationClosed', index: 0, size: 2 },
      { type: 'KpiReturnSubmitted', index: 1, size: 2 },
    ]);
    expect(new Set(events.map(({ batch }) => batch.id)).size).toBe(1);
    expect(events.every(({ knownFrom, recordedAt }) => knownFrom === now && recordedAt === now)).toBe(true);
    expect(store.ask('summary', {})).toMatchObject({ migration: 'closed' });
  });

  it('ends it once', async () => {
    await store.accept(DefineIndicator, { ...stability, frequencies: ['quarter'] });
    await store.accept(SubmitReturn, { indicator: stability.id, period: '2017-18Q2', value: '77' });
    expect(store.types.filter((type) => type === 'MigrationClosed')).toHaveLength(1);
  });

  it('may be about the ledger itself', async () => {
    const issue = {
      digest: `sha256:${'0'.repeat(64)}`,
      position: 1,
      asAt: '2026-05-01',
      issuedTo: 'Scrutiny',
      rules: {},
    };
    const { events, entityVersion } = await store.accept(IssueSnapshot, issue);
    expect(events.map(({ type, entityVersion: version }) => [type, version])).toEqual([
      ['MigrationClosed', 2],
      ['SnapshotIssued', 3],
    ]);
    expect(entityVersion).toBe(3);
  });

  it('leaves what it says of the past as a description', async () => {
    await store.accept(DefineIndicator, { ...stability, frequencies: ['quarter'], occurred: '2017-11-30' });
    expect(store.events.at(-1)).toMatchObject({ occurredAt: '2017-11-30', knownFrom: now, recordedAt: now });
  });
});

describe('going live', () => {
  it('can be commanded, and is known from when it is recorded', async () => {
    await store.import({ 'indicators.csv': indicators });
    await store.accept(CloseMigration, {});
    expect(dates().at(-1)).toEqual({ type: 'MigrationClosed', recordedAt: now, knownFrom: now });
  });

  it('is done once', async () => {
    await store.accept(CloseMigration, {});
    expect(await store.submit(CloseMigration, {})).toMatchObject({ status: 'unchanged' });
    await store.accept(RecordAction, { ref: 'a', action: 'Train all members' });
    expect(store.types).toEqual(['LedgerOpened', 'MigrationClosed', 'ActionPlanned']);
  });
});

describe('an import into a live ledger', () => {
  beforeEach(() => store.accept(CloseMigration, {}));
  const returns = ['indicator,period,value,occurred', 'a,2016-17Q2,70,2016-11-30', 'a,2017-18Q2,77,2017-11-30'];

  it('is one batch, known from when it is recorded', async () => {
    await store.import({ 'returns.csv': returns, 'indicators.csv': [header, 'a,A,percent,higher,quarter,2016-11-01'] });
    const imported = store.events.slice(2);
    expect(imported.map(({ batch }) => [batch.index, batch.size])).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
    expect(imported.every(({ knownFrom }) => knownFrom === now)).toBe(true);
  });

  it('keeps the day that each row is said to be of as a description', async () => {
    await store.import({ 'indicators.csv': [header, 'a,A,percent,higher,quarter,2016-11-01'], 'returns.csv': returns });
    expect(store.events.slice(2).map(({ occurredAt }) => occurredAt)).toEqual([
      '2016-11-01',
      '2016-11-30',
      '2017-11-30',
    ]);
  });
});
