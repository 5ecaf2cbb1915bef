import type { Decider, DomainEvent } from '@outturn/kernel';
import { definedIndicator, tell } from '@outturn/testing';
import * as fc from 'fast-check';
import { told, witnessed, type ToldEvent } from './view-story.fixture.js';

/** What becomes of one entity when it is told a few random commands, by the real decider. */
export function life<State, Command, Event extends DomainEvent, Facts, Rejection>(
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
export const anyOf = <Command>(command: (value: string) => Command): fc.Arbitrary<Command> =>
  fc.constantFrom(...['0', '1', '2', '3'].map(command));

/** The digest of no text in particular. */
export const reason = 'sha256:reason';

/** The slot of an indicator and a period that the histories are about. */
export const slot = (period: string) => ({ indicator: 'ks4-5acem', breakdown: 'all', period });

/** What deciders are told of that indicator. */
export const ofIndicator = {
  indicator: definedIndicator({ frequencies: ['year'], unit: 'number' }),
  closedRound: null,
  knownOn: '2031-01-01',
};
