import fc from 'fast-check';
import { RecordAction, RedactText, SetTarget, SubmitReturn, WithdrawReturn } from '@outturn/domain';
import { keysUnder } from '@outturn/views';
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

describe('a row that another one has superseded', () => {
  const kinds: readonly (readonly [string, string, string, string, string])[] = [
    [
      'figure',
      'indicator,period,value,reason,occurred',
      'stability,2017-18Q2,77,As first sent.,2017-11-30',
      'stability,2017-18Q2,78,Late returns.,2017-12-15',
      'KpiReturnCorrected',
    ],
    [
      'target',
      'indicator,period,kind,value,reason,occurred',
      'stability,2017-18,point,72,As adopted.,2017-11-30',
      'stability,2017-18,point,75,Raised by the board.,2017-12-15',
      'TargetRevised',
    ],
    [
      'comparator',
      'indicator,area,period,value,occurred',
      'stability,England,2016-17,68,2017-11-30',
      'stability,England,2016-17,69,2017-12-15',
      'BenchmarkRestated',
    ],
    [
      'definition',
      'id,title,unit,polarity,frequencies,reason,occurred',
      'moves,Moves,percent,lower,quarter,As first agreed.,2017-11-30',
      'moves,Moves of placement,percent,lower,quarter,Clearer.,2017-12-15',
      'IndicatorRevised',
    ],
    [
      'action',
      'ref,action,due,reason,occurred',
      '1.1,Meet weekly,2018-03-31,As agreed.,2017-11-30',
      '1.1,Meet weekly,2018-06-30,Staff left.,2017-12-15',
      'ActionRescheduled',
    ],
  ];

  beforeEach(() => store.import({ 'indicators.csv': indicators }));

  it.each(kinds)('is taken again where its %s says something else now', async (_what, columns, older, newer, type) => {
    const send = (...rows: readonly string[]) => store.import({ 'rows.csv': [columns, ...rows] });
    await send(older);
    await send(newer);
    expect(await send(older)).toMatchObject({ accepted: 1, unchanged: 0, refusedCount: 0 });
    expect(store.types.at(-1)).toBe(type);
    const { head } = store;
    expect(await send(older)).toMatchObject({ accepted: 0, unchanged: 1 });
    expect(store.head).toBe(head);
    expect(await send(newer)).toMatchObject({ accepted: 1, unchanged: 0 });
  });

  it.each(kinds)('says nothing new of its %s beside the row that followed it', async (_what, columns, older, newer) => {
    const both = { 'rows.csv': [columns, older, newer] };
    expect(await store.import(both)).toMatchObject({ accepted: 2 });
    const { head } = store;
    const turned = { 'newer.csv': [columns, newer], 'older.csv': [columns, older] };
    for (const files of [both, turned]) {
      expect(await store.import(files, { dryRun: true })).toMatchObject({ accepted: 0, unchanged: 2 });
      expect(await store.import(files)).toMatchObject({ accepted: 0, unchanged: 2 });
    }
    expect(store.head).toBe(head);
  });

  it('is shown in a dry run as the import that follows takes it', async () => {
    const [, columns, older, newer] = kinds[1]!;
    await store.import({ 'a.csv': [columns, older] });
    await store.import({ 'b.csv': [columns, newer] });
    const dry = await store.import({ 'a.csv': [columns, older] }, { dryRun: true });
    expect(dry).toMatchObject({
      accepted: 1,
      taken: [{ outcome: 'accepted', changes: [{ member: 'value', was: '75', becomes: '72' }] }],
    });
    expect(await store.import({ 'a.csv': [columns, older] })).toMatchObject({ accepted: 1, taken: dry.taken });
  });

  it('needs a reason to be said again, and the refusal names what stands and what it becomes', async () => {
    await importReturns(first);
    await importReturns(correction);
    const report = await importReturns(first);
    expect(report).toMatchObject({ accepted: 0, unchanged: 0 });
    expect(report.refused).toMatchObject([{ rejection: { kind: 'CorrectionNeedsReason', was: '78', becomes: '77' } }]);
  });

  it('is told apart in one file from rows that still stand', async () => {
    const [, columns, older, newer] = kinds[2]!;
    const other = 'stability,London,2016-17,66,2017-11-30';
    await store.import({ 'a.csv': [columns, older, other] });
    await store.import({ 'b.csv': [columns, newer] });
    expect(await store.import({ 'a.csv': [columns, older, other] })).toMatchObject({ accepted: 1, unchanged: 1 });
    expect(store.events.at(-1)?.data).toMatchObject({ area: 'England', value: '68' });
  });

  it('is taken again where its call has it behind the row that superseded it', async () => {
    const [, columns] = kinds[2]!;
    const [late, early] = ['stability,England,2016-17,68,2017-12-15', 'stability,England,2016-17,69,2017-11-30'];
    await store.import({ 'a.csv': [columns, late] });
    await store.import({ 'b.csv': [columns, early] });
    expect(await store.import({ 'c.csv': [columns, late, early] })).toMatchObject({ accepted: 1, unchanged: 1 });
    expect(store.events.at(-1)?.data).toMatchObject({ value: '68' });
    expect(await store.import({ 'c.csv': [columns, late, early] })).toMatchObject({ accepted: 0, unchanged: 2 });
  });

  it('is decided again where somebody else had a word between it and the row that followed', async () => {
    const older = 'stability,2017-18,point,72,First rationale.,,2017-11-30';
    const newer = ['indicator,period,kind,value,reason,occurred', 'stability,2017-18,point,75,Raised.,2017-12-15'];
    const whole = ['indicator,period,kind,value,rationale,reason,occurred', older];
    await store.import({ 'older.csv': whole });
    await store.submitAsItStands(SetTarget, {
      indicator: 'stability',
      period: '2017-18',
      rationale: 'Another rationale.',
      occurred: '2017-12-01',
    });
    await store.import({ 'newer.csv': newer });
    expect(await store.import({ 'older.csv': whole, 'newer.csv': newer })).toMatchObject({
      refused: [{ file: 'older.csv', rejection: { kind: 'TargetNeedsReason' } }],
    });
  });

  it('says nothing new where a person said by hand what it says', async () => {
    await importReturns(first);
    await importReturns(correction);
    await store.accept(SubmitReturn, {
      indicator: 'stability',
      period: '2017-18Q2',
      value: '77',
      reason: 'As it was.',
    });
    const { head } = store;
    expect(await importReturns(first)).toMatchObject({ accepted: 0, unchanged: 1, refusedCount: 0 });
    expect(store.head).toBe(head);
  });

  it('is decided again where its file has a new row before it', async () => {
    const [, columns, , newer] = kinds[2]!;
    const between = 'stability,England,2016-17,70,2017-12-01';
    await store.import({ 'a.csv': [columns, newer] });
    expect(await store.import({ 'a.csv': [columns, between, newer] })).toMatchObject({ accepted: 2, unchanged: 0 });
    expect(store.events.at(-1)?.data).toMatchObject({ value: '69' });
    expect(await store.import({ 'a.csv': [columns, between, newer] })).toMatchObject({ accepted: 0, unchanged: 2 });
  });

  it('is not said again because of a new row that says no day: that is of now', async () => {
    const [, columns, , newer] = kinds[2]!;
    await store.import({ 'a.csv': [columns, newer] });
    const undated = 'stability,England,2016-17,70,';
    expect(await store.import({ 'a.csv': [columns, newer, undated] })).toMatchObject({ accepted: 1, unchanged: 1 });
    expect(store.events.at(-1)?.data).toMatchObject({ value: '70' });
  });

  it('is known when a migration goes on that ended between two days of its rows', async () => {
    const [, columns, older, newer] = kinds[4]!;
    const last = '1.1,Meet weekly,2018-09-30,Staff left again.,2018-01-15';
    await store.import({ 'actions.csv': [columns, older] });
    expect(await store.import({ 'actions.csv': [columns, older, newer] })).toMatchObject({ accepted: 1, unchanged: 1 });
    expect(await store.import({ 'actions.csv': [columns, older, newer, last] })).toMatchObject({
      accepted: 1,
      unchanged: 2,
    });
    expect(await store.import({ 'actions.csv': [columns, older, newer, last] })).toMatchObject({
      accepted: 0,
      unchanged: 3,
    });
  });

  it('of an action leads to several events, and is one step all the same', async () => {
    const columns = 'ref,action,due,status,progress,reason,occurred';
    const rows = [
      '2.1,Train all members,2018-03-31,planned,,,2017-11-30',
      '2.1,Train all members,2018-06-30,in_progress,Half of them.,Staff left.,2017-12-15',
      '2.1,Train all members,2018-06-30,completed,All of them.,,2018-05-15',
    ];
    expect(await store.import({ 'actions.csv': [columns, ...rows] })).toMatchObject({ accepted: 3 });
    expect(await store.import({ 'actions.csv': [columns, ...rows] })).toMatchObject({ accepted: 0, unchanged: 3 });
    expect(await store.import({ 'actions.csv': [columns, rows[0]!, rows[2]!] })).toMatchObject({ refusedCount: 1 });
    await store.submitAsItStands(RecordAction, { ref: '2.1', progress: 'All but one.', occurred: '2018-05-16' });
    expect(await store.import({ 'actions.csv': [columns, rows[2]!] })).toMatchObject({ accepted: 1 });
  });
});

describe('whatever was imported before, in whatever calls', () => {
  const days = ['2017-11-30', '2017-12-15', '2018-01-15'];
  // At most one row of a day: two would disagree.
  const call = fc.uniqueArray(fc.record({ day: fc.nat(2), value: fc.nat(3) }), {
    selector: ({ day }) => day,
    minLength: 1,
    maxLength: 3,
  });
  let series = 0;

  it('the last row of a call about a slot is what stands, and the same call again adds nothing', async () => {
    await store.import({ 'indicators.csv': indicators });
    await fc.assert(
      fc.asyncProperty(fc.array(call, { minLength: 2, maxLength: 3 }), async (calls) => {
        series += 1;
        for (const rows of calls) {
          const file = rows.map(
            ({ day, value }) => `stability,n=${series},England,2016-17,${70 + value},${days[day] ?? ''}`,
          );
          const files = { 'benchmarks.csv': ['indicator,breakdown,area,period,value,occurred', ...file] };
          expect(await store.import(files)).toMatchObject({ refusedCount: 0, problemCount: 0 });
          const { head } = store;
          expect(await store.import(files)).toMatchObject({ accepted: 0, unchanged: rows.length });
          expect(store.head).toBe(head);
          const last = [...rows].sort((one, other) => one.day - other.day).at(-1);
          const standing = store.ledger.read((reader) => [
            ...reader.rows('benchmark', keysUnder('stability', `n=${series}`), reader.position),
          ]);
          expect(standing.map(({ content }) => content['value'])).toEqual([String(70 + (last?.value ?? 0))]);
        }
      }),
      { numRuns: 10 },
    );
  });
});
