import { SubmitReturn } from '@outturn/domain';
import { temporaryLedger } from '../temporary-ledger.fixture.js';
import type { FiguresAsked } from './figures.js';

const store = temporaryLedger();
const indicators = [
  'id,title,unit,polarity,frequencies,occurred',
  'a,A,percent,higher,quarter,2017-11-30',
  'ab,AB,percent,higher,quarter,2017-11-30',
];
const figures = (question: FiguresAsked = {}) => [...store.ask('figures', question).pages].flat();

describe('the figures that were current at a moment', () => {
  beforeEach(() =>
    store.import({
      'indicators.csv': indicators,
      'returns.csv': [
        'indicator,period,value,numerator,denominator,status,occurred',
        'a,2017-18Q2,26.6,16,60,provisional,2017-11-30',
        'ab,2017-18Q2,5,,,,2017-12-01',
      ],
      'benchmarks.csv': [
        'indicator,area,period,value,release,occurred',
        'a,England,2017-18Q2,"1,068%",LAIT 2017,2017-12-02',
        'a,Dudley,2017-18Q2,c,LAIT 2017,2017-12-02',
      ],
    }),
  );

  it('are own returns and comparators, each with where it comes from', () => {
    expect(figures()).toEqual([
      {
        indicator: 'a',
        breakdown: 'all',
        area: 'walsall',
        area_code: '335',
        period: '2017-18Q2',
        source_period: null,
        qualifier: null,
        value: '26.6',
        published: null,
        numerator: '16',
        denominator: '60',
        symbol: null,
        status: 'provisional',
        release: null,
        position: 4,
      },
      expect.objectContaining({ indicator: 'ab', value: '5', status: 'final', position: 5 }),
      expect.objectContaining({ area: 'Dudley', value: null, symbol: 'c', published: 'c', status: null }),
      {
        indicator: 'a',
        breakdown: 'all',
        area: 'England',
        area_code: null,
        period: '2017-18Q2',
        source_period: null,
        qualifier: null,
        value: '1068',
        published: '1,068%',
        numerator: null,
        denominator: null,
        symbol: null,
        status: null,
        release: 'LAIT 2017',
        position: 6,
      },
    ]);
  });

  it('may be those of one indicator, and of one area by its name or its code', () => {
    expect(figures({ indicator: 'a' })).toHaveLength(3);
    expect(figures({ area: 'Dudley' })).toMatchObject([{ area: 'Dudley' }]);
    expect(figures({ area: '335' })).toMatchObject([{ indicator: 'a' }, { indicator: 'ab' }]);
    expect(figures({ indicator: 'none' })).toEqual([]);
  });

  it('are those of then: neither later corrections nor withdrawals are in them', async () => {
    const { position } = store.ask('figures', {}).grounds;
    const then = figures();
    await store.accept(SubmitReturn, { indicator: 'a', period: '2017-18Q2', value: '30', status: 'final' });
    expect(figures({ knownAt: String(position) })).toEqual(then);
    expect(figures({ knownAt: '2017-11-30' }).map(({ indicator }) => indicator)).toEqual(['a']);
    expect(figures({ indicator: 'a', area: 'walsall' })).toMatchObject([{ value: '30', numerator: null }]);
  });
});

describe('many figures', () => {
  const ids = Array.from({ length: 2_001 }, (_, index) => `n=${String(index).padStart(4, '0')}`);

  it('come in pages of which none is empty, none repeats a row and none holds up a write in between', async () => {
    await store.import({
      'indicators.csv': indicators,
      'returns.csv': [
        'indicator,breakdown,period,value,occurred',
        ...ids.map((id) => `a,${id},2017-18Q2,7,2017-11-30`),
      ],
    });
    const seen: string[] = [];
    const sizes: number[] = [];
    for (const page of store.ask('figures', {}).pages) {
      sizes.push(page.length);
      seen.push(...page.map(({ breakdown }) => breakdown));
      if (sizes.length === 1)
        await store.accept(SubmitReturn, {
          indicator: 'a',
          breakdown: 'n=2000',
          period: '2017-18Q2',
          value: '9',
          reason: 'Late.',
        });
    }
    expect(sizes).toEqual([1_000, 1_000, 1]);
    expect(seen).toEqual(ids);
  });
});
