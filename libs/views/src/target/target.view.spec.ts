import type { TargetData, TargetEvent } from '@outturn/domain';
import { given, told } from '../view-story.fixture.js';
import { targetView } from './target.view.js';

const target = (members: Partial<TargetData> = {}): TargetData => ({
  indicator: 'stability',
  breakdown: 'all',
  span: { period: '2017-18', from: null, to: null },
  target: { kind: 'point', value: '72' },
  rationale: 'sha256:1',
  approvedBy: null,
  approvedOn: '2017-05-01',
  ...members,
});
const ENTITY = 'target/stability/all/2017-18';
const about = (event: TargetEvent, entity = ENTITY) => told(entity, event);
const set = (members: Partial<TargetData> = {}, entity?: string) =>
  about({ type: 'TargetSet', schemaVersion: 1, data: target(members) }, entity);
const revised = about({
  type: 'TargetRevised',
  schemaVersion: 2,
  data: { ...target({ target: { kind: 'point', value: '75' } }), reason: 'sha256:3' },
});
const withdrawn = about({
  type: 'TargetWithdrawn',
  schemaVersion: 1,
  data: {
    indicator: 'stability',
    breakdown: 'all',
    span: { period: '2017-18', from: null, to: null },
    reason: 'sha256:2',
  },
});

const shown = ({ span, ...members }: TargetData, origin: object) => ({
  ...members,
  ...span,
  id: ENTITY,
  basis: 'migrated',
  ...origin,
});
const KEY = 'stability | all | 2017-18';

describe('the view of targets', () => {
  it('has a target as it was set, under the id that an assessment names it by', () => {
    given(targetView, set()).then({ [KEY]: shown(target(), { position: 1, type: 'TargetSet' }) });
  });

  it('has a target as it was last revised', () => {
    given(targetView, set(), revised).then({
      [KEY]: shown(target({ target: { kind: 'point', value: '75' } }), { position: 2, type: 'TargetRevised' }),
    });
  });

  it('has no target that was withdrawn, and has it again when it is set again', () => {
    given(targetView, set(), withdrawn).then({});
    given(targetView, set(), withdrawn, set()).then({ [KEY]: shown(target(), { position: 3, type: 'TargetSet' }) });
  });

  it('keeps a span of dates apart from a period', () => {
    const span = { period: null, from: '2017-04-01', to: '2018-03-31' } as const;
    const entity = 'target/stability/all/2017-04-01..2018-03-31';
    given(targetView, set(), set({ span }, entity)).then({
      [KEY]: shown(target(), { position: 1, type: 'TargetSet' }),
      'stability | all | 2017-04-01..2018-03-31': shown(target({ span }), {
        position: 2,
        type: 'TargetSet',
        id: entity,
      }),
    });
  });

  it('has a range whose bounds were never published', () => {
    const range = { target: { kind: 'range', lower: null, upper: null } } as const;
    given(targetView, set(range)).then({ [KEY]: shown(target(range), { position: 1, type: 'TargetSet' }) });
  });
});
