import { build, definedIndicator, given, retiredIndicator, sealed, tell } from '@outturn/testing';
import * as fc from 'fast-check';
import type { IndicatorState } from '../indicator/indicator.decider.js';
import { CloseRound, OpenRound, ReopenRound } from './round.commands.js';
import { returnsAskedBy, roundDecider, roundEntity, type RoundFacts } from './round.decider.js';
import type { RoundData, RoundEvent } from './round.events.js';

const stability = { indicator: 'placement-long-term', breakdown: 'all' };
const round = 'autumn';
const period = '2017-18Q2';
const open = (fields: Partial<OpenRound> = {}) =>
  build(OpenRound, {
    round,
    period,
    due: '2017-10-31',
    indicators: ['placement-long-term'],
    submitters: ['mary'],
    ...fields,
  });
const close = build(CloseRound, { round });
const reopen = (fields: Partial<ReopenRound> = {}) =>
  build(ReopenRound, { round, reason: sealed('a team was missing'), ...fields });

const asks = (members: Partial<RoundData> = {}): RoundData => ({
  round,
  period,
  due: '2017-10-31',
  returns: [stability],
  submitters: ['mary'],
  ...members,
});
const opened: RoundEvent = { type: 'RoundOpened', schemaVersion: 1, data: asks() };
const closed: RoundEvent = { type: 'RoundClosed', schemaVersion: 1, data: { round, period, returns: [stability] } };
const reopened = (due: string): RoundEvent => ({
  type: 'RoundReopened',
  schemaVersion: 1,
  data: { round, period, due, reason: sealed('a team was missing') },
});

const asking = (indicator: IndicatorState, otherRound: string | null = null): RoundFacts => ({
  asked: [{ asked: stability, indicator, otherRound }],
});
const facts = asking(definedIndicator({ frequencies: ['quarter'] }));

describe('a round', () => {
  it('is opened for the returns of a period, with a due date and those who submit', () => {
    given(roundDecider).when(open(), facts).then(opened);
  });

  it.each(['period', 'due', 'indicators', 'submitters'] as const)('needs its %s when it is new', (field) => {
    given(roundDecider)
      .when(open({ [field]: undefined }), facts)
      .thenRejected({ kind: 'MissingForNew', field });
  });

  it('asks for a whole indicator, or for one breakdown of it', () => {
    const both = open({ indicators: ['placement-long-term', 'cl-eet/age=16-18;sex=female', 'a%2Fb'] });
    expect(returnsAskedBy(both)).toEqual([
      stability,
      { indicator: 'cl-eet', breakdown: 'age=16-18;sex=female' },
      { indicator: 'a/b', breakdown: 'all' },
    ]);
  });

  it('asks only for indicators that are in use', () => {
    given(roundDecider)
      .when(open(), asking({ status: 'unknown' }))
      .thenRejected({ kind: 'UnknownIndicator', field: 'indicators', indicator: 'placement-long-term' });
    given(roundDecider)
      .when(open(), asking(retiredIndicator()))
      .thenRejected({ kind: 'IndicatorRetired', field: 'indicators', indicator: 'placement-long-term' });
  });

  it('asks only for periods that the indicator is reported by', () => {
    given(roundDecider)
      .when(open(), asking(definedIndicator({ frequencies: ['year'] })))
      .thenRejected({
        kind: 'PeriodKindNotListed',
        field: 'indicators',
        indicator: 'placement-long-term',
        period,
        periodKind: 'quarter',
        listed: ['year'],
      });
  });

  it('asks for no return that another round asks for', () => {
    const taken = asking(definedIndicator({ frequencies: ['quarter'] }), 'early');
    given(roundDecider)
      .when(open(), taken)
      .thenRejected({ kind: 'AskedInAnotherRound', field: 'indicators', ...stability, period, round: 'early' });
  });

  it('is an entity under its name', () => {
    expect(roundEntity(open({ round: 'Q2/2017' }))).toBe('round/Q2%2F2017');
  });
});

describe('an open round', () => {
  it('is unchanged when it is opened in the same words again', () => {
    given(roundDecider, [opened]).when(open(), facts).thenUnchanged();
  });

  const revised = (members: Partial<RoundData>, reason: string | null): RoundEvent => ({
    type: 'RoundRevised',
    schemaVersion: 2,
    data: { ...asks(members), reason },
  });

  it('is revised when it is opened in other words', () => {
    given(roundDecider, [opened])
      .when(open({ submitters: ['mary', 'tom'] }), facts)
      .then(revised({ submitters: ['mary', 'tom'] }, null));
  });

  it('keeps what it is not asked again', () => {
    given(roundDecider, [opened]).when(build(OpenRound, { round }), { asked: [] }).thenUnchanged();
    given(roundDecider, [opened])
      .when(build(OpenRound, { round, submitters: ['tom'] }), { asked: [] })
      .then(revised({ submitters: ['tom'] }, null));
  });

  it('needs a reason to move the day that others were told', () => {
    given(roundDecider, [opened])
      .when(open({ due: '2017-11-10' }), facts)
      .thenRejected({ kind: 'DueDateNeedsReason', field: 'reason', was: '2017-10-31', becomes: '2017-11-10' });
    given(roundDecider, [opened])
      .when(open({ due: '2017-11-10', reason: sealed('half term') }), facts)
      .then(revised({ due: '2017-11-10' }, sealed('half term')));
  });

  it('keeps its period', () => {
    given(roundDecider, [opened])
      .when(open({ period: '2017-18Q3' }), facts)
      .thenRejected({ kind: 'RoundIsForAnotherPeriod', field: 'period', round, period });
  });

  it('is closed, and is not reopened before it is', () => {
    given(roundDecider, [opened]).when(close, facts).then(closed);
    given(roundDecider, [opened]).when(reopen(), facts).thenRejected({ kind: 'RoundIsOpen', field: 'round', round });
  });
});

describe('a closed round', () => {
  const givenClosed = given(roundDecider, [opened, closed]);

  it('is closed once', () => {
    givenClosed.when(close, facts).thenUnchanged();
  });

  it('is reopened for a reason, until the day it was due or a later one', () => {
    givenClosed.when(reopen(), facts).then(reopened('2017-10-31'));
    givenClosed.when(reopen({ due: '2017-11-30' }), facts).then(reopened('2017-11-30'));
  });

  it('is not revised before it is reopened', () => {
    givenClosed.when(open({ due: '2017-11-30' }), facts).thenRejected({ kind: 'RoundIsClosed', field: 'round', round });
    given(roundDecider, [opened, closed, reopened('2017-11-30')])
      .when(open({ due: '2017-11-30' }), facts)
      .thenUnchanged();
  });
});

it('a round that nobody opened cannot be closed or reopened', () => {
  for (const command of [close, reopen()]) {
    given(roundDecider).when(command, facts).thenRejected({ kind: 'UnknownRound', field: 'round', round });
  }
});

it('whatever is said of a round, it is about one period', () => {
  const anyCommand = fc.oneof(
    fc.constantFrom('2017-18Q2', '2017-18Q3').map((each) => open({ period: each })),
    fc.constant(close),
    fc.constant(reopen()),
  );
  fc.assert(
    fc.property(fc.array(anyCommand), (commands) => {
      const { events } = tell(roundDecider, commands, facts);
      expect(new Set(events.map(({ data }) => data.period)).size).toBeLessThanOrEqual(1);
    }),
  );
});
