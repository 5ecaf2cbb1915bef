import { CloseMigration, RedactText } from '@outturn/domain';
import { OccurredInFuture } from '@outturn/ledger';
import { IdempotencyKeyReused } from './idempotency-key-reused.js';
import { digestOfFiles } from './files-read.js';
import { fileOf, temporaryLedger } from './temporary-ledger.fixture.js';

const store = temporaryLedger();

const definitions = 'id,title,unit,polarity,frequencies,occurred';
const indicators = [
  definitions,
  'stability,Stability,percent,higher,quarter,2017-11-30',
  'moves,Moves,percent,lower,quarter,2017-11-30',
];
const header = 'indicator,period,value,numerator,denominator,commentary,reason,occurred';
const returns = [header, 'stability,2017-18Q2,77,,,Good.,,2017-11-30', 'moves,2017-18Q2,10,,,,,2017-11-30'];
const many = (count: number, cells: string) => [
  'indicator,breakdown,period,value',
  ...Array.from({ length: count }, (_, index) => `stability,n=${index + 1},2017-18Q2,${cells}`),
];

describe('an import', () => {
  it('takes every row of its files, and names the position and the root that it has brought the ledger to', async () => {
    const report = await store.import({ 'indicators.csv': indicators, 'returns.csv': returns });
    expect(report).toMatchObject({
      accepted: 4,
      unchanged: 0,
      withdrawn: 0,
      refusedCount: 0,
      problemCount: 0,
      position: 5,
    });
    expect(report.root).toBe(store.ledger.read((reader) => reader.rootAt(5)));
    expect(store.types.slice(1)).toEqual([
      'IndicatorDefined',
      'IndicatorDefined',
      'KpiReturnSubmitted',
      'KpiReturnSubmitted',
    ]);
  });

  it('of the same files adds no event, texts included', async () => {
    const files = { 'indicators.csv': indicators, 'returns.csv': returns };
    await store.import(files);
    const before = store.bytes;
    expect(await store.import(files)).toMatchObject({ accepted: 0, unchanged: 4, position: 5 });
    expect(store.bytes).toEqual(before);
  });

  it('of one changed row adds one event', async () => {
    await store.import({ 'indicators.csv': indicators, 'returns.csv': returns });
    const corrected = [header, 'stability,2017-18Q2,78,,,Good.,Late returns.,2017-12-15', returns[2]!];
    expect(await store.import({ 'returns.csv': corrected })).toMatchObject({ accepted: 1, unchanged: 1, position: 6 });
    expect(store.events.at(-1)).toMatchObject({ type: 'KpiReturnCorrected', data: { value: '78' } });
  });

  it('takes none of its rows where one is refused, and names it by file, line, column and value', async () => {
    await store.import({ 'indicators.csv': indicators });
    const before = store.bytes;
    const report = await store.import({ 'returns.csv': [...returns, 'stability,2017-18Q3,,7,3,Bad.,,2017-11-30'] });
    expect(report).toMatchObject({ accepted: 2, refusedCount: 1, position: 3 });
    expect(report.refused).toEqual([
      {
        file: 'returns.csv',
        line: 4,
        column: 'numerator',
        value: '7',
        rejection: { kind: 'NumeratorAboveDenominator', field: 'numerator', numerator: '7', denominator: '3' },
      },
    ]);
    expect(store.bytes).toEqual(before);
    expect(store.ledger.read((reader) => reader.texts())).toEqual([]);
  });

  it('names every fault at once, of rows that cannot be read and of rows that are refused, and takes nothing', async () => {
    const report = await store.import({
      'indicators.csv': indicators,
      'returns.csv': [...returns, 'moves,2017-18Q9,1x,,,,,', 'moves,2017-18Q3,,7,3,,,2017-11-30'],
    });
    expect(report).toMatchObject({ problemCount: 2, refusedCount: 1, rejectedRows: 2, position: 1 });
    expect(report.problems).toMatchObject([
      { file: 'returns.csv', line: 4, column: 'period', value: '2017-18Q9' },
      { file: 'returns.csv', line: 4, column: 'value', value: '1x' },
    ]);
    expect(report.refused).toMatchObject([{ line: 5, rejection: { kind: 'NumeratorAboveDenominator' } }]);
    expect(store.head).toBe(1);
  });

  it('does not call an indicator unknown whose own row is faulty', async () => {
    const faulty = indicators.map((row) => row.replace('stability,Stability,percent', 'stability,Stability,percnt'));
    expect(await store.import({ 'indicators.csv': faulty, 'returns.csv': returns })).toMatchObject({
      problemCount: 1,
      refusedCount: 0,
      rejectedRows: 1,
    });
    const headless = ['id,tilte,unit', 'stability,Stability,percent'];
    expect(await store.import({ 'indicators.csv': headless, 'returns.csv': returns })).toMatchObject({
      refusedCount: 0,
    });
  });

  it('names the first 50 refused rows and counts them all', async () => {
    await store.import({ 'indicators.csv': indicators });
    const report = await store.import({ 'returns.csv': many(60, '101') });
    expect(report.refusedCount).toBe(60);
    expect(report.refused.map(({ line }) => line)).toEqual(Array.from({ length: 50 }, (_, index) => index + 2));
  });

  it('names the first 50 unreadable rows and counts them all', async () => {
    const report = await store.import({ 'returns.csv': many(60, 'n/a') });
    expect([report.problemCount, report.problems.length]).toEqual([60, 50]);
  });

  it('warns of a stated figure that its counts do not give, and keeps both', async () => {
    await store.import({
      'indicators.csv': [
        `${definitions},decimals`,
        'trained,Members trained,percent,higher,point_in_time,2012-05-11,1',
      ],
    });
    const report = await store.import({ 'returns.csv': [header, 'trained,@2012-05-11,26.6,16,60,,,2012-05-11'] });
    expect(report.warnings).toEqual([
      {
        file: 'returns.csv',
        line: 2,
        column: 'value',
        value: '26.6',
        kind: 'StatedDiffersFromComputed',
        message: 'the stated value is 26.6, and numerator and denominator give 26.7: both are kept',
      },
    ]);
    expect(store.events.at(-1)?.data).toMatchObject({
      value: '26.6',
      computed: '26.7',
      numerator: '16',
      denominator: '60',
    });
  });

  it('says of new returns without a status that they are taken as final, once a file, and of no others', async () => {
    await store.import({ 'indicators.csv': indicators });
    const dry = await store.import({ 'returns.csv': returns }, { dryRun: true });
    expect(dry.readings).toEqual([
      {
        file: 'returns.csv',
        line: 2,
        column: 'status',
        value: '',
        message: 'a new return without a status is taken as final',
        cells: 2,
      },
    ]);
    expect((await store.import({ 'returns.csv': returns })).readings).toEqual(dry.readings);
    const columns = 'indicator,period,value,status,reason';
    const provisional = [columns, 'stability,2017-18Q3,70,provisional,'];
    expect((await store.import({ 'returns.csv': provisional })).readings).toEqual([]);
    const correction = ['indicator,period,value,reason', 'stability,2017-18Q3,71,Recounted.'];
    expect((await store.import({ 'returns.csv': correction })).readings).toEqual([]);
  });

  it('says the same thing twice once: a row that repeats another of its call is unchanged', async () => {
    const report = await store.import({ 'indicators.csv': indicators, 'returns.csv': [...returns, returns[1]!] });
    expect(report).toMatchObject({ accepted: 4, unchanged: 1, position: 5 });
  });

  it('decides a row on what an earlier one of its call did', async () => {
    const report = await store.import({
      'indicators.csv': indicators,
      'returns.csv': [...returns, 'stability,2017-18Q2,78,,,Good.,,2017-12-01'],
    });
    expect(report.refused).toMatchObject([
      { line: 4, rejection: { kind: 'CorrectionNeedsReason', was: '77', becomes: '78' } },
    ]);
  });

  it('says by whom and by what way it came', async () => {
    await store.import({ 'indicators.csv': indicators }, { by: { actor: 'mary', via: 'import' } });
    expect(store.events.at(-1)).toMatchObject({ actor: 'mary', via: 'import' });
  });
});

describe('the files of one call', () => {
  it('are decided in the order in which the council says that it happened, over all files', async () => {
    await store.import({
      'returns.csv': [header, 'stability,2017-18Q2,77,,,,,2017-12-02', 'stability,2017-18Q1,70,,,,,2017-11-30'],
      'indicators.csv': [
        `${definitions},reason`,
        'stability,Stability of placements,percent,higher,quarter,2017-12-01,Asked by the board',
        `${indicators[1]!},`,
      ],
    });
    expect(store.events.slice(1).map(({ type, occurredAt }) => [type, occurredAt])).toEqual([
      ['IndicatorDefined', '2017-11-30'],
      ['KpiReturnSubmitted', '2017-11-30'],
      ['IndicatorRevised', '2017-12-01'],
      ['KpiReturnSubmitted', '2017-12-02'],
    ]);
  });

  it('become one batch a day while the ledger is open for migration, so that every day of it can be asked for', async () => {
    await store.import({
      'indicators.csv': [...indicators, 'late,Late,percent,higher,quarter,2017-12-01'],
      'returns.csv': returns,
    });
    const batches = store.events.slice(1).map(({ batch }) => batch);
    expect(batches.map(({ index, size }) => [index, size])).toEqual([
      [0, 4],
      [1, 4],
      [2, 4],
      [3, 4],
      [0, 1],
    ]);
    expect(new Set(batches.map(({ id }) => id)).size).toBe(2);
    expect(store.ask('scorecard', { knownAt: '2017-11-30' })).toMatchObject({ position: 5 });
    expect(store.ask('scorecard', { knownAt: '3' })).toMatchObject({ position: 1 });
  });

  it('become one batch of a day whose rows say at what time of it they happened, each with its own', async () => {
    const times = ['2017-11-30T08:00:00.000Z', '2017-11-30T23:59:00.000Z', '2017-12-01T00:00:00.000Z'];
    await store.import({
      'indicators.csv': [definitions, ...times.map((time, index) => `i${index},I,percent,higher,year,${time}`)],
    });
    expect(store.events.slice(1).map(({ occurredAt, batch }) => [occurredAt, batch.index, batch.size])).toEqual([
      [times[0], 0, 2],
      [times[1], 1, 2],
      [times[2], 0, 1],
    ]);
    expect(store.ask('scorecard', { knownAt: '2017-11-30' }).rows).toHaveLength(2);
  });

  it('are refused as a whole where one says that it happened after now', async () => {
    const future = [definitions, 'soon,Soon,percent,higher,year,2026-05-02', 'now,Now,percent,higher,year,2026-05-01'];
    await expect(store.import({ 'indicators.csv': future })).rejects.toThrow(OccurredInFuture);
    expect(store.head).toBe(1);
  });

  it('are one command: all its batches bear its id, and every event has an id of its own', async () => {
    await store.import({
      'indicators.csv': indicators,
      'returns.csv': [header, 'stability,2017-18Q2,77,,,,,2017-12-02'],
    });
    const imported = store.events.slice(1);
    expect(new Set(imported.map(({ commandId }) => commandId)).size).toBe(1);
    expect(new Set(imported.map(({ eventId }) => eventId)).size).toBe(imported.length);
  });
});

describe('a dry run', () => {
  it('says what would happen and writes nothing', async () => {
    const files = { 'indicators.csv': indicators, 'returns.csv': [...returns, 'nowhere,2017-18Q2,1,,,,,2017-11-30'] };
    const before = store.bytes;
    const report = await store.import(files, { dryRun: true });
    expect(report).toMatchObject({ dryRun: true, accepted: 4, refusedCount: 1, position: 1 });
    expect(report.refused).toMatchObject([{ line: 4, rejection: { kind: 'UnknownIndicator' } }]);
    expect(report.taken.map(({ line, entity, outcome }) => [line, entity, outcome])).toContainEqual([
      2,
      'return/stability/all/2017-18Q2',
      'accepted',
    ]);
    expect(store.bytes).toEqual(before);
    expect(store.ledger.read((reader) => reader.texts())).toEqual([]);
  });

  it('says the same as the import that follows it, apart from where it has brought the ledger', async () => {
    const files = { 'indicators.csv': indicators, 'returns.csv': returns };
    const dry = await store.import(files, { dryRun: true });
    const done = await store.import(files);
    expect({ ...dry, dryRun: false, position: done.position, root: done.root }).toEqual(done);
  });
});

describe('an import that comes again under its key', () => {
  const files = { 'indicators.csv': indicators, 'returns.csv': returns };
  const by = { key: 'mine' };

  it('is answered with where it led, and adds nothing', async () => {
    const first = await store.import(files, { by });
    await store.import({ 'more.csv': [definitions, 'later,Later,percent,higher,quarter,2018-01-01'] });
    const { head } = store;
    expect(await store.import(files, { by })).toMatchObject({
      repeated: true,
      accepted: 0,
      unchanged: 4,
      position: first.position,
      root: first.root,
    });
    expect(store.head).toBe(head);
  });

  it('does not take back what was said since', async () => {
    const target = (value: string) => [
      'indicator,period,kind,value,occurred',
      `stability,2017-18,point,${value},2017-11-30`,
    ];
    await store.import({ 'indicators.csv': indicators, 'targets.csv': target('72') }, { by });
    await store.import({ 'targets.csv': target('75') });
    const { head } = store;
    await store.reopen();
    expect(await store.import({ 'indicators.csv': indicators, 'targets.csv': target('72') }, { by })).toMatchObject({
      repeated: true,
    });
    expect(store.head).toBe(head);
  });

  it('is refused where it brings something else: other bytes, another name, other options', async () => {
    await store.import(files, { by });
    const { head } = store;
    const others = [
      store.import({ ...files, 'returns.csv': [...returns, 'moves,2017-18Q3,9,,,,,2018-02-28'] }, { by }),
      store.import({ 'indicators.csv': indicators, 'renamed.csv': returns }, { by }),
      store.import(files, { by, occurred: '2018-01-01' }),
    ];
    for (const other of others) await expect(other).rejects.toThrow(IdempotencyKeyReused);
    expect(store.head).toBe(head);
  });

  it('leaves no digest by which a redacted word of its files could be found', async () => {
    const sources = Object.entries(files).map(([name, lines]) => fileOf(name, lines));
    await store.import(files, { by });
    expect(store.bytes.join('\n')).not.toContain(digestOfFiles(sources, {}));
  });

  it('is another request where another sends it', async () => {
    await store.import(files, { by });
    expect(await store.import(files, { by: { ...by, actor: 'another' } })).toMatchObject({
      repeated: false,
      unchanged: 4,
    });
  });

  it('is decided afresh where it was refused or tried out before', async () => {
    await store.import(files, { by, dryRun: true });
    expect(await store.import({ 'returns.csv': returns }, { by })).toMatchObject({ refusedCount: 2 });
    expect(await store.import(files, { by })).toMatchObject({ repeated: false, accepted: 4 });
  });
});

describe('an import after a redaction', () => {
  beforeEach(async () => {
    await store.import({ 'indicators.csv': indicators, 'returns.csv': returns });
    const position = store.events.find(({ data }) => data['commentary'] != null)?.position ?? 0;
    await store.accept(RedactText, { position, field: 'commentary', reason: 'A name.' });
  });

  it('of the same file says nothing new and does not bring the text back', async () => {
    const { head } = store;
    expect(await store.import({ 'returns.csv': returns })).toMatchObject({
      accepted: 0,
      unchanged: 2,
      refusedCount: 0,
    });
    expect(store.head).toBe(head);
    const { rows } = store.ask('scorecard', { indicators: ['stability'] });
    expect(rows).toMatchObject([{ value: '77', commentary: `[redacted at position ${head}]` }]);
  });

  it('of other texts does not take the redacted one for theirs', async () => {
    const others = [
      header,
      'stability,2017-18Q3,78,,,Better.,,2018-02-28',
      'moves,2017-18Q3,9,,,Better too.,,2018-02-28',
    ];
    expect(await store.import({ 'returns.csv': others })).toMatchObject({ accepted: 2 });
    expect(store.ask('scorecard', {}).rows.map(({ commentary }) => commentary)).toEqual(['Better too.', 'Better.']);
  });
});

describe('an import into a live ledger', () => {
  it('ends no migration twice and is taken as a whole', async () => {
    await store.import({ 'indicators.csv': indicators });
    await store.accept(CloseMigration, {});
    await store.import({ 'returns.csv': returns });
    expect(store.types.slice(3)).toEqual(['MigrationClosed', 'KpiReturnSubmitted', 'KpiReturnSubmitted']);
    expect(store.ask('scorecard', {}).rows.map(({ basis }) => basis)).toEqual(['migrated', 'migrated']);
  });
});
