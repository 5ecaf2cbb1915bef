import { CloseMigration } from '@outturn/domain';
import { temporaryLedger } from './temporary-ledger.fixture.js';

const store = temporaryLedger('england');

const header = 'measure,area_number,area,year,value';
const cells = [
  'Stability%,970,England,2023,69',
  'Stability%,335,Walsall,2023,-',
  'Stability%,970,England,0,70',
  'SDQ,970,England,2023,14.4',
];
const release = (rows: readonly string[], name: string, options: Parameters<typeof store.import>[1] = {}) =>
  store.import({ [`${name}.csv`]: [header, ...rows] }, { occurred: '2024-11-19', ...options });
const figures = (knownAt?: string) =>
  [...store.ask('figures', knownAt === undefined ? {} : { knownAt }).pages]
    .flat()
    .map(({ indicator, area, source_period, published, value, symbol }) => [
      indicator,
      area,
      source_period,
      published,
      value,
      symbol,
    ]);
const dictionary = (polarity: string) => ({
  name: 'dictionary.csv',
  bytes: Buffer.from(
    [
      'Topic,Measure,Measure_short,Polarity,y_axis_name,Description,dps,Year_Type',
      `Children looked after,Long-term stability,Stability%,${polarity},%,,0,Financial Year`,
    ]
      .map((line) => `${line}\n`)
      .join(''),
  ),
});

describe('a release of a publisher', () => {
  it('that says no day of publication is in no order, and a warning says so once the ledger is live', async () => {
    const warned = async (name: string, rows: readonly string[]): Promise<string[]> =>
      (await store.import({ [`${name}.csv`]: [header, ...rows] })).warnings.map(({ kind }) => kind);
    expect(await warned('told', cells)).toEqual(['DictionaryMissing', 'YearIsNoYear', 'NoDateStated']);
    await store.accept(CloseMigration, {});
    expect(await warned('live', cells.slice(1))).toEqual(['DictionaryMissing', 'YearIsNoYear', 'ReleaseUndated']);
  });

  it('is published, defines its measures and releases its cells, each as its text beside its value or symbol', async () => {
    expect(await release(cells, 'first')).toMatchObject({ accepted: 4, unchanged: 0, withdrawn: 0 });
    expect(store.types.slice(1)).toEqual([
      'ReleasePublished',
      'IndicatorDefined',
      'IndicatorDefined',
      ...cells.map(() => 'BenchmarkReleased'),
    ]);
    expect(figures()).toEqual([
      ['SDQ', 'England', '2023', '14.4', '14.4', null],
      ['Stability%', 'England', '2023', '69', '69', null],
      ['Stability%', 'England', '0', '70', '70', null],
      ['Stability%', 'Walsall', '2023', '-', null, '-'],
    ]);
  });

  it('is one batch: nobody ever knew half of it', async () => {
    await release(cells, 'first');
    expect(figures('4')).toEqual([]);
    expect(figures(String(store.head))).toHaveLength(4);
  });

  it('restates the cells that differ, leaves the others alone and withdraws those that are gone', async () => {
    await release(cells, 'first');
    const second = await release(
      [
        'Stability%,970,England,2023,68',
        'Stability%,335,Walsall,2023,-',
        'Stability%,970,England,2024,70',
        'SDQ,970,England,2023,14.4',
      ],
      'second',
      { occurred: '2024-11-20' },
    );
    expect(second).toMatchObject({ accepted: 2, unchanged: 2, withdrawn: 1 });
    expect(store.types.slice(8)).toEqual([
      'ReleasePublished',
      'BenchmarkRestated',
      'BenchmarkReleased',
      'BenchmarkWithdrawn',
    ]);
    expect(figures('2024-11-20')).toEqual([
      ['SDQ', 'England', '2023', '14.4', '14.4', null],
      ['Stability%', 'England', '2023', '68', '68', null],
      ['Stability%', 'England', '2024', '70', '70', null],
      ['Stability%', 'Walsall', '2023', '-', null, '-'],
    ]);
    expect(figures('2024-11-19')).toContainEqual(['Stability%', 'England', '2023', '69', '69', null]);
  });

  it('that changes no cell is still an event', async () => {
    await release(cells, 'first');
    expect(await release([...cells].reverse(), 'second')).toMatchObject({ accepted: 0, unchanged: 4 });
    expect(store.types.slice(8)).toEqual(['ReleasePublished']);
    expect(store.events.at(-1)?.data).toMatchObject({ label: 'second', date: '2024-11-19', cells: 4 });
  });

  it('that came before under its label adds nothing, even where others came in between', async () => {
    await release(cells, 'first');
    await release(cells.slice(1), 'second');
    const { head } = store;
    expect(await release(cells, 'first')).toMatchObject({ accepted: 0, unchanged: 4, withdrawn: 0, position: head });
    expect(store.head).toBe(head);
  });

  it('under the label of another file is refused, and the file that holds it is named', async () => {
    await release(cells, 'first');
    const { head } = store;
    expect(await release(cells.slice(1), 'first')).toMatchObject({
      refusedCount: 1,
      refused: [{ rejection: { kind: 'LabelHeld', label: 'first', date: '2024-11-19' } }],
      position: head,
    });
    expect(store.head).toBe(head);
  });

  describe('that is older than one which stands', () => {
    const older = ['Stability%,970,England,2023,67', 'Stability%,335,Walsall,2023,-'];
    beforeEach(() => release(cells, 'newer', { occurred: '2024-11-20' }));

    it('is refused, and says what it would replace and withdraw', async () => {
      const { head } = store;
      const report = await release(older, 'older');
      expect(report).toMatchObject({ refusedCount: 1, rejectedRows: 0, position: head });
      expect(report.refused[0]?.rejection).toEqual({
        kind: 'ReleaseOutOfOrder',
        date: '2024-11-19',
        newer: { label: 'newer', date: '2024-11-20' },
        replaced: {
          count: 1,
          examples: [{ indicator: 'Stability%', area: 'England', period: '2022-23', was: '69', becomes: '67' }],
        },
        withdrawn: {
          count: 2,
          examples: [
            { indicator: 'SDQ', area: 'England', period: '2022-23', was: '14.4', becomes: null },
            { indicator: 'Stability%', area: 'England', period: '0', was: '70', becomes: null },
          ],
        },
      });
      expect(store.head).toBe(head);
    });

    it('is taken where that is said to be meant', async () => {
      expect(await release(older, 'older', { outOfOrder: true })).toMatchObject({ accepted: 1, withdrawn: 2 });
    });

    it('is not one of the same date: the position tells them apart', async () => {
      expect(await release(older, 'another', { occurred: '2024-11-20' })).toMatchObject({
        refusedCount: 0,
        accepted: 1,
      });
    });

    it('is no news where the same file was taken before', async () => {
      await release(cells, 'newest', { occurred: '2024-11-21' });
      expect(await release(cells, 'newer', { occurred: '2024-11-20' })).toMatchObject({
        refusedCount: 0,
        unchanged: 4,
      });
    });
  });

  it('withdraws no figure that somebody typed or quoted, and only what a release brought', async () => {
    await release(cells, 'first');
    const quoted = 'indicator,area,period,value,release\nSDQ,Walsall,2016-17,15,SFR50\nSDQ,Dudley,2016-17,16,'.split(
      '\n',
    );
    await store.import({ 'benchmarks.csv': quoted });
    expect(await release(cells.slice(0, 3), 'second', { occurred: '2024-11-20' })).toMatchObject({ withdrawn: 1 });
    expect(figures().map(([indicator, area]) => [indicator, area])).toEqual(
      expect.arrayContaining([
        ['SDQ', 'Walsall'],
        ['SDQ', 'Dudley'],
      ]),
    );
  });

  describe('of one of several tables', () => {
    const adoption = ['A10,970,England,2023,420', 'A10,335,Walsall,2023,390'];

    it('withdraws no cell of another, and is in no order with releases of another', async () => {
      await release(cells, 'main');
      expect(await release(adoption, 'adoption', { table: 'adoption', occurred: '2024-01-01' })).toMatchObject({
        refusedCount: 0,
        accepted: 2,
        withdrawn: 0,
      });
      expect(figures()).toHaveLength(6);
      const next = await release(adoption.slice(1), 'adoption 2', { table: 'adoption', occurred: '2024-11-20' });
      expect(next).toMatchObject({ accepted: 0, unchanged: 1, withdrawn: 1 });
      expect(figures()).toHaveLength(5);
      expect(await release(cells.slice(1), 'main 2', { occurred: '2024-11-21' })).toMatchObject({ withdrawn: 1 });
      expect(figures().filter(([measure]) => measure === 'A10')).toHaveLength(1);
      expect(store.events.findLast(({ type }) => type === 'ReleasePublished')?.data).toMatchObject({ table: 'lait' });
    });

    it('is asked for its table where it names none and would withdraw all of the one that goes without', async () => {
      await release(cells, 'main');
      expect((await release(adoption, 'adoption')).refused).toMatchObject([
        { line: null, rejection: { kind: 'TableNotSaid', table: 'lait', withdrawn: { count: 4 } } },
      ]);
      expect(await release(adoption, 'adoption', { table: 'lait' })).toMatchObject({ accepted: 2, withdrawn: 4 });
    });

    it('is refused where it says a cell of another table, even in the same words', async () => {
      await release(cells, 'main');
      expect((await release([...adoption, cells[0]!], 'mixed', { table: 'adoption' })).refused).toMatchObject([
        { rejection: { kind: 'CellsOfAnotherTable', table: 'adoption', other: 'lait', cells: { count: 1 } } },
      ]);
    });

    it('is refused where its table looks like one that is there', async () => {
      await release(adoption, 'first', { table: 'adoption' });
      expect((await release(cells, 'second', { table: 'Adoption' })).refused).toMatchObject([
        { rejection: { kind: 'LooksLikeAnother', field: 'table', twin: 'adoption' } },
      ]);
    });

    it('stays of its table when the same file comes again as another', async () => {
      await release(adoption, 'first', { table: 'adoption' });
      expect((await release(adoption, 'first', { table: 'leavers' })).refused).toMatchObject([
        { rejection: { kind: 'TableDiffers', table: 'adoption' } },
      ]);
      expect(await release(adoption, 'first')).toMatchObject({ refusedCount: 0, accepted: 0, unchanged: 2 });
    });
  });

  it("is refused in a council's own ledger, whose quoted benchmarks stay", async () => {
    await store.import({
      'indicators.csv': ['id,title,unit,polarity,frequencies', 'SDQ,SDQ,score,lower,year'],
      'benchmarks.csv': ['indicator,area,period,value', 'SDQ,England,2016-17,15'],
      'returns.csv': ['indicator,period,value', 'SDQ,2016-17,15'],
    });
    expect(await release(cells, 'first')).toMatchObject({
      refused: [{ rejection: { kind: 'NotAPublisher', ledger: 'england' } }],
    });
    expect(figures()).toHaveLength(2);
  });

  it('finds its areas by number or by folded name, so that another spelling adds no event', async () => {
    await release(['SDQ,342,St. Helens,2023,14', 'SDQ,,Bristol,2023,15'], 'first');
    const second = await release(['SDQ,342,St Helens,2023,14', 'SDQ,801.0,BRISTOL ,2023,15'], 'second');
    expect(second).toMatchObject({ accepted: 1, unchanged: 1, withdrawn: 0 });
    expect(figures().map(([, area]) => area)).toEqual(['Bristol', 'St. Helens']);
  });

  it('brings a withdrawn cell back when it shows it again', async () => {
    await release(cells, 'first');
    await release(cells.slice(0, 3), 'second');
    expect(await release(cells, 'third')).toMatchObject({ accepted: 1, unchanged: 3 });
    expect(figures().map(([indicator]) => indicator)).toContain('SDQ');
  });

  it('counts text that says the same value as restated: what was printed is kept', async () => {
    await release(['SDQ,970,England,2023,14.4'], 'first');
    expect(await release(['SDQ,970,England,2023,14.40'], 'second')).toMatchObject({ accepted: 1 });
    expect(figures()).toEqual([['SDQ', 'England', '2023', '14.40', '14.4', null]]);
  });

  it('writes nothing in a dry run', async () => {
    expect(await release(cells, 'first', { dryRun: true })).toMatchObject({ accepted: 4, position: 1 });
    expect(store.head).toBe(1);
  });
});

describe('what a measure means', () => {
  const polarity = () => store.ask('indicator', { indicator: 'Stability%' }).definition.polarity;

  it('is taken from a dictionary, and revised when a dictionary says otherwise', async () => {
    await release(cells, 'first', { dictionary: dictionary('High') });
    expect(polarity()).toBe('higher');
    await release(cells, 'second', { dictionary: dictionary('Low') });
    expect(polarity()).toBe('lower');
  });

  it('is revised by a corrected dictionary beside the same file, and not turned back by the first one', async () => {
    await release(cells, 'first', { dictionary: dictionary('High') });
    expect(await release(cells, 'first', { dictionary: dictionary('Low') })).toMatchObject({
      defined: 1,
      unchanged: 4,
    });
    expect(polarity()).toBe('lower');
    const { head } = store;
    expect(await release(cells, 'first', { dictionary: dictionary('High') })).toMatchObject({
      defined: 0,
      unchanged: 4,
    });
    expect(await release(cells, 'first', { dictionary: dictionary('Low') })).toMatchObject({
      defined: 0,
      unchanged: 4,
    });
    expect(polarity()).toBe('lower');
    expect(store.head).toBe(head);
  });

  it('stays as an earlier dictionary said where a later release comes without one', async () => {
    await release(cells, 'first', { dictionary: dictionary('High') });
    await release(cells, 'second');
    expect(polarity()).toBe('higher');
    expect(store.types.filter((type) => type === 'IndicatorRevised')).toEqual([]);
  });

  it('is unknown and neutral without a dictionary, until one comes', async () => {
    await release(cells, 'first');
    expect(store.ask('indicator', { indicator: 'Stability%' }).definition).toMatchObject({
      unit: 'unknown',
      polarity: 'neutral',
    });
    await release(cells, 'second', { dictionary: dictionary('High') });
    expect(polarity()).toBe('higher');
  });
});
