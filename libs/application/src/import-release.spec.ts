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

  it('that is replaced by another file under its label is published again', async () => {
    await release(cells, 'first');
    expect(await release(cells.slice(1), 'first')).toMatchObject({ accepted: 0, unchanged: 3, withdrawn: 1 });
    expect(store.types.filter((type) => type === 'ReleasePublished')).toHaveLength(2);
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
