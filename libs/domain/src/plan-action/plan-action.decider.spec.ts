import { build, fold, given, sealed, tell } from '@outturn/testing';
import * as fc from 'fast-check';
import {
  actionStatuses,
  CancelAction,
  CompleteAction,
  ReassignActionLead,
  RecordAction,
  ReopenAction,
  ReportActionProgress,
  RescheduleAction,
} from './plan-action.commands.js';
import { planActionDecider, planActionEntity, type PlanActionCommand } from './plan-action.decider.js';
import type { ActionWording, OpenStatus, PlanActionEvent } from './plan-action.events.js';

const ref = 'pledge-3';
const facts = { unknownMeasures: [] };

const record = (fields: Partial<RecordAction> = {}) =>
  build(RecordAction, { ref, action: sealed('Passports for all over 10'), ...fields });
const report = (text: string) => build(ReportActionProgress, { ref, progress: sealed(text) });
const reschedule = (due: string) => build(RescheduleAction, { ref, due, reason: sealed('a late form') });
const reassign = (lead: string) => build(ReassignActionLead, { ref, lead: sealed(lead) });
const complete = (text?: string) =>
  build(CompleteAction, text === undefined ? { ref } : { ref, progress: sealed(text) });
const reopen = build(ReopenAction, { ref, reason: sealed('not done after all') });
const cancel = build(CancelAction, { ref, reason: sealed('merged with pledge 4') });

const wording = (members: Partial<ActionWording> = {}): ActionWording => ({
  action: sealed('Passports for all over 10'),
  objective: null,
  priority: null,
  outcome: null,
  measures: [],
  recommendations: [],
  strategies: [],
  ...members,
});
type Planned = Extract<PlanActionEvent, { type: 'ActionPlanned' }>['data'];
const planned = (members: Partial<Planned> = {}): PlanActionEvent => ({
  type: 'ActionPlanned',
  schemaVersion: 2,
  data: { ref, ...wording(), lead: null, due: null, status: 'not_stated', ...members },
});
/** Whoever says that it has begun says that it was planned. */
const plannedFirst = planned({ status: 'planned' });
const started: PlanActionEvent = { type: 'ActionStarted', schemaVersion: 1, data: { ref } };
const completed: PlanActionEvent = { type: 'ActionCompleted', schemaVersion: 1, data: { ref } };
const cancelled: PlanActionEvent = {
  type: 'ActionCancelled',
  schemaVersion: 1,
  data: { ref, reason: sealed('merged with pledge 4') },
};
const reported = (text: string): PlanActionEvent => ({
  type: 'ActionProgressReported',
  schemaVersion: 1,
  data: { ref, progress: sealed(text) },
});
const reopened = (status: OpenStatus, reason: string | null): PlanActionEvent => ({
  type: 'ActionReopened',
  schemaVersion: 1,
  data: { ref, status, reason },
});

describe('an action that is recorded for the first time', () => {
  it('is planned as it is worded', () => {
    const words = { objective: sealed('Pledges'), priority: '1', outcome: sealed('Every child can travel') };
    const links = { measures: ['passport-over-10'], recommendations: ['14', '16'], strategies: ['Health'] };
    const rest = { lead: sealed('Head of service'), due: '2012-12-31' };
    given(planActionDecider)
      .when(record({ ...words, ...links, ...rest }), facts)
      .then(planned({ ...words, ...links, ...rest }));
  });

  it('is started, reported on and completed as far as its row says', () => {
    given(planActionDecider)
      .when(record({ status: 'in_progress', progress: sealed('half way') }), facts)
      .then(plannedFirst, started, reported('half way'));
    given(planActionDecider)
      .when(record({ status: 'completed', progress: sealed('all sent') }), facts)
      .then(plannedFirst, reported('all sent'), completed);
    given(planActionDecider)
      .when(record({ status: 'planned', progress: sealed('forms ordered') }), facts)
      .then(plannedFirst, reported('forms ordered'));
  });

  it('is not said to be planned if nobody says so', () => {
    given(planActionDecider)
      .when(record(), facts)
      .then(planned({ status: 'not_stated' }));
    given(planActionDecider)
      .when(record({ status: 'not_stated' }), facts)
      .then(planned({ status: 'not_stated' }));
    given(planActionDecider)
      .when(record({ status: 'planned' }), facts)
      .then(planned({ status: 'planned' }));
  });

  it('says what is to be done', () => {
    given(planActionDecider)
      .when(record({ action: undefined }), facts)
      .thenRejected({ kind: 'MissingForNew', field: 'action' });
    given(planActionDecider, [planned()])
      .when(record({ action: undefined }), facts)
      .thenUnchanged();
  });

  it('is measured by indicators that exist', () => {
    given(planActionDecider)
      .when(record({ measures: ['passports', 'passport-over-10'] }), { unknownMeasures: ['passports'] })
      .thenRejected({ kind: 'UnknownMeasures', field: 'measures', measures: ['passports'] });
  });

  it('must be there before anything else is said of it', () => {
    for (const command of [report('x'), reschedule('ongoing'), reassign('x'), complete(), reopen, cancel]) {
      given(planActionDecider).when(command, facts).thenRejected({ kind: 'UnknownAction', field: 'ref', ref });
    }
  });
});

describe('an action that is recorded again', () => {
  it('is unchanged when its row says the same', () => {
    given(planActionDecider, [planned()]).when(record(), facts).thenUnchanged();
  });

  it('tells each difference as what happened', () => {
    given(planActionDecider, [planned({ due: '2012-12-31' })])
      .when(
        record({
          objective: sealed('Pledges'),
          due: '2013-03-31',
          lead: sealed('Team manager'),
          status: 'in_progress',
          progress: sealed('half way'),
          reason: sealed('a late form'),
        }),
        facts,
      )
      .then(
        { type: 'ActionReworded', schemaVersion: 1, data: { ref, ...wording({ objective: sealed('Pledges') }) } },
        {
          type: 'ActionRescheduled',
          schemaVersion: 1,
          data: { ref, due: '2013-03-31', reason: sealed('a late form') },
        },
        { type: 'ActionLeadReassigned', schemaVersion: 1, data: { ref, lead: sealed('Team manager') } },
        started,
        reported('half way'),
      );
  });

  it('keeps what its row does not mention', () => {
    const whole = planned({
      objective: sealed('Pledges'),
      priority: '1',
      outcome: sealed('Every child can travel'),
      measures: ['a'],
      recommendations: ['14'],
      strategies: ['Health'],
      due: '2012-12-31',
      lead: sealed('Team manager'),
    });
    given(planActionDecider, [whole, started, reported('half way')])
      .when(record(), facts)
      .thenUnchanged();
  });

  it.each([
    ['objective', { objective: sealed('Pledges') }, null],
    ['priority', { priority: '1' }, null],
    ['outcome', { outcome: sealed('Every child can travel') }, null],
    ['measures', { measures: ['a'] }, []],
    ['recommendations', { recommendations: ['14'] }, []],
    ['strategies', { strategies: ['Health'] }, []],
  ] as const)('loses its %s if its row says that there is none', (member, stands, becomes) => {
    given(planActionDecider, [planned(stands)])
      .when(record({ [member]: null }), facts)
      .then({ type: 'ActionReworded', schemaVersion: 1, data: { ref, ...wording({ [member]: becomes }) } });
  });

  it('loses its lead, its status or its progress if its row says that there is none', () => {
    given(planActionDecider, [planned({ lead: sealed('Team manager') })])
      .when(record({ lead: null }), facts)
      .then({ type: 'ActionLeadReassigned', schemaVersion: 1, data: { ref, lead: null } });
    given(planActionDecider, [planned(), started, reported('half way')])
      .when(record({ status: null, progress: null }), facts)
      .then(
        { type: 'ActionStatusWithdrawn', schemaVersion: 1, data: { ref } },
        { type: 'ActionProgressWithdrawn', schemaVersion: 1, data: { ref } },
      );
    given(planActionDecider, [planned()])
      .when(record({ lead: null, status: null, progress: null, measures: null }), facts)
      .thenUnchanged();
  });

  it('needs a reason to move or clear a due date that others were told, and none to give a first one', () => {
    const due = planned({ due: '2012-12-31' });
    const moved = (to: string | null, why: string | null): PlanActionEvent => ({
      type: 'ActionRescheduled',
      schemaVersion: 1,
      data: { ref, due: to, reason: why },
    });
    for (const becomes of ['2013-03-31', null]) {
      given(planActionDecider, [due])
        .when(record({ due: becomes }), facts)
        .thenRejected({ kind: 'DueDateNeedsReason', field: 'reason', was: '2012-12-31', becomes });
      given(planActionDecider, [due])
        .when(record({ due: becomes, reason: sealed('a late form') }), facts)
        .then(moved(becomes, sealed('a late form')));
    }
    given(planActionDecider, [planned()])
      .when(record({ due: '2012-12-31' }), facts)
      .then(moved('2012-12-31', null));
    given(planActionDecider, [due])
      .when(record({ due: '2012-12-31', reason: sealed('checked') }), facts)
      .thenUnchanged();
  });

  it('is reopened when its row says that it is not completed after all', () => {
    for (const status of ['planned', 'in_progress'] as const) {
      given(planActionDecider, [planned(), completed]).when(record({ status }), facts).then(reopened(status, null));
    }
  });

  it('is put back when its row says that it has not begun after all', () => {
    given(planActionDecider, [planned(), started])
      .when(record({ status: 'planned' }), facts)
      .then({ type: 'ActionPutBack', schemaVersion: 1, data: { ref } });
  });

  it('is planned once its row says so, and not stated again once a row takes that back', () => {
    const stated: PlanActionEvent = {
      type: 'ActionStatusStated',
      schemaVersion: 1,
      data: { ref, status: 'planned' },
    };
    const unsaid: PlanActionEvent = { type: 'ActionStatusWithdrawn', schemaVersion: 1, data: { ref } };
    given(planActionDecider, [planned()])
      .when(record({ status: 'planned' }), facts)
      .then(stated);
    for (const history of [[stated], [started], [completed]]) {
      given(planActionDecider, [planned(), ...history])
        .when(record({ status: 'not_stated' }), facts)
        .then(unsaid);
    }
    given(planActionDecider, [planned(), started, unsaid])
      .when(record({ status: 'not_stated' }), facts)
      .thenUnchanged();
  });

  it('stays completed while its wording is mended', () => {
    const reworded: PlanActionEvent = {
      type: 'ActionReworded',
      schemaVersion: 1,
      data: { ref, ...wording({ priority: '2' }) },
    };
    given(planActionDecider, [planned(), completed])
      .when(record({ priority: '2' }), facts)
      .then(reworded);
    given(planActionDecider, [planned(), completed, reworded])
      .when(report('thanked by Council 4 Kids'), facts)
      .then(reported('thanked by Council 4 Kids'));
  });

  it('has to be reopened first when it was cancelled', () => {
    given(planActionDecider, [planned(), cancelled])
      .when(record(), facts)
      .thenRejected({ kind: 'ActionIsCancelled', ref });
  });
});

describe('an open action', () => {
  it('is reported on, and a report repeated word for word is no news', () => {
    given(planActionDecider, [planned()]).when(report('half way'), facts).then(reported('half way'));
    given(planActionDecider, [planned(), reported('half way')])
      .when(report('half way'), facts)
      .thenUnchanged();
  });

  it('is rescheduled for a reason', () => {
    given(planActionDecider, [planned({ due: '2012-12-31' })])
      .when(reschedule('2013-03 and annually'), facts)
      .then({
        type: 'ActionRescheduled',
        schemaVersion: 1,
        data: { ref, due: '2013-03 and annually', reason: sealed('a late form') },
      });
    given(planActionDecider, [planned({ due: '2012-12-31' })])
      .when(reschedule('2012-12-31'), facts)
      .thenUnchanged();
  });

  it('is given to another lead', () => {
    given(planActionDecider, [planned()])
      .when(reassign('Team manager'), facts)
      .then({ type: 'ActionLeadReassigned', schemaVersion: 1, data: { ref, lead: sealed('Team manager') } });
    given(planActionDecider, [planned({ lead: sealed('Team manager') })])
      .when(reassign('Team manager'), facts)
      .thenUnchanged();
  });

  it('is completed, with a last report where there is one', () => {
    given(planActionDecider, [planned()]).when(complete(), facts).then(completed);
    given(planActionDecider, [planned(), started])
      .when(complete('all sent'), facts)
      .then(reported('all sent'), completed);
  });

  it('is cancelled for a reason', () => {
    given(planActionDecider, [planned()]).when(cancel, facts).then(cancelled);
  });

  it('is not reopened', () => {
    given(planActionDecider, [planned()])
      .when(reopen, facts)
      .thenRejected({ kind: 'ActionIsNotClosed', ref, status: 'not_stated' });
    given(planActionDecider, [planned(), started])
      .when(reopen, facts)
      .thenRejected({ kind: 'ActionIsNotClosed', ref, status: 'in_progress' });
  });
});

describe('a completed action', () => {
  const givenCompleted = given(planActionDecider, [planned(), completed]);

  it('is completed once, and may be reported on after', () => {
    givenCompleted.when(complete(), facts).thenUnchanged();
    givenCompleted.when(complete('all sent'), facts).then(reported('all sent'));
  });

  it('is not rescheduled, given away or cancelled', () => {
    for (const command of [reschedule('2013-03'), reassign('Team manager'), cancel]) {
      givenCompleted.when(command, facts).thenRejected({ kind: 'ActionIsCompleted', ref });
    }
  });

  it('is in progress again when it is reopened', () => {
    givenCompleted.when(reopen, facts).then(reopened('in_progress', sealed('not done after all')));
  });
});

describe('a cancelled action', () => {
  it('is cancelled once', () => {
    given(planActionDecider, [planned(), cancelled]).when(cancel, facts).thenUnchanged();
  });

  it('takes nothing until it is reopened', () => {
    for (const command of [report('x'), reschedule('2013-03'), reassign('x'), complete()]) {
      given(planActionDecider, [planned(), cancelled])
        .when(command, facts)
        .thenRejected({ kind: 'ActionIsCancelled', ref });
    }
  });

  it('comes back to what it was', () => {
    const reason = sealed('not done after all');
    given(planActionDecider, [planned(), cancelled]).when(reopen, facts).then(reopened('not_stated', reason));
    given(planActionDecider, [plannedFirst, cancelled]).when(reopen, facts).then(reopened('planned', reason));
    given(planActionDecider, [planned(), started, cancelled]).when(reopen, facts).then(reopened('in_progress', reason));
  });
});

describe('the history of an action', () => {
  const text = fc.constantFrom('one', 'two');
  const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
  const anyRow = fc
    .record({
      objective: maybe(text.map(sealed)),
      lead: maybe(text.map(sealed)),
      due: maybe(fc.constantFrom('ongoing', '2013-03', null)),
      measures: maybe(fc.option(fc.subarray(['a', 'b']))),
      status: maybe(fc.option(fc.constantFrom(...actionStatuses))),
      progress: maybe(fc.option(text.map(sealed))),
      reason: fc.constant(sealed('a late form')),
    })
    .map(record);
  const repeatable: fc.Arbitrary<PlanActionCommand> = fc.oneof(
    anyRow,
    text.map(report),
    fc.constantFrom('ongoing', '2013-03').map(reschedule),
    text.map(reassign),
    maybe(text).map(complete),
    fc.constant(cancel),
  );
  const anyHistory = fc.array(fc.oneof({ weight: 5, arbitrary: repeatable }, fc.constant(reopen)));

  it('can always be folded', () => {
    fc.assert(
      fc.property(anyHistory, (history) => {
        const { state, events } = tell(planActionDecider, [record(), ...history], facts);
        expect(fold(planActionDecider, events)).toEqual(state);
      }),
    );
  });

  it('is not lengthened by a command repeated at once', () => {
    fc.assert(
      fc.property(anyHistory, repeatable, (history, last) => {
        const once = tell(planActionDecider, [...history, last], facts);
        expect(tell(planActionDecider, [...history, last, last], facts)).toEqual(once);
      }),
    );
  });

  it('ends, after a row, where the row says, and stays where it says nothing', () => {
    fc.assert(
      fc.property(anyHistory, anyRow, (history, row) => {
        const { state: before } = tell(planActionDecider, [record(), ...history, reopen], facts);
        const { state } = tell(planActionDecider, [record(), ...history, reopen, row], facts);
        const stood = (before as Extract<typeof before, { action: unknown }>).action;
        expect(state).toMatchObject({
          action: {
            lead: row.lead === undefined ? stood.lead : row.lead,
            due: row.due === undefined ? stood.due : row.due,
            progress: row.progress === undefined ? stood.progress : row.progress,
            wording: { measures: row.measures === undefined ? stood.wording.measures : (row.measures ?? []) },
          },
          status: row.status === undefined ? before.status : (row.status ?? 'not_stated'),
        });
      }),
    );
  });

  it('begins with a plan', () => {
    expect(() => planActionDecider.evolve(planActionDecider.initial, started)).toThrow('ActionStarted');
  });
});

it('an action is an entity under its reference', () => {
  expect(planActionEntity(record({ ref: 'R14/2' }))).toBe('action/R14%2F2');
});
