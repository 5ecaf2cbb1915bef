/** What a decision came to: facts (none: nothing new was said), or a named refusal with its facts. */
export type Decision<Event, Rejection> =
  | { readonly accepted: true; readonly events: readonly Event[] }
  | { readonly accepted: false; readonly rejection: Rejection };

/**
 * A pure, synchronous decision maker for one kind of entity. `decide` knows no clock and does no I/O; everything it
 * rests on is the entity's own state, the command and the facts read in the same transaction.
 */
export interface Decider<State, Command, Event, Facts, Rejection> {
  readonly initial: State;
  decide(state: State, command: Command, facts: Facts): Decision<Event, Rejection>;
  evolve(state: State, event: Event): State;
}

export function accept<Event>(...events: readonly Event[]): Decision<Event, never> {
  return { accepted: true, events };
}

/** The command says what is so already: accepted, and nothing is added. */
export const unchanged: Decision<never, never> = { accepted: true, events: [] };

export function reject<Rejection>(rejection: Rejection): Decision<never, Rejection> {
  return { accepted: false, rejection };
}
