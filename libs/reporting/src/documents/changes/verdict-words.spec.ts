import { assess, type Assessment } from '@outturn/domain';
import { benchmark, figure, indicator, target } from '../../charts/assessed-rows.fixture.js';
import { changedThings, deedWords, knownNames, type ChangedRow } from './changed-things.js';

const names = knownNames([{ id: 'placement-long-term', title: 'Long-term stability', unit: 'percent' }], []);
const point = (value: string) => target('2016-17', { kind: 'point', value });
const year = indicator({ frequencies: ['year'] });
const row = (known: Partial<Parameters<typeof assess>[0]>): Assessment =>
  assess({
    indicator: year,
    breakdown: 'all',
    figures: [figure('2016-17', '76')],
    targets: [point('75')],
    benchmarks: [],
    asAt: '2017-11-30',
    ...known,
  });
const things = (before: Assessment, after: Assessment | null, rows: readonly ChangedRow[] = []) =>
  changedThings({ rows, verdicts: [{ before, after }], texts: {} }, names).filter(({ group }) => group === 'Verdicts');
const changedRow = (view: string, key: readonly string[]): ChangedRow => ({
  view,
  key,
  before: null,
  after: null,
  events: [
    {
      position: 9,
      type: 'KpiReturnCorrected',
      actor: 'mary',
      knownFrom: '2017-12-01T09:00:00.000Z',
      reason: 'Two moves were counted twice.',
    },
  ],
});

describe('a verdict that changed', () => {
  it('says what it was and is, why, who did it and for what reason', () => {
    const key = ['placement-long-term', 'all', '2016-17'];
    const [thing] = things(row({}), row({ figures: [figure('2016-17', '71')] }), [changedRow('figure', key)]);
    expect(thing).toMatchObject({
      name: 'Long-term stability, 2016-17',
      sentences: ['Green → Red', 'Target of 75% met → target of 75% not met', 'Why: The figure for 2016-17: 76% → 71%'],
    });
    expect(thing?.events.map(deedWords)).toEqual([
      'Corrected by mary, known from 1 December 2017 (event 9), because: Two moves were counted twice.',
    ]);
  });

  it('names the target that moved when the figure did not', () => {
    expect(things(row({}), row({ targets: [point('80')] }))[0]?.sentences).toEqual([
      'Green → Red',
      'Target of 75% met → target of 80% not met',
      'Why: The target: 75% for 2016-17 → 80% for 2016-17',
    ]);
  });

  it('names the comparator that was restated', () => {
    const against = (value: string) => row({ benchmarks: [benchmark('england', '2016-17', value)] });
    expect(things(against('70'), against('78'))[0]?.sentences).toEqual([
      'Better than England by 6 points → worse than England by 2 points',
      'Why: England: 70% in 2016-17 → 78% in 2016-17',
    ]);
  });

  it('names the definition that was revised when only the tolerance is another', () => {
    const [before, after] = ['2', '5'].map((tolerance) =>
      row({ indicator: { ...year, tolerance }, figures: [figure('2016-17', '71')] }),
    ) as [Assessment, Assessment];
    expect(things(before, after, [changedRow('definition', ['placement-long-term'])])[0]?.sentences).toEqual([
      'Red → Amber',
      'Why: The definition was revised',
    ]);
  });

  it('says that time did it when nothing else changed', () => {
    const targets = [target('2017-18', { kind: 'point', value: '75' })];
    const quarterly = { indicator: indicator(), figures: [figure('2017-18Q2', '76')], targets };
    const [before, after] = ['2017-11-30', '2018-04-30'].map((asAt) => row({ ...quarterly, asAt }));
    expect(things(before!, after!)[0]?.sentences).toEqual([
      'Target of 75% on course → target of 75% met',
      'Why: The time that the target is for is over',
    ]);
  });

  it('tells a figure that is gone, and one that a later period has replaced', () => {
    expect(things(row({}), row({ figures: [], kind: 'year' }))[0]?.sentences).toContain(
      'Why: The figure of 76% for 2016-17 was taken back',
    );
    const later = row({ figures: [figure('2016-17', '76'), figure('2015-16', '60')], asAt: '2016-11-30' });
    expect(later.period).toBe('2015-16');
    expect(things(later, row({}))[0]?.sentences).toContain('Why: Another figure: 60% for 2015-16 → 76% for 2016-17');
    expect(things(row({}), null)[0]?.sentences[0]).toBe('Green → no longer on the scorecard');
  });

  it('stands before the others if it is worse than it was', () => {
    const [red, green] = [row({ figures: [figure('2016-17', '60')] }), row({})];
    const verdicts = [
      { before: red, after: green },
      { before: green, after: red },
    ];
    const told = changedThings({ rows: [], verdicts, texts: {} }, names);
    expect(told.map(({ sentences }) => sentences[0])).toEqual(['Green → Red', 'Red → Green']);
  });
});
