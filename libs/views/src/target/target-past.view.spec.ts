import type { TargetEvent, TargetValue } from '@outturn/domain';
import { keyOf } from '../key.js';
import { fold, placed, told, type Times } from '../view-story.fixture.js';
import { targetPastView } from './target-past.view.js';

const slot = { indicator: 'stability', breakdown: 'all', span: { period: '2016-17', from: null, to: null } } as const;
const point = (value: string): TargetValue => ({ kind: 'point', value });
const words = { rationale: null, approvedBy: null, approvedOn: null };
const set = (value: string): TargetEvent => ({
  type: 'TargetSet',
  schemaVersion: 1,
  data: { ...slot, target: point(value), ...words },
});
const revised = (value: string, rationale: string | null = null): TargetEvent => ({
  type: 'TargetRevised',
  schemaVersion: 2,
  data: { ...slot, target: point(value), ...words, rationale, reason: null },
});
const withdrawn: TargetEvent = { type: 'TargetWithdrawn', schemaVersion: 1, data: { ...slot, reason: 'sha256:1' } };

/** Witnessed at noon of a day. */
const on = (day: string): Times => ({ recordedAt: `${day}T12:00:00.000Z`, knownFrom: `${day}T12:00:00.000Z` });
/** Told without a day, while the clock stood at one. */
const undated = (day: string): Times => ({
  recordedAt: '2024-05-01T09:00:00.000Z',
  knownFrom: `${day}T00:00:00.000Z`,
});
const past = (...events: readonly (readonly [TargetEvent, Times])[]) =>
  fold(targetPastView, placed(events.map(([event, times]) => told('target/stability/all/2016-17', event, times)))).get(
    keyOf('stability', 'all', '2016-17'),
  );

describe('what became of a target after its time', () => {
  it('is nothing while that runs: what stands on its last day is what is to be reached', () => {
    expect(past([set('72'), on('2016-04-01')], [revised('70'), on('2017-03-31')])).toMatchObject({
      ended: '2017-03-31',
      atEnd: point('70'),
      stands: point('70'),
      moved: null,
    });
  });

  it('is kept from the day after, in London', () => {
    const midnight: Times = { recordedAt: '2017-03-31T23:30:00.000Z', knownFrom: '2017-03-31T23:30:00.000Z' };
    expect(past([set('72'), on('2016-04-01')], [revised('65'), midnight])).toMatchObject({
      atEnd: point('72'),
      stands: point('65'),
      moved: { on: '2017-04-01', position: 2, type: 'TargetRevised', basis: 'recorded' },
    });
  });

  it('is what it was when its time ended, however often it was changed since, and if it was withdrawn and set again', () => {
    const later = [revised('65'), on('2017-05-03')] as const;
    const gone = [withdrawn, on('2017-05-04')] as const;
    expect(past([set('72'), on('2016-04-01')], later, gone)).toMatchObject({ atEnd: point('72'), stands: null });
    expect(past([set('72'), on('2016-04-01')], later, gone, [set('60'), on('2017-05-05')])).toMatchObject({
      atEnd: point('72'),
      stands: point('60'),
      moved: { position: 4, on: '2017-05-05' },
    });
  });

  it('is nothing where words alone were changed', () => {
    expect(past([set('72'), on('2016-04-01')], [revised('72', 'sha256:2'), on('2017-05-03')])).toMatchObject({
      moved: null,
    });
  });

  it('is that it was set, where nothing had been', () => {
    expect(past([set('72'), on('2017-05-03')])).toMatchObject({
      atEnd: null,
      stands: point('72'),
      moved: { position: 1 },
    });
  });

  it('of a history that says no day: a first target is held against nobody, a change is, on no day', () => {
    expect(past([set('72'), undated('2018-01-01')])).toMatchObject({ atEnd: point('72'), moved: null });
    expect(past([set('72'), undated('2018-01-01')], [revised('65'), undated('2018-01-01')])).toMatchObject({
      moved: { on: null, undated: true },
    });
  });
});
