import { NotKnown } from '../query-refused.js';
import { temporaryLedger } from '../temporary-ledger.fixture.js';

const store = temporaryLedger();
beforeEach(() =>
  store.import({
    'indicators.csv': [
      'id,title,unit,polarity,frequencies,owner,occurred',
      'rha,Review health assessments,percent,higher,quarter;year,Jo Field,2012-05-14',
    ],
    'targets.csv': [
      'indicator,period,kind,value,rationale,approved_by,occurred',
      'rha,2011-12,point,90,Statute.,The Board,2012-05-14',
    ],
    'benchmarks.csv': ['indicator,area,period,value,symbol,occurred', 'rha,england,2010-11,,x,2012-05-14'],
    'returns.csv': [
      'indicator,breakdown,period,value,occurred',
      'rha,,2011-12Q2,61,2012-05-14',
      'rha,,2010-11,93,2012-05-14',
      'rha,,2011-12Q1,82,2012-05-14',
      'rha,age=0-4,2011-12Q1,70,2012-05-14',
    ],
  }),
);
const series = (question = {}) => store.ask('indicator', { indicator: 'rha', ...question });
const periods = (question = {}) =>
  series(question).rows.map(({ breakdown, period, value }) => [breakdown, period, value]);

describe('the series of an indicator', () => {
  it('has every period of every breakdown, oldest first, each assessed against what applies to it', () => {
    expect(periods()).toEqual([
      ['age=0-4', '2011-12Q1', '70'],
      ['all', '2010-11', '93'],
      ['all', '2011-12Q1', '82'],
      ['all', '2011-12Q2', '61'],
    ]);
    expect(series().rows.at(-1)).toMatchObject({
      rag: 'red',
      target: { value: '90', met: false, metBy: '2011-12Q2', variance: '-29' },
      travel: { previous: { period: '2011-12Q1', value: '82', direction: 'worse', gap: [] } },
    });
    expect(series().rows[1]).toMatchObject({ travel: { previous: null }, target: null });
  });

  it('shows an earlier period as it stood at its end, and the latest of each kind as it stands now', () => {
    expect(series().rows.find(({ breakdown, period }) => breakdown === 'all' && period === '2011-12Q1')).toMatchObject({
      ragBasis: 'course',
      target: { met: null, onCourse: false },
      stale: null,
    });
    expect(series({ asAt: '2012-05-31' }).rows.at(-1)).toMatchObject({ ragBasis: 'outturn', stale: 2 });
  });

  it('may be that of one breakdown', () => {
    expect(periods({ breakdown: 'all' })).toHaveLength(3);
    expect(periods({ breakdown: 'age=0-4' })).toEqual([['age=0-4', '2011-12Q1', '70']]);
  });

  it('ends where it is asked as at', () => {
    expect(periods({ asAt: '2011-06-30', breakdown: 'all' })).toEqual([
      ['all', '2010-11', '93'],
      ['all', '2011-12Q1', '82'],
    ]);
  });

  it('comes with its definition, its targets and its comparators, words in the place of digests', () => {
    expect(series()).toMatchObject({
      definition: { id: 'rha', version: 1, owner: 'Jo Field' },
      earlierDefinitions: [],
      targets: [
        { period: '2011-12', target: { kind: 'point', value: '90' }, rationale: 'Statute.', approvedBy: 'The Board' },
      ],
      benchmarks: [{ area: 'england', value: null, symbol: 'x' }],
    });
  });

  it('keeps the definitions that were revised, each under its version', async () => {
    await store.import({
      'indicators.csv': [
        'id,title,unit,polarity,frequencies,owner,reason,occurred',
        'rha,Health assessments,percent,higher,quarter;year,,Initial ones count too,2012-06-01',
      ],
    });
    expect(series()).toMatchObject({
      definition: { title: 'Health assessments', version: 2, owner: null },
      earlierDefinitions: [{ version: 1, definition: { title: 'Review health assessments' } }],
    });
    expect(series().rows.every(({ title }) => title === 'Review health assessments')).toBe(true);
  });

  it('of an indicator that was not defined by then is not known', () => {
    expect(() => series({ indicator: 'other' })).toThrow(new NotKnown('indicator', 'other'));
    expect(() => series({ knownAt: '2012-05-13' })).toThrow(NotKnown);
  });

  it('of an indicator whose id begins like another is its own', async () => {
    await store.import({
      'indicators.csv': ['id,title,unit,polarity,frequencies,occurred', 'rh,Other,percent,higher,quarter,2012-06-01'],
      'returns.csv': ['indicator,period,value,occurred', 'rh,2011-12Q1,1,2012-06-01'],
    });
    expect(store.ask('indicator', { indicator: 'rh' }).rows).toHaveLength(1);
    expect(periods()).toHaveLength(4);
  });
});
