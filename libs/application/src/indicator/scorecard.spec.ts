import { DefineIndicator, RedactText, RetireIndicator, SubmitReturn } from '@outturn/domain';
import { stability, temporaryLedger } from '../temporary-ledger.fixture.js';

const store = temporaryLedger();
const files = {
  'indicators.csv': [
    'id,title,unit,polarity,frequencies,tolerance,occurred',
    'stability,Stability,percent,higher,quarter;year,2,2017-04-01',
    'moves,Moves,percent,lower,quarter,,2017-04-01',
  ],
  'targets.csv': ['indicator,period,kind,value,occurred', 'stability,2017-18,point,72,2017-05-01'],
  'benchmarks.csv': ['indicator,area,period,value,release,occurred', 'stability,england,2016-17,68,LAIT,2017-11-01'],
  'returns.csv': [
    'indicator,breakdown,period,value,commentary,occurred',
    'stability,,2017-18Q1,71,,2017-08-31',
    'stability,,2017-18Q2,77,Good.,2017-11-30',
    'stability,,2016-17,66,,2017-06-30',
    'stability,age=16-18,2017-18Q2,80,,2017-11-30',
  ],
};
beforeEach(() => store.import(files));
const rows = (question = {}) =>
  store
    .ask('scorecard', question)
    .rows.map(({ indicator, breakdown, period, value, rag }) => [indicator, breakdown, period, value, rag]);

describe('a scorecard', () => {
  it('has the latest figure of every indicator, breakdown and series, in the order of their ids', () => {
    expect(rows()).toEqual([
      ['moves', 'all', null, null, 'not_rated'],
      ['stability', 'age=16-18', '2017-18Q2', '80', 'not_rated'],
      ['stability', 'all', '2017-18Q2', '77', 'green'],
      ['stability', 'all', '2016-17', '66', 'not_rated'],
    ]);
  });

  it('names the ledger, the position and the root that it rests on', () => {
    const { ledger, position, root, asAt } = store.ask('scorecard', {});
    expect({ ledger, position, asAt }).toEqual({ ledger: 'walsall', position: store.head, asAt: '2017-11-30' });
    expect(root).toBe(store.ledger.read((reader) => reader.rootAt(position)));
  });

  it('known at an earlier date has only what was known by then', () => {
    expect(rows({ knownAt: '2017-09-30', indicators: ['stability'] })).toEqual([
      ['stability', 'all', '2017-18Q1', '71', 'amber'],
      ['stability', 'all', '2016-17', '66', 'not_rated'],
    ]);
    expect(rows({ knownAt: '2017-04-01' })).toEqual([
      ['moves', 'all', null, null, 'not_rated'],
      ['stability', 'all', null, null, 'not_rated'],
    ]);
    expect(rows({ knownAt: '2017-03-31' })).toEqual([]);
  });

  it('as at an earlier date leaves out the figures of periods that end later, however early they were known', () => {
    expect(rows({ asAt: '2017-08-31', indicators: ['stability'] })).toEqual([
      ['stability', 'age=16-18', null, null, 'not_rated'],
      ['stability', 'all', '2017-18Q1', '71', 'amber'],
      ['stability', 'all', '2016-17', '66', 'not_rated'],
    ]);
  });

  it('names a figure that it does not show because its period has not ended, and never calls it absent', () => {
    const asAt = { asAt: '2017-08-31', indicators: ['stability'] };
    const pending = { value: '77', period: '2017-18Q2', waitsFor: 'period_end', endsOn: '2017-09-30', count: 1 };
    const [younger, all, year] = store.ask('scorecard', asAt).rows;
    expect(younger).toMatchObject({ period: null, ragReason: 'PeriodNotEnded', pending: { ...pending, value: '80' } });
    expect(all).toMatchObject({ period: '2017-18Q1', pending });
    expect(year).toMatchObject({ period: '2016-17', pending: null });
    expect(store.ask('scorecard', {}).rows.map((row) => row.pending)).toEqual([null, null, null, null]);
    expect(store.ask('indicator', { ...asAt, indicator: 'stability' }).pending).toEqual([
      { ...pending, value: '80' },
      pending,
    ]);
  });

  it('shows the indicators that were asked for', () => {
    expect(rows({ indicators: ['moves', 'not-there'] })).toEqual([['moves', 'all', null, null, 'not_rated']]);
    expect(rows({ indicators: [] })).toEqual([]);
  });

  it('shows a retired indicator only where it is asked for by name', async () => {
    await store.accept(RetireIndicator, { id: 'stability', reason: 'Replaced.' });
    expect(rows()).toEqual([['moves', 'all', null, null, 'not_rated']]);
    expect(rows({ indicators: ['stability'] })).toHaveLength(3);
    expect(rows({ knownAt: '2017-11-30' })).toHaveLength(4);
  });

  it('assesses a figure under the definition that it was made under', async () => {
    await store.import({
      'indicators.csv': [
        `${files['indicators.csv'][0]!},reason`,
        'stability,Instability,percent,lower,quarter;year,,2018-01-01,Counted the other way round',
      ],
    });
    const [row] = store.ask('scorecard', { indicators: ['stability'], asAt: '2017-11-30' }).rows.slice(1);
    expect(row).toMatchObject({
      title: 'Stability',
      polarity: 'higher',
      rag: 'green',
      benchmarks: [{ verdict: 'better' }],
    });
    await store.import({ 'returns.csv': [files['returns.csv'][0]!, 'stability,,2017-18Q3,60,,2018-02-28'] });
    const [later] = store.ask('scorecard', { indicators: ['stability'] }).rows.slice(1);
    expect(later).toMatchObject({ title: 'Instability', polarity: 'lower', benchmarks: [{ verdict: 'better' }] });
  });

  it('has its texts as words, and names the redaction in the place of those that were taken out', async () => {
    const row = () => store.ask('scorecard', { indicators: ['stability'] }).rows[1];
    expect(row()).toMatchObject({ commentary: 'Good.', source: null });
    const position = row()?.provenance[0]?.position ?? 0;
    await store.accept(RedactText, { position, field: 'commentary', reason: 'A name.' });
    expect(row()).toMatchObject({ value: '77', commentary: `[redacted at position ${store.head}]` });
  });

  it('says that it rests on migrated history, and of what was witnessed that it was recorded', async () => {
    expect(new Set(store.ask('scorecard', {}).rows.map(({ basis }) => basis))).toEqual(new Set(['migrated']));
    await store.accept(DefineIndicator, { ...stability, frequencies: ['quarter'] });
    await store.accept(SubmitReturn, { indicator: stability.id, period: '2023-24Q4', value: '77' });
    await store.accept(SubmitReturn, { indicator: 'stability', period: '2023-24Q4', value: '77' });
    const latest = store.ask('scorecard', {}).rows.filter(({ period }) => period === '2023-24Q4');
    expect(latest.map(({ indicator, basis }) => [indicator, basis])).toEqual([
      ['placement-long-term', 'recorded'],
      ['stability', 'migrated'],
    ]);
  });

  it('of the past never changes after later appends', async () => {
    const then = store.ask('scorecard', { knownAt: '2017-11-30' });
    await store.accept(SubmitReturn, { indicator: 'stability', period: '2017-18Q2', value: '70', reason: 'Wrong.' });
    await store.import({ 'returns.csv': [files['returns.csv'][0]!, 'stability,,2017-18Q3,60,,2017-11-30'] });
    expect(store.ask('scorecard', { knownAt: '2017-11-30' })).toEqual(then);
    expect(store.ask('scorecard', { knownAt: String(then.position), asAt: '2017-11-30' })).toEqual(then);
  });
});
