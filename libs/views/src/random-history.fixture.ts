import {
  benchmarkDecider,
  CancelAction,
  CloseRound,
  CompleteAction,
  DefineIndicator,
  indicatorDecider,
  kpiReturnDecider,
  OpenRound,
  planActionDecider,
  PublishRelease,
  RecordAction,
  ReleaseBenchmark,
  releaseDecider,
  ReopenAction,
  ReopenRound,
  RetireIndicator,
  roundDecider,
  SetTarget,
  SubmitReturn,
  targetDecider,
  WithdrawBenchmark,
  WithdrawReturn,
  WithdrawTarget,
} from '@outturn/domain';
import type { Decider, DomainEvent } from '@outturn/kernel';
import { build, definedIndicator, tell } from '@outturn/testing';
import * as fc from 'fast-check';
import { told, witnessed, type ToldEvent } from './view-story.fixture.js';

// Histories that can be: random commands, told to the real deciders.

const ofIndicator = {
  indicator: definedIndicator({ frequencies: ['year'], unit: 'number' }),
  closedRound: null,
  knownOn: '2031-01-01',
};

/** What becomes of one entity when it is told a few random commands. */
function life<State, Command, Event extends DomainEvent, Facts, Rejection>(
  entity: string,
  decider: Decider<State, Command, Event, Facts, Rejection>,
  facts: Facts,
  ...commands: readonly fc.Arbitrary<Command>[]
): fc.Arbitrary<ToldEvent[]> {
  return fc
    .tuple(fc.array(fc.oneof(...commands), { maxLength: 6 }), fc.boolean())
    .map(([sent, live]) =>
      tell(decider, sent, facts).events.map((event) => told(entity, event, live ? witnessed : undefined)),
    );
}

/** One of a few commands, built once: checking a command takes longer than deciding it. */
const anyOf = <Command>(command: (value: string) => Command): fc.Arbitrary<Command> =>
  fc.constantFrom(...['0', '1', '2', '3'].map(command));
const reason = 'sha256:reason';
const slot = (period: string) => ({ indicator: 'ks4-5acem', breakdown: 'all', period });

const indicators = life(
  'indicator/ks4-5acem',
  indicatorDecider,
  { hasFigures: false },
  anyOf((title) =>
    build(DefineIndicator, { id: 'ks4-5acem', title, unit: 'number', polarity: 'higher', frequencies: ['year'] }),
  ),
  fc.constant(build(RetireIndicator, { id: 'ks4-5acem', reason })),
);
const returns = (period: string) =>
  life(
    `return/${period}`,
    kpiReturnDecider,
    ofIndicator,
    anyOf((figure) => build(SubmitReturn, { ...slot(period), value: figure, status: 'provisional', reason })),
    anyOf((figure) => build(SubmitReturn, { ...slot(period), value: figure, status: 'final', reason })),
    fc.constant(build(WithdrawReturn, { ...slot(period), reason })),
  );
const targets = (period: string) =>
  life(
    `target/${period}`,
    targetDecider,
    ofIndicator,
    anyOf((figure) => build(SetTarget, { ...slot(period), kind: 'point', value: figure, reason })),
    fc.constant(build(WithdrawTarget, { ...slot(period), reason })),
  );
const benchmarks = (area: string) =>
  life(
    `benchmark/${area}`,
    benchmarkDecider,
    ofIndicator,
    anyOf((figure) => build(ReleaseBenchmark, { ...slot('2016-17'), area, value: figure })),
    fc.constant(build(WithdrawBenchmark, { ...slot('2016-17'), area })),
  );
const releases = life(
  'release/LAIT',
  releaseDecider,
  {},
  anyOf((digit) => build(PublishRelease, { label: 'LAIT', fileDigest: digit.repeat(64), cells: 1 })),
);
const actions = life(
  'action/train',
  planActionDecider,
  { unknownMeasures: [] },
  fc.constant(build(RecordAction, { ref: 'train', action: 'sha256:a', status: null, progress: null })),
  ...(['planned', 'in_progress', 'completed'] as const).map((status) =>
    anyOf((progress) =>
      build(RecordAction, { ref: 'train', action: 'sha256:a', status, progress: `sha256:${progress}` }),
    ),
  ),
  fc.constant(build(CompleteAction, { ref: 'train' })),
  fc.constant(build(ReopenAction, { ref: 'train', reason })),
  fc.constant(build(CancelAction, { ref: 'train', reason })),
);
const rounds = life(
  'round/spring',
  roundDecider,
  { asked: [] },
  anyOf((day) =>
    build(OpenRound, {
      round: 'spring',
      period: '2016-17',
      due: `2017-05-1${day}`,
      indicators: ['ks4-5acem'],
      submitters: ['mary'],
      reason,
    }),
  ),
  fc.constant(build(CloseRound, { round: 'spring' })),
  fc.constant(build(ReopenRound, { round: 'spring', reason })),
);

/** The lives of several entities, one after the other as often as they have something to say. */
export const histories: fc.Arbitrary<ToldEvent[]> = fc
  .tuple(
    fc.tuple(
      indicators,
      returns('2016-17'),
      returns('2017-18'),
      targets('2016-17'),
      benchmarks('England'),
      benchmarks('Walsall'),
      releases,
      actions,
      rounds,
    ),
    fc.infiniteStream(fc.nat(8)),
  )
  .map(([lives, turns]) => {
    const waiting = lives.map((events) => [...events]);
    const history: ToldEvent[] = [];
    for (const turn of turns) {
      const whose = waiting[turn]?.length === 0 ? waiting.find((events) => events.length > 0) : waiting[turn];
      const event = whose?.shift();
      if (event === undefined) return history;
      history.push(event);
    }
    return history;
  });
