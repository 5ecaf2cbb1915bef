import type { ActionWording, PlanActionEvent } from '@outturn/domain';
import { given, told } from '../view-story.fixture.js';
import { actionView, type StandingAction } from './action.view.js';

const wording = (members: Partial<ActionWording> = {}): ActionWording => ({
  action: 'sha256:a',
  objective: null,
  priority: 'Training',
  outcome: null,
  measures: ['training-members'],
  recommendations: ['2.2'],
  strategies: [],
  ...members,
});
const about = (type: PlanActionEvent['type'], data: object) =>
  told('action/train', { type, schemaVersion: 1, data: { ref: 'train', ...data } });
const planned = about('ActionPlanned', { ...wording(), lead: 'sha256:l', due: '2012-12-31', status: 'planned' });
const started = about('ActionStarted', {});
const completed = about('ActionCompleted', {});
const cancelled = about('ActionCancelled', { reason: 'sha256:r' });

const shown = (members: Partial<StandingAction>) => ({
  train: {
    ref: 'train',
    ...wording(),
    lead: 'sha256:l',
    due: '2012-12-31',
    status: 'planned',
    progress: null,
    progressAt: null,
    basis: 'migrated',
    ...members,
  },
});

describe('the view of actions', () => {
  it('has an action as it was planned, with nothing reported yet', () => {
    given(actionView, planned).then(shown({ position: 1, type: 'ActionPlanned' }));
  });

  it('has its latest wording and keeps how it stands', () => {
    const reworded = about('ActionReworded', wording({ priority: 'Members', measures: [] }));
    given(actionView, planned, started, reworded).then(
      shown({ priority: 'Members', measures: [], status: 'in_progress', position: 3, type: 'ActionReworded' }),
    );
  });

  it('has the latest progress and where it was reported, whatever happened since', () => {
    const reported = (progress: string) => about('ActionProgressReported', { progress });
    given(actionView, planned, reported('sha256:1'), reported('sha256:2'), completed).then(
      shown({ progress: 'sha256:2', progressAt: 3, status: 'completed', position: 4, type: 'ActionCompleted' }),
    );
  });

  it('has the due date and the lead that were given last', () => {
    const rescheduled = about('ActionRescheduled', { due: 'ongoing', reason: 'sha256:r' });
    const reassigned = about('ActionLeadReassigned', { lead: 'sha256:m' });
    given(actionView, planned, rescheduled, reassigned).then(
      shown({ due: 'ongoing', lead: 'sha256:m', position: 3, type: 'ActionLeadReassigned' }),
    );
  });

  it('stands as it was last said to stand', () => {
    const putBack = about('ActionPutBack', {});
    const reopened = about('ActionReopened', { status: 'in_progress', reason: 'sha256:r' });
    given(actionView, planned, started).then(shown({ status: 'in_progress', position: 2, type: 'ActionStarted' }));
    given(actionView, planned, started, putBack).then(shown({ status: 'planned', position: 3, type: 'ActionPutBack' }));
    given(actionView, planned, completed).then(shown({ status: 'completed', position: 2, type: 'ActionCompleted' }));
    given(actionView, planned, completed, reopened).then(
      shown({ status: 'in_progress', position: 3, type: 'ActionReopened' }),
    );
  });

  it('is not planned if nobody said so', () => {
    const silent = about('ActionPlanned', { ...wording(), lead: 'sha256:l', due: '2012-12-31', status: 'not_stated' });
    const stated = about('ActionStatusStated', { status: 'planned' });
    const takenBack = about('ActionStatusWithdrawn', {});
    given(actionView, silent).then(shown({ status: 'not_stated', position: 1, type: 'ActionPlanned' }));
    given(actionView, silent, stated).then(shown({ position: 2, type: 'ActionStatusStated' }));
    given(actionView, planned, started, takenBack).then(
      shown({ status: 'not_stated', position: 3, type: 'ActionStatusWithdrawn' }),
    );
  });

  it('has no progress once the report of it was taken back', () => {
    const reported = about('ActionProgressReported', { progress: 'sha256:1' });
    given(actionView, planned, reported, about('ActionProgressWithdrawn', {})).then(
      shown({ position: 3, type: 'ActionProgressWithdrawn' }),
    );
  });

  it('keeps a cancelled action as cancelled', () => {
    given(actionView, planned, cancelled).then(shown({ status: 'cancelled', position: 2, type: 'ActionCancelled' }));
  });
});
