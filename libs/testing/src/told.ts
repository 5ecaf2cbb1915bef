import type { Decider } from '@outturn/kernel';

/** The state that a history leads to, from nothing. */
export function fold<State, Event>(
  decider: Pick<Decider<State, never, Event, never, unknown>, 'initial' | 'evolve'>,
  history: readonly Event[],
): State {
  return history.reduce((state, event) => decider.evolve(state, event), decider.initial);
}

interface Told<State, Event> {
  readonly state: State;
  /** Every event that was accepted, oldest first. */
  readonly events: readonly Event[];
}

/** Tells a decider one command after another, as the ledger would: the accepted ones move it on, the others leave it. */
export function tell<State, Command, Event, Facts, Rejection>(
  decider: Decider<State, Command, Event, Facts, Rejection>,
  commands: readonly Command[],
  facts: Facts,
): Told<State, Event> {
  let state = decider.initial;
  const events: Event[] = [];
  for (const command of commands) {
    const decision = decider.decide(state, command, facts);
    if (!decision.accepted) continue;
    events.push(...decision.events);
    for (const event of decision.events) state = decider.evolve(state, event);
  }
  return { state, events };
}
