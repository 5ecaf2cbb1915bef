import { RedactText, SubmitReturn, WithdrawReturn } from '@outturn/domain';
import { temporaryLedger } from './temporary-ledger.fixture.js';

const store = temporaryLedger();

const indicators = ['id,title,unit,polarity,frequencies', 'stability,Stability,percent,higher,quarter'];
const header = 'indicator,period,value,commentary,reason,occurred';
const first = 'stability,2017-18Q2,77,Good.,,2017-11-30';
const correction = 'stability,2017-18Q2,78,Good.,Two late returns.,2017-12-15';

const importReturns = (...rows: readonly string[]) => store.import({ 'returns.csv': [header, ...rows] });

describe('a row that was taken in before', () => {
  beforeEach(async () => {
    await store.import({ 'indicators.csv': indicators });
    await importReturns(first);
  });

  it('says nothing new, even where its text was redacted since', async () => {
    await store.accept(RedactText, { position: 3, field: 'commentary', reason: 'It names a child.' });
    const before = store.bytes;
    expect(await importReturns(first)).toMatchObject({ accepted: 0, unchanged: 1, refusedCount: 0 });
    expect(store.bytes).toEqual(before);
    expect(store.ask('scorecard', {}).rows[0]?.commentary).toBe('[redacted at position 4]');
  });

  it('says nothing new beside its own correction in one file, however often the file comes', async () => {
    expect(await importReturns(first, correction)).toMatchObject({ accepted: 1, unchanged: 1 });
    expect(await importReturns(first, correction)).toMatchObject({ accepted: 0, unchanged: 2 });
    expect(store.ask('scorecard', {}).rows[0]?.value).toBe('78');
  });

  it('is known to whoever sent the same file at the same time and came second', async () => {
    const file = ['stability,2017-18Q3,70,,,2018-02-28', 'stability,2017-18Q3,71,,Recounted.,2018-03-31'];
    const reports = await Promise.all([importReturns(...file), importReturns(...file)]);
    expect(reports).toMatchObject([
      { accepted: 2, unchanged: 0, refusedCount: 0 },
      { accepted: 0, unchanged: 2, refusedCount: 0 },
    ]);
  });

  it('is decided afresh once its figure was corrected in another way', async () => {
    await store.accept(SubmitReturn, {
      indicator: 'stability',
      period: '2017-18Q2',
      value: '79',
      reason: 'Recounted.',
    });
    expect(await importReturns(first)).toMatchObject({ accepted: 0, refusedCount: 1 });
  });

  it('brings its figure back once that was withdrawn', async () => {
    await store.accept(WithdrawReturn, { indicator: 'stability', period: '2017-18Q2', reason: 'Sent in error.' });
    expect(await importReturns(first)).toMatchObject({ accepted: 1 });
    expect(store.types.at(-1)).toBe('KpiReturnSubmitted');
  });

  it('is another row where any cell of it differs', async () => {
    expect(await importReturns('stability,2017-18Q2,77,Better.,,2017-11-30')).toMatchObject({ refusedCount: 1 });
  });

  it('is known again after reopening, and its words are in no event', async () => {
    await store.reopen();
    expect(await importReturns(first)).toMatchObject({ accepted: 0, unchanged: 1 });
    expect(store.bytes.join('\n')).not.toContain('Good.');
  });
});
