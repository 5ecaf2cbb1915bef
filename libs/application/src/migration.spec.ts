import {
  CloseMigration,
  DefineIndicator,
  IssueSnapshot,
  OpenLedger,
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

  it('rows without a day are warned of once for a file, with where they come to stand', async () => {
    await store.import({ 'indicators.csv': indicators });
    const returns = [
      'indicator,period,value,occurred',
      'a,2017-18Q1,76,',
      'a,2017-18Q2,77,',
      'a,2016-17Q4,75,2017-12-01',
    ];
    for (const dryRun of [true, false]) {
      const { warnings, warningCount } = await store.import({ 'returns.csv': returns }, { dryRun });
      expect([warnings, warningCount]).toEqual([
        [
          {
            file: 'returns.csv',
            line: null,
            column: null,
            value: null,
            kind: 'NoDateStated',
            message:
              '2 rows say no day (occurred): kept as "no date stated", and known from 2017-11-30, where the clock of this ledger stands',
          },
        ],
        1,
      ]);
    }
  });

  it('rows without a day keep that mark for good, and nothing else bears it', async () => {
    await store.import({ 'indicators.csv': indicators });
    await store.import({ 'returns.csv': ['indicator,period,value', 'a,2017-18Q1,76'] });
    await store.accept(CloseMigration, {});
    await store.accept(SubmitReturn, { indicator: 'a', period: '2017-18Q2', value: '77' });
    const marks = store.ask('history', {}).rows.map(({ type, undated }) => [type, undated]);
    expect(marks).toEqual([
      ['LedgerOpened', undefined],
      ['IndicatorDefined', undefined],
      ['KpiReturnSubmitted', true],
      ['MigrationClosed', undefined],
      ['KpiReturnSubmitted', undefined],
    ]);
    expect(store.ask('journal', { entity: 'return' }).rows.map(({ undated }) => undated)).toEqual([undefined, true]);
  });

  it('a figure is of a period that had begun on the day that is said of it, whatever day it is told on', async () => {
    await store.import({ 'indicators.csv': indicators });
    const told = (occurred: string) =>
      store.import({ 'returns.csv': ['indicator,period,value,occurred', `a,2018-19,80,${occurred}`] });
    expect((await told('2018-03-31')).refused).toMatchObject([
      { column: 'period', rejection: { kind: 'PeriodNotBegun', beginsOn: '2018-04-01', knownOn: '2018-03-31' } },
    ]);
    expect(await told('2018-04-30')).toMatchObject({ accepted: 1, warnings: [{ kind: 'FinalBeforePeriodEnd' }] });
    const ahead = { indicator: 'a', period: '2027-28', value: '80' };
    expect(await store.submit(SubmitReturn, { ...ahead, occurred: '2026-05-01' })).toMatchObject({
      rejection: { kind: 'PeriodNotBegun', knownOn: '2026-05-01' },
    });
    await store.accept(CloseMigration, {});
    store.clock.at = '2027-03-31T22:59:59.999Z';
    expect(await store.submit(SubmitReturn, { ...ahead, occurred: '2017-11-30' })).toMatchObject({
      rejection: { kind: 'PeriodNotBegun', knownOn: '2027-03-31' },
    });
    store.clock.at = '2027-03-31T23:00:00.000Z';
    expect(await store.submit(SubmitReturn, { ...ahead, status: 'provisional' })).toMatchObject({ status: 'accepted' });
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

describe('a command of a person while a ledger is open for migration', () => {
  beforeEach(() => store.import({ 'indicators.csv': indicators }));
  const figure = { indicator: 'a', period: '2017-18Q2', value: '77' };
  const issue = {
    digest: `sha256:${'0'.repeat(64)}`,
    position: 1,
    asAt: '2017-11-30',
    issuedTo: 'Scrutiny',
    rules: {},
  };

  it('without a day is refused by the field, and ends nothing', async () => {
    const attempts = [
      store.submitAsItStands(SubmitReturn, figure),
      store.submitAsItStands(RecordAction, { ref: 'a', action: 'Train all members' }),
      store.submitAsItStands(IssueSnapshot, issue),
      store.submitAsItStands(SubmitReturn, { ...figure, occurred: null as unknown as string }),
    ];
    for (const attempt of attempts)
      expect(await attempt).toMatchObject({
        status: 'rejected',
        rejection: { kind: 'DayNotSaid', field: 'occurred', ledger: 'walsall' },
      });
    expect(store.rehearse(SubmitReturn, figure)).toMatchObject({ rejection: { kind: 'DayNotSaid' } });
    expect(store.types).toEqual(['LedgerOpened', 'IndicatorDefined']);
    expect(store.ask('summary', {})).toMatchObject({ migration: 'open' });
  });

  it('with its day is known from that day, and leaves the ledger open', async () => {
    await store.accept(SubmitReturn, { ...figure, occurred: '2017-12-04' });
    await store.accept(IssueSnapshot, { ...issue, occurred: '2017-12-05' });
    expect(dates().slice(2)).toEqual([
      { type: 'KpiReturnSubmitted', recordedAt: now, knownFrom: '2017-12-04T00:00:00.000Z' },
      { type: 'SnapshotIssued', recordedAt: now, knownFrom: '2017-12-05T00:00:00.000Z' },
    ]);
    expect(store.ask('summary', {})).toMatchObject({ migration: 'open' });
    expect(store.ask('scorecard', {}).asAt).toBe('2017-12-05');
  });

  it('is about no day that has not come', async () => {
    await expect(store.submit(SubmitReturn, { ...figure, occurred: '2026-05-02' })).rejects.toThrow('later than now');
  });

  it('that was taken is answered again after the ledger went live', async () => {
    const told = { ...figure, occurred: '2017-12-04' };
    const first = await store.accept(SubmitReturn, told, { key: 'once' });
    await store.accept(CloseMigration, {});
    expect(await store.submit(SubmitReturn, told, { key: 'once' })).toEqual({ ...first, repeated: true });
  });
});

describe('going live', () => {
  it('can be commanded, and is known from when it is recorded', async () => {
    await store.import({ 'indicators.csv': indicators });
    await store.accept(CloseMigration, {});
    expect(dates().at(-1)).toEqual({ type: 'MigrationClosed', recordedAt: now, knownFrom: now });
  });

  it('leaves what is said of the past as a description', async () => {
    await store.accept(CloseMigration, {});
    await store.accept(DefineIndicator, { ...stability, frequencies: ['quarter'], occurred: '2017-11-30' });
    expect(store.events.at(-1)).toMatchObject({ occurredAt: '2017-11-30', knownFrom: now, recordedAt: now });
  });

  it('is done once', async () => {
    await store.accept(CloseMigration, {});
    expect(await store.submit(CloseMigration, {})).toMatchObject({ status: 'unchanged' });
    await store.accept(RecordAction, { ref: 'a', action: 'Train all members' });
    expect(store.types).toEqual(['LedgerOpened', 'MigrationClosed', 'ActionPlanned']);
  });
});

describe('a ledger without a history to bring in', () => {
  const fresh = temporaryLedger('dudley', { opened: false });

  it('is live from the start: both events are one batch, known from when they are recorded', async () => {
    const { events } = await fresh.accept(OpenLedger, { name: 'Dudley Council', live: true });
    expect(events.map(({ type, batch: { index, size } }) => ({ type, index, size }))).toEqual([
      { type: 'LedgerOpened', index: 0, size: 2 },
      { type: 'MigrationClosed', index: 1, size: 2 },
    ]);
    expect(events.every(({ knownFrom, recordedAt }) => knownFrom === now && recordedAt === now)).toBe(true);
    expect(await fresh.submit(OpenLedger, { name: 'Dudley' })).toMatchObject({ rejection: { kind: 'LedgerExists' } });
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
