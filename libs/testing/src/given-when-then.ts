import type { Decider, DomainEvent } from '@outturn/kernel';
import { fold } from './told.js';

interface Then<Event, Rejection> {
  /** The decision came to exactly these events, in this order. */
  then(...events: readonly Event[]): void;
  /** The command was accepted and said nothing new. */
  thenUnchanged(): void;
  /** The command was refused, for exactly this reason. */
  thenRejected(rejection: Rejection): void;
}

interface When<Command, Event, Facts, Rejection> {
  when(command: Command, facts: Facts): Then<Event, Rejection>;
}

/**
 * A rule of a decider as a sentence: `given(decider, events).when(command, facts).then(...events)`. The history is
 * folded through `evolve`, so a rule that holds for no history that can be can't be written down.
 */
export function given<State, Command, Event extends DomainEvent, Facts, Rejection>(
  decider: Decider<State, Command, Event, Facts, Rejection>,
  history: readonly Event[] = [],
): When<Command, Event, Facts, Rejection> {
  const state = fold(decider, history);
  return {
    when(command, facts) {
      const decision = decider.decide(state, command, facts);
      return {
        // oxlint-disable-next-line unicorn/no-thenable -- the word of given / when / then; nothing awaits a rule
        then: (...events) => expect(decision).toStrictEqual({ accepted: true, events }),
        thenUnchanged: () => expect(decision).toStrictEqual({ accepted: true, events: [] }),
        thenRejected: (rejection) => expect(decision).toStrictEqual({ accepted: false, rejection }),
      };
    },
  };
}
