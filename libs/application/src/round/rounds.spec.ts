import {
  CloseRound,
  CorrectClosedReturn,
  DefineIndicator,
  OpenRound,
  ReopenRound,
  SubmitReturn,
  WithdrawReturn,
} from '@outturn/domain';
import { stability, temporaryLedger } from '../temporary-ledger.fixture.js';

const store = temporaryLedger();
const EET = 'cl-eet';
const slot = { indicator: stability.id, period: '2017-18Q2' };
const asks = {
  round: 'autumn',
  period: '2017-18Q2',
  due: '2026-05-10',
  indicators: [stability.id, `${EET}/age=16-18`],
  submitters: ['tom', 'mary'],
};

beforeEach(async () => {
  await store.accept(DefineIndicator, { ...stability, frequencies: ['quarter'] });
  await store.accept(DefineIndicator, {
    ...stability,
    frequencies: ['quarter'],
    id: EET,
    title: 'In education or work',
  });
  await store.accept(OpenRound, asks);
});

const states = (today: string, knownAt?: string) =>
  store
    .ask('rounds', { judgedOn: today, ...(knownAt === undefined ? {} : { knownAt }) })
    .rows.flatMap(({ returns }) => returns.map(({ state }) => state));

describe('a round', () => {
  it('lists its returns in the order in which it asks for them, with how each stands', async () => {
    await store.accept(SubmitReturn, { ...slot, value: '77', status: 'provisional' });
    const { rows, today } = store.ask('rounds', { judgedOn: '2026-05-02' });
    expect(today).toBe('2026-05-02');
    expect(rows).toEqual([
      {
        round: 'autumn',
        period: '2017-18Q2',
        due: '2026-05-10',
        daysLeft: 8,
        status: 'open',
        closedOn: null,
        reopenedFor: null,
        submitters: ['tom', 'mary'],
        counts: { submitted: 1, late: 0, missing: 0, not_yet_due: 1 },
        returns: [
          {
            indicator: stability.id,
            breakdown: 'all',
            title: stability.title,
            unit: 'percent',
            state: 'submitted',
            cameOn: '2026-05-01',
            value: '77',
            symbol: null,
            qualifier: null,
            status: 'provisional',
            position: store.head,
          },
          {
            indicator: EET,
            breakdown: 'age=16-18',
            title: 'In education or work',
            unit: 'percent',
            state: 'not_yet_due',
            cameOn: null,
            value: null,
            symbol: null,
            qualifier: null,
            status: null,
            position: null,
          },
        ],
        position: 5,
      },
    ]);
  });

  it('has what a figure is besides its value: that it is about so much, or why there is none', async () => {
    await store.accept(SubmitReturn, { ...slot, value: '77', qualifier: 'about' });
    const [first] = store.ask('rounds', {}).rows[0]?.returns ?? [];
    expect(first).toMatchObject({ state: 'submitted', value: '77', symbol: null, qualifier: 'about' });
    await store.accept(SubmitReturn, {
      ...slot,
      value: null,
      qualifier: null,
      symbol: 'z',
      commentary: 'Nobody.',
      reason: 'r',
    });
    expect(store.ask('rounds', {}).rows[0]?.returns[0]).toMatchObject({ state: 'submitted', value: null, symbol: 'z' });
  });

  it('judges what is missing by the day that is asked about, and by no clock', () => {
    expect(states('2026-05-10')).toEqual(['not_yet_due', 'not_yet_due']);
    expect(states('2026-05-11')).toEqual(['missing', 'missing']);
    expect(store.ask('rounds', {}).today).toBe('2026-05-01');
  });

  it('keeps a return late that came late, and in time one that was corrected late', async () => {
    await store.accept(SubmitReturn, { ...slot, value: '77' });
    store.clock.at = '2026-05-12T09:00:00.000Z';
    await store.accept(SubmitReturn, { ...slot, value: '78', reason: 'a recount' });
    await store.accept(SubmitReturn, { indicator: EET, breakdown: 'age=16-18', period: '2017-18Q2', value: '60' });
    expect(states('2026-06-01')).toEqual(['submitted', 'late']);
  });

  it('misses a return that was withdrawn, and a new one comes on its own day', async () => {
    await store.accept(SubmitReturn, { ...slot, value: '77' });
    await store.accept(WithdrawReturn, { ...slot, reason: 'a wrong cohort' });
    expect(states('2026-05-12')).toEqual(['missing', 'missing']);
    store.clock.at = '2026-05-12T09:00:00.000Z';
    await store.accept(SubmitReturn, { ...slot, value: '77' });
    expect(states('2026-05-12')).toEqual(['late', 'missing']);
  });

  it('is as it then stood', async () => {
    const before = String(store.head);
    await store.accept(SubmitReturn, { ...slot, value: '77' });
    await store.accept(CloseRound, { round: 'autumn' });
    expect(store.ask('rounds', {}).rows[0]).toMatchObject({ status: 'closed', closedOn: '2026-05-01' });
    expect(store.ask('rounds', { knownAt: before }).rows[0]).toMatchObject({ status: 'open', closedOn: null });
    expect(states('2026-05-01', before)).toEqual(['not_yet_due', 'not_yet_due']);
  });

  it('can be asked for by its name, where there is one of that name', () => {
    expect(store.ask('rounds', { round: 'autumn' }).rows).toHaveLength(1);
    expect(() => store.ask('rounds', { round: 'spring' })).toThrow('there is no round "spring"');
    expect(() => store.ask('rounds', { judgedOn: 'tomorrow' })).toThrow('today "tomorrow" must be a date');
  });
});

describe('a closed round', () => {
  beforeEach(async () => {
    await store.accept(SubmitReturn, { ...slot, value: '77' });
    await store.accept(CloseRound, { round: 'autumn' });
  });

  it('refuses its returns and no others', async () => {
    expect(await store.submit(SubmitReturn, { ...slot, value: '78', reason: 'a recount' })).toMatchObject({
      status: 'rejected',
      rejection: { kind: 'RoundClosed', round: 'autumn', closedOn: '2026-05-01', position: store.head },
    });
    await store.accept(SubmitReturn, { ...slot, period: '2017-18Q3', value: '78' });
    await store.accept(SubmitReturn, { ...slot, breakdown: 'sex=female', value: '78' });
  });

  it('is one of several of its period, each with its own returns', async () => {
    const other = { ...asks, round: 'other', indicators: [`${EET}/all`] };
    await store.accept(OpenRound, other);
    await store.accept(CloseRound, { round: 'other' });
    await store.accept(ReopenRound, { round: 'autumn', reason: 'One team was missing.' });
    await store.accept(SubmitReturn, { ...slot, value: '78', reason: 'a recount' });
    expect(await store.submit(SubmitReturn, { ...slot, indicator: EET, value: '60' })).toMatchObject({
      rejection: { kind: 'RoundClosed', round: 'other' },
    });
  });

  it('refuses a file that says something new of them, row by row', async () => {
    const report = await store.import({
      'returns.csv': ['indicator,period,value,reason', `${stability.id},2017-18Q2,78,a recount`],
    });
    expect(report).toMatchObject({
      accepted: 0,
      refused: [{ line: 2, column: 'period', rejection: { kind: 'RoundClosed' } }],
    });
  });

  it('is mended by a correction of its own kind', async () => {
    await store.accept(CorrectClosedReturn, { ...slot, value: '78', reason: 'A social worker was wrong.' });
    expect(store.ask('rounds', {}).rows[0]?.returns[0]).toMatchObject({ value: '78', state: 'submitted' });
    expect(store.ask('history', {}).rows.at(-1)).toMatchObject({
      type: 'KpiReturnCorrected',
      texts: { reason: 'A social worker was wrong.' },
    });
  });

  it('takes returns again once it was reopened', async () => {
    await store.accept(ReopenRound, { round: 'autumn', reason: 'One team was missing.', due: '2026-05-20' });
    await store.accept(SubmitReturn, { ...slot, value: '78', reason: 'a recount' });
    expect(store.ask('rounds', {}).rows[0]).toMatchObject({
      status: 'open',
      due: '2026-05-20',
      reopenedFor: 'One team was missing.',
    });
  });

  it('keeps its returns to itself', async () => {
    expect(await store.submit(OpenRound, { ...asks, round: 'second' })).toMatchObject({
      status: 'rejected',
      rejection: { kind: 'AskedInAnotherRound', indicator: stability.id, round: 'autumn' },
    });
  });
});

describe('reminders', () => {
  it('are one for each person and each return that is not there, what is due first in front', async () => {
    await store.accept(SubmitReturn, { ...slot, value: '77' });
    const early = { round: 'early', period: '2017-18Q1', due: '2026-05-05', indicators: [EET], submitters: ['mary'] };
    await store.accept(OpenRound, early);
    const { rows } = store.ask('reminders', { judgedOn: '2026-05-08' });
    const eet = { indicator: EET, title: 'In education or work' };
    const later = { ...eet, round: 'autumn', breakdown: 'age=16-18', period: '2017-18Q2', due: '2026-05-10' };
    expect(rows).toEqual([
      {
        ...eet,
        who: 'mary',
        round: 'early',
        breakdown: 'all',
        period: '2017-18Q1',
        due: '2026-05-05',
        daysLeft: -3,
        state: 'missing',
      },
      { ...later, who: 'mary', daysLeft: 2, state: 'not_yet_due' },
      { ...later, who: 'tom', daysLeft: 2, state: 'not_yet_due' },
    ]);
  });

  it('are sent to nobody about a closed round', async () => {
    await store.accept(CloseRound, { round: 'autumn' });
    expect(store.ask('reminders', { judgedOn: '2026-05-30' }).rows).toEqual([]);
  });
});

it('what happened to a round is told once, under its period and its name', async () => {
  const from = String(store.head);
  await store.accept(CloseRound, { round: 'autumn' });
  const { rows } = store.ask('diff', { from, to: String(store.head) });
  expect(rows.map(({ view, key }) => [view, ...key])).toEqual([['round', '2017-18Q2', 'autumn']]);
});

it('a ledger can be rebuilt with its rounds', async () => {
  await store.accept(CloseRound, { round: 'autumn' });
  expect((await store.directory.replay('walsall', undefined, () => undefined)).differences).toEqual([]);
});
