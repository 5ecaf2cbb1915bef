import { figure, indicator, point, target } from './assessment-rows.fixture.js';
import { assess, type AssessmentQuestion } from './assessment.js';
import { assessmentUnder } from './assessment-versions.js';
import type { TargetPast } from './moved-target.js';

const past = (named: Partial<TargetPast> = {}): TargetPast => ({
  id: 'target:2016-17',
  indicator: 'placement-long-term',
  breakdown: 'all',
  period: '2016-17',
  from: null,
  to: null,
  ended: '2017-03-31',
  atEnd: point('72'),
  stands: point('65'),
  moved: { position: 50, type: 'TargetRevised', basis: 'recorded', on: '2017-05-03' },
  ...named,
});
const question = (named: Partial<AssessmentQuestion> = {}): AssessmentQuestion => ({
  indicator: indicator({ frequencies: ['year'] }),
  breakdown: 'all',
  figures: [figure('2016-17', '70')],
  targets: [target('2016-17', point('65'), { position: 50, type: 'TargetRevised' })],
  targetPasts: [past()],
  benchmarks: [],
  asAt: '2017-05-31',
  ...named,
});
const moved = (named: Partial<AssessmentQuestion> = {}) => assess(question(named)).movedTargets;

describe('the targets of a row that were moved after their time', () => {
  it('are named with what they were, what they are, and the event', () => {
    expect(moved()).toEqual([
      {
        id: 'target:2016-17',
        period: '2016-17',
        from: null,
        to: null,
        ended: '2017-03-31',
        was: { kind: 'point', value: '72' },
        becomes: { kind: 'point', value: '65' },
        on: '2017-05-03',
        position: 50,
      },
    ]);
  });

  it('are none if it was put back where it had stood, and where it never moved', () => {
    expect(moved({ targetPasts: [past({ stands: point('72') })] })).toEqual([]);
    expect(moved({ targetPasts: [past({ moved: null })] })).toEqual([]);
    expect(moved({ targetPasts: [] })).toEqual([]);
  });

  it('are none of another figure', () => {
    const other = past({ id: 'target:2015-16', period: '2015-16', ended: '2016-03-31' });
    expect(moved({ targetPasts: [other] })).toEqual([]);
  });

  it('hold one that was withdrawn, if the figure would have been read against it', () => {
    const withdrawn = past({
      stands: null,
      moved: { position: 51, type: 'TargetWithdrawn', basis: 'recorded', on: null },
    });
    expect(moved({ targets: [], targetPasts: [withdrawn] })).toMatchObject([{ becomes: null, position: 51 }]);
    expect(assess(question({ targets: [], targetPasts: [withdrawn] })).provenance).toContainEqual({
      position: 51,
      type: 'TargetWithdrawn',
    });
    const wider = target(null, point('60'), { from: '2010-04-01', to: '2020-03-31', id: 'target:decade' });
    expect(moved({ targets: [wider], targetPasts: [withdrawn] })).toHaveLength(1);
    const nearer = target('2016-17', point('66'), { id: 'target:nearer', position: 60 });
    expect(moved({ targets: [nearer], targetPasts: [withdrawn] })).toEqual([]);
  });

  it('hold one that was first set when its time was over', () => {
    expect(moved({ targetPasts: [past({ atEnd: null })] })).toMatchObject([{ was: null, becomes: { value: '65' } }]);
  });
});

it('assessment@2 says nothing of them, and marks no event without a day', () => {
  const undated = question({ figures: [figure('2016-17', '70', { basis: 'migrated', undated: true })] });
  expect(assess(undated).provenance).toContainEqual({ position: 41, type: 'KpiReturnSubmitted', undated: true });
  const row = assessmentUnder({ assessment: 'assessment@2', rag: 'default@2' })?.(undated);
  expect(row).toMatchObject({
    value: '70',
    provenance: [
      { position: 41, type: 'KpiReturnSubmitted' },
      { position: 50, type: 'TargetRevised' },
    ],
  });
  expect(row).not.toHaveProperty('movedTargets');
  expect(JSON.stringify(row)).not.toContain('undated');
});
