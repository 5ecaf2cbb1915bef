import { DefineIndicator, OpenRound, RecordAction, ReleaseBenchmark, SetTarget, SubmitReturn } from '@outturn/domain';
import { temporaryLedger } from './temporary-ledger.fixture.js';

const store = temporaryLedger('walsall');

const define = (id: string, title = id) =>
  store.submit(DefineIndicator, {
    id,
    title,
    unit: 'percent',
    polarity: 'higher',
    frequencies: ['year'],
    occurred: '2016-01-01',
  });
const benchmark = (area: string, more: Partial<ReleaseBenchmark> = {}) =>
  store.submit(ReleaseBenchmark, { indicator: 'cla-number', area, period: '2016-17', value: '60', ...more });
const target = (rule: string) =>
  store.submit(SetTarget, { indicator: 'cla-number', period: '2016-17', kind: 'relative', rule });

beforeEach(() => define('cla-number', 'Children looked after'));

describe('a new name that looks like one that is there', () => {
  it.each(['CLA-number', 'cla\u2011number', 'cla-num\u200bber', '\u0441la-number', 'cla \u2013 number'])(
    'is refused for an indicator: %j',
    async (id) => {
      expect(await define(id)).toMatchObject({
        status: 'rejected',
        rejection: { kind: 'LooksLikeAnother', field: 'id', twin: 'cla-number' },
      });
    },
  );

  it('is refused for a breakdown, an action and a round, too', async () => {
    await store.accept(SubmitReturn, {
      indicator: 'cla-number',
      breakdown: 'age=16-18',
      period: '2016-17',
      value: '5',
    });
    expect(
      await store.submit(SetTarget, {
        indicator: 'cla-number',
        breakdown: 'age=16\u201318',
        period: '2016-17',
        kind: 'point',
        value: '5',
      }),
    ).toMatchObject({ rejection: { kind: 'LooksLikeAnother', field: 'breakdown', twin: 'age=16-18' } });
    await store.accept(RecordAction, { ref: 'A1', action: 'Do it' });
    expect(await store.submit(RecordAction, { ref: 'a1', action: 'Do it' })).toMatchObject({
      rejection: { kind: 'LooksLikeAnother', field: 'ref', twin: 'A1' },
    });
    const round = { period: '2017-18', due: '2018-04-30', indicators: ['cla-number'], submitters: ['mary'] };
    await store.accept(OpenRound, { round: 'Year end', ...round });
    expect(await store.submit(OpenRound, { round: 'year  end', ...round, period: '2018-19' })).toMatchObject({
      rejection: { kind: 'LooksLikeAnother', twin: 'Year end' },
    });
  });

  it('may not hold what nobody sees, and what stands already is left alone', async () => {
    expect(await define('eet\u00a0rate')).toMatchObject({ rejection: { kind: 'UnseenSigns', plain: 'eet rate' } });
    expect(await define('cla-number', 'Children in care')).toMatchObject({ status: 'accepted' });
  });

  it('inside one file is told by the line of the other', async () => {
    const { refused } = await store.import({
      'indicators.csv': [
        'id,title,unit,polarity,frequencies',
        'eet,EET,percent,higher,year',
        'EET,EET,percent,higher,year',
      ],
    });
    expect(refused).toMatchObject([
      { line: 3, column: 'id', rejection: { twin: 'eet', on: { file: 'indicators.csv', line: 2 } } },
    ]);
  });
});

describe('an unknown indicator', () => {
  const submit = (indicator: string) => store.submit(SubmitReturn, { indicator, period: '2016-17', value: '5' });

  it.each(['cla-numbr', 'CLA-Number', 'cla\u00a0-number', 'Children looked afte'])(
    '%j names the nearest by id or title',
    async (id) => {
      expect(await submit(id)).toMatchObject({
        rejection: { kind: 'UnknownIndicator', nearest: { id: 'cla-number', title: 'Children looked after' } },
      });
    },
  );

  it('that is like none names none', async () => {
    expect(await submit('pledges')).toMatchObject({
      rejection: { kind: 'UnknownIndicator', field: 'indicator', indicator: 'pledges' },
    });
  });

  it('names one that the same files define, with its line', async () => {
    const { refused } = await store.import({
      'indicators.csv': ['id,title,unit,polarity,frequencies', 'eet-rate,EET,percent,higher,year'],
      'returns.csv': ['indicator,period,value', 'eet-rte,2016-17,5'],
    });
    expect(refused).toMatchObject([
      { rejection: { nearest: { id: 'eet-rate' }, on: { file: 'indicators.csv', line: 2 } } },
    ]);
  });
});

describe('an area', () => {
  it('is the one that stands under its code, or under its name however that is written', async () => {
    await benchmark('St. Helens', { areaCode: '342' });
    for (const [area, areaCode] of [
      ['ST HELENS'],
      ['St\u00a0Helens'],
      ['St Helens MBC', '342'],
      ['StHelens', '342'],
    ] as const) {
      expect(await benchmark(area, areaCode === undefined ? {} : { areaCode })).toMatchObject({
        entity: 'benchmark/cla-number/all/St. Helens/2016-17',
      });
    }
  });

  it('whose number is that of another is refused', async () => {
    await benchmark('St Helens', { areaCode: '342' });
    await benchmark('Walsall', { areaCode: '335' });
    expect(await benchmark('Walsall', { areaCode: '342', period: '2015-16' })).toMatchObject({
      rejection: { kind: 'AreaNumbersDiffer', held: 'St Helens' },
    });
  });

  it.each([
    ['better_than:England', 'england'],
    ['better_than:ENGLAND', 'england'],
    ['at_or_better_than:west_midlands', 'West Midlands'],
    ['better_than:st helens', 'St. Helens'],
    ['better_than:"Yorkshire and the Humber"', 'Yorkshire and The Humber'],
    ['better_than:Statistical neighbours', 'statistical_neighbours'],
  ])('in a rule may be written in any case: %s', async (rule, area) => {
    const outcome = await target(rule);
    expect(outcome).toMatchObject({ status: 'accepted', events: [{ data: { target: { rules: [{ area }] } } }] });
    expect(await target(rule.toUpperCase().replace(/^[A-Z_]+:/, (word) => word.toLowerCase()))).toMatchObject({
      status: 'unchanged',
    });
  });

  it('in a rule is spelled as the ledger spells its comparators', async () => {
    await benchmark('England (state-funded)');
    expect(await target('better_than:england (State-funded)')).toMatchObject({
      events: [{ data: { target: { rules: [{ area: 'England (state-funded)' }] } } }],
    });
  });

  it('in a rule that nobody knows is refused with the nearest name', async () => {
    expect(await target('better_than:Englnd')).toMatchObject({
      rejection: { kind: 'UnknownArea', field: 'rule', area: 'Englnd', nearest: 'England' },
    });
    expect(await target('better_than:Atlantis')).toMatchObject({ rejection: { kind: 'UnknownArea', nearest: null } });
  });
});
