import { RedactText, SetTarget, SubmitReturn, WithdrawReturn } from '@outturn/domain';
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
        events: [
          [6, 'Late.'],
          [7, 'Later.'],
        ].map(([position, reason]) => ({
          position,
          type: 'KpiReturnCorrected',
          actor: 'mary',
          knownFrom: '2026-05-01T09:00:00.000Z',
          reason,
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

  it('holds the words behind the digests in its rows, and where a text was taken out', async () => {
    await store.accept(SubmitReturn, { ...slot, value: '77', commentary: 'A child was moved.', reason: 'Said.' });
    await store.accept(SubmitReturn, { ...slot, value: '77', commentary: 'One placement ended.', reason: 'Reworded.' });
    const told = store.head - 1;
    await store.accept(RedactText, { position: told, field: 'commentary', reason: 'It is about one child.' });
    const { rows, texts } = diff(String(told), String(store.head));
    const [before, after] = [rows[0]?.before, rows[0]?.after].map((row) => texts[row?.['commentary'] as string]);
    expect([before, after]).toEqual([{ redactedAt: store.head }, { text: 'One placement ended.' }]);
    expect(JSON.stringify(texts)).not.toContain('salt');
  });

  it('tells the verdicts that changed with the rows of the scorecard before and after, on the first page alone', async () => {
    await store.accept(SetTarget, { ...slot, kind: 'point', value: '75' });
    const before = String(store.head);
    await store.accept(SubmitReturn, { ...slot, value: '71', reason: 'Two moves were counted twice.' });
    expect(diff(before, String(store.head)).verdicts).toEqual([
      {
        before: expect.objectContaining({ indicator: 'a', value: '77', rag: 'green' }) as unknown,
        after: expect.objectContaining({ indicator: 'a', value: '71', rag: 'red' }) as unknown,
      },
    ]);
    expect(store.ask('diff', { from: before, after: 1 }).verdicts).toEqual([]);
  });

  it('tells a verdict that time alone changed: now is judged today, and a moment of the past on its own day', async () => {
    store.clock.at = '2026-12-01T09:00:00.000Z';
    await store.accept(SetTarget, { indicator: 'a', period: '2026-27', kind: 'point', value: '75' });
    await store.accept(SubmitReturn, { indicator: 'a', period: '2026-27Q1', value: '77' });
    const head = String(store.head);
    store.clock.at = '2027-06-01T09:00:00.000Z';
    const target = (met: boolean | null): unknown =>
      expect.objectContaining({ target: expect.objectContaining({ met }) as unknown });
    const answer = store.ask('diff', { from: head });
    expect(answer).toMatchObject({ rows: [], from: store.head, to: store.head });
    expect(answer.verdicts).toEqual([{ before: target(null), after: target(true) }]);
    expect(diff(head, head).verdicts).toEqual([]);
  });

  it('comes in pages that are the whole together, whatever their size, and no event that comes between changes them', async () => {
    const from = String(store.head);
    let value = 0;
    const submit = () =>
      store.accept(SubmitReturn, { ...slot, breakdown: `n=${++value % 7}`, value: String(value), reason: 'Counted.' });
    while (value < 9) await submit();
    // It came and went, so a page is full without it.
    await store.accept(SubmitReturn, { ...slot, period: '2017-18Q3', value: '5' });
    await store.accept(WithdrawReturn, { ...slot, period: '2017-18Q3', reason: 'Too early.' });
    await store.accept(SubmitReturn, { ...slot, period: '2017-18Q4', value: '5' });
    const to = String(store.head);
    const whole = diff(from, to).rows;
    expect(whole).toHaveLength(8);
    for (let limit = 1; limit <= 9; limit += 1) {
      const paged: unknown[] = [];
      for (let after: number | null = 0; after !== null;) {
        const page: { rows: readonly unknown[]; next: number | null } = store.ask('diff', { from, to, after, limit });
        expect(page.rows.length).toBeLessThanOrEqual(limit);
        paged.push(...page.rows);
        after = page.next;
        await submit();
      }
      expect(paged).toEqual(whole);
    }
  });

  it('refuses an end that is no moment by its name', () => {
    expect(() => diff('2017-11-30', 'now')).toThrow('to "now" must be a date such as 2012-07-31, or a position');
    expect(() => diff('99', '1')).toThrow('from "99" is past the head');
  });
});
