import { SetTarget, SubmitReturn, WithdrawReturn } from '@outturn/domain';
import { temporaryLedger } from '../temporary-ledger.fixture.js';

const store = temporaryLedger();
const slot = { indicator: 'a', period: '2017-18Q2' };
beforeEach(() =>
  store.import({
    'indicators.csv': ['id,title,unit,polarity,frequencies,occurred', 'a,A,percent,higher,quarter,2017-11-30'],
    'returns.csv': ['indicator,period,value,occurred', 'a,2017-18Q2,77,2017-11-30', 'a,2017-18Q1,70,2017-12-01'],
  }),
);
const diff = (from: string, to: string) => store.ask('diff', { from, to });

describe('the difference between two moments', () => {
  it('is every row that changed, with what it was, what it is and the events that did it', async () => {
    const before = String(store.head);
    await store.accept(SubmitReturn, { ...slot, value: '78', reason: 'Late.' }, { actor: 'mary' });
    await store.accept(SubmitReturn, { ...slot, value: '79', reason: 'Later.' }, { actor: 'mary' });
    const answer = diff(before, String(store.head));
    expect(answer).toMatchObject({ ledger: 'walsall', from: 4, to: 7, position: 7 });
    expect(answer.rows).toEqual([
      {
        view: 'figure',
        key: ['a', 'all', '2017-18Q2'],
        before: expect.objectContaining({ value: '77' }) as unknown,
        after: expect.objectContaining({ value: '79' }) as unknown,
        events: [6, 7].map((position) => ({
          position,
          type: 'KpiReturnCorrected',
          actor: 'mary',
          knownFrom: '2026-05-01T09:00:00.000Z',
        })),
      },
    ]);
  });

  it('says of what is new that it was not there, and of what was withdrawn that it is there no more', async () => {
    await store.accept(WithdrawReturn, { ...slot, reason: 'Wrong cohort.' });
    await store.accept(SetTarget, { ...slot, kind: 'point', value: '80' });
    const rows = diff('2017-12-01', String(store.head)).rows;
    expect(rows.map(({ view, before, after }) => [view, before === null, after === null])).toEqual([
      ['figure', false, true],
      ['target', true, false],
    ]);
  });

  it('is asked by dates or by positions, in either order', () => {
    expect(diff('2017-11-30', '2017-12-01').rows.map(({ key }) => key)).toEqual([['a', 'all', '2017-18Q1']]);
    expect(diff('4', '2017-11-30')).toEqual(diff('2017-11-30', '4'));
  });

  it('is nothing between a moment and itself', () => {
    expect(diff('4', '4').rows).toEqual([]);
  });

  it('leaves out what came and went in between: at both ends it is not there', async () => {
    const before = String(store.head);
    await store.accept(SubmitReturn, { ...slot, period: '2017-18Q3', value: '78' });
    await store.accept(WithdrawReturn, { ...slot, period: '2017-18Q3', reason: 'Too early.' });
    expect(diff(before, String(store.head)).rows).toEqual([]);
  });

  it('refuses an end that is no moment by its name', () => {
    expect(() => diff('2017-11-30', 'now')).toThrow('to "now" must be a date such as 2012-07-31, or a position');
    expect(() => diff('99', '1')).toThrow('from "99" is past the head');
  });
});
