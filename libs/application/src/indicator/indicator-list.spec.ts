import { DefineIndicator, RetireIndicator, SubmitReturn } from '@outturn/domain';
import { stability, temporaryLedger } from '../temporary-ledger.fixture.js';

const store = temporaryLedger();
const placed: Partial<DefineIndicator> = {
  ...stability,
  frequencies: ['quarter', 'year'],
  owner: 'Head of placements',
  priority: 'Stability',
};

beforeEach(async () => {
  await store.accept(DefineIndicator, placed);
  await store.accept(SubmitReturn, { indicator: stability.id, period: '2017-18Q2', value: '77', status: 'final' });
  await store.accept(SubmitReturn, { indicator: stability.id, period: '2017-18Q1', value: '70', status: 'final' });
  await store.accept(SubmitReturn, { indicator: stability.id, period: '2016-17', value: '68', status: 'final' });
});

describe('the list of indicators', () => {
  it('says who answers for one and how each of its series went, oldest first', () => {
    expect(store.ask('indicators', {}).rows).toEqual([
      {
        id: stability.id,
        title: stability.title,
        unit: 'percent',
        priority: 'Stability',
        owner: 'Head of placements',
        series: [
          { breakdown: 'all', kind: 'year', figures: [{ period: '2016-17', value: '68', qualifier: null }] },
          {
            breakdown: 'all',
            kind: 'quarter',
            figures: [
              { period: '2017-18Q1', value: '70', qualifier: null },
              { period: '2017-18Q2', value: '77', qualifier: null },
            ],
          },
        ],
      },
    ]);
  });

  it('looks at no period that ends after the day asked for', () => {
    const [row] = store.ask('indicators', { asAt: '2017-06-30' }).rows;
    expect(row?.series.flatMap(({ figures }) => figures).map(({ period }) => period)).toEqual(['2016-17', '2017-18Q1']);
  });

  it('leaves out what was taken out of use, and still has it before', async () => {
    const { position } = store.ask('indicators', {});
    await store.accept(RetireIndicator, { id: stability.id, reason: 'no longer collected' });
    expect(store.ask('indicators', {}).rows).toEqual([]);
    expect(store.ask('indicators', { knownAt: String(position) }).rows).toHaveLength(1);
  });
});
