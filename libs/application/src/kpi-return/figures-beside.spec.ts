import { SubmitReturn } from '@outturn/domain';
import { temporaryLedger } from '../temporary-ledger.fixture.js';

const store = temporaryLedger();
const INDICATORS = [
  'id,title,unit,polarity,frequencies,decimals,occurred',
  'eet,In work or education,percent,higher,quarter;year,0,2017-11-30',
  'sdq,Average score,score,lower,year,1,2017-11-30',
  'wait,Days waited,days,lower,year,0,2017-11-30',
];
const RETURNS = 'indicator,period,value,numerator,denominator,occurred';
const warningsOf = (report: Awaited<ReturnType<typeof store.import>>) =>
  report.warnings.map(({ line, column, kind, message }) => ({ line, column, kind, message }));
/** The warnings that the last event of a figure keeps. */
const kept = () => store.ledger.read((reader) => reader.eventAt(reader.position))?.data['warnings'];

beforeEach(() => store.import({ 'indicators.csv': INDICATORS }));

describe('a figure that looks wrong', () => {
  it('is asked about beside the rows before it in its file, and keeps the question', async () => {
    const report = await store.import({
      'returns.csv': [
        RETURNS,
        'eet,2016-17Q4,74,,,2017-11-30',
        'eet,2017-18Q1,75,,,2017-11-30',
        'eet,2017-18Q2,0.77,,,2017-11-30',
      ],
    });
    expect(warningsOf(report)).toEqual([
      {
        line: 4,
        column: 'value',
        kind: 'LooksLikeFraction',
        message:
          '0.77% is less than one per cent, and the figures next to it are in tens (75%): percentages are 0 to 100',
      },
    ]);
    expect(kept()).toEqual([{ kind: 'LooksLikeFraction', value: '0.77', beside: 'series', other: '75' }]);
  });

  it('is asked about beside what stands, whether it is a figure, a target or a comparator', async () => {
    await store.import({ 'returns.csv': [RETURNS, 'sdq,2015-16,14.6,,,2017-11-30'] });
    await store.import({
      'targets.csv': ['indicator,period,kind,value,occurred', 'eet,2017-18,point,72,2017-11-30'],
      'benchmarks.csv': ['indicator,breakdown,area,period,value,occurred', 'eet,age=19,england,2016-17,68,2017-11-30'],
    });
    const report = await store.import({
      'returns.csv': [
        'indicator,breakdown,period,value,occurred',
        'sdq,,2016-17,146,2017-11-30',
        'eet,,2017-18Q2,0.77,2017-11-30',
        'eet,age=19,2017-18Q2,0.77,2017-11-30',
      ],
    });
    expect(report.warnings.map(({ line, kind }) => [line, kind])).toEqual([
      [2, 'TimesItsNeighbours'],
      [3, 'LooksLikeFraction'],
      [4, 'LooksLikeFraction'],
    ]);
  });

  it('is asked about as a target, and by a rehearsal, before anything is written', async () => {
    await store.import({ 'returns.csv': [RETURNS, 'eet,2017-18Q1,75,,,2017-11-30'] });
    const report = await store.import({
      'targets.csv': ['indicator,period,kind,value,occurred', 'eet,2017-18,point,0.72,2017-11-30'],
    });
    expect(report.warnings).toMatchObject([{ column: 'value', value: '0.72', kind: 'LooksLikeFraction' }]);
  });

  it('is asked about when a count of people is not whole', async () => {
    const report = await store.import({ 'returns.csv': [RETURNS, 'eet,2017-18Q2,,3.5,10,2017-11-30'] });
    expect(report.warnings).toMatchObject([{ column: 'numerator', value: '3.5', kind: 'FractionalCount' }]);
  });

  it('is asked about no more once it is corrected, and not again for a commentary', async () => {
    await store.import({
      'returns.csv': [RETURNS, 'eet,2017-18Q1,75,,,2017-11-30', 'eet,2017-18Q2,0.77,,,2017-11-30'],
    });
    const corrected = ['indicator,period,value,reason,occurred', 'eet,2017-18Q2,77,a slip,2017-11-30'];
    expect((await store.import({ 'returns.csv': corrected })).warnings).toEqual([]);
    expect(kept()).toEqual([]);
  });
});

describe('a figure that cannot be', () => {
  it('is refused as a return', async () => {
    const report = await store.import({ 'returns.csv': [RETURNS, 'wait,2016-17,-3,,,2017-11-30'] });
    expect(report.refused).toMatchObject([{ rejection: { kind: 'FigureOutOfRange', value: '-3', unit: 'days' } }]);
  });

  it('is kept as a publisher shows it, and said', async () => {
    const report = await store.import({
      'benchmarks.csv': [
        'indicator,area,period,value,occurred',
        'eet,england,2016-17,104,2017-11-30',
        'wait,england,2016-17,-3,2017-11-30',
        'eet,walsall,2016-17,100,2017-11-30',
      ],
    });
    expect(report).toMatchObject({ accepted: 3, refusedCount: 0 });
    expect(report.warnings).toMatchObject([
      { line: 2, kind: 'FigureOutOfRange', message: '104% cannot be: it is kept as it was published' },
      { line: 3, kind: 'FigureOutOfRange' },
    ]);
  });
});

it('a return that is submitted by itself is held against what stands, too', async () => {
  await store.import({ 'returns.csv': [RETURNS, 'eet,2017-18Q1,75,,,2017-11-30'] });
  await store.submit(SubmitReturn, { indicator: 'eet', period: '2017-18Q2', value: '0.77' });
  expect(kept()).toMatchObject([{ kind: 'LooksLikeFraction' }]);
});
