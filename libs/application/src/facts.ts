import type { Noun } from '@outturn/domain';
import type { Decider, DomainEvent } from '@outturn/kernel';
import type { KeyRange, LedgerReader, ViewFold } from '@outturn/ledger';
import type { FiguresKnown } from './kpi-return/figures-beside.js';

/** How the entities of a noun are found and folded. */
export interface FoldedNoun<State, Event extends DomainEvent, Slot> extends Pick<
  Noun<State, never, Event, never, never, Slot, string>,
  'entityOf'
> {
  readonly decider: Pick<Decider<State, never, Event, never, never>, 'initial' | 'evolve'>;
}

/** Reads what deciders may learn from the ledger, in the transaction that they decide in. What is read is remembered. */
export interface FactReader {
  readonly reader: LedgerReader;
  /** The day in London on which what is decided becomes known, an ISO date. */
  readonly knownOn: string;
  /** An entity as it stands behind what the transaction has proposed so far. */
  stateOf<State, Event extends DomainEvent, Slot>(noun: FoldedNoun<State, Event, Slot>, slot: Slot): State;
  /** A row of a view as the transaction found it. */
  row<Row extends object>(view: ViewFold<Row>, key: string): Row | null;
  rows<Row extends object>(view: ViewFold<Row>, range: KeyRange): readonly Row[];
  /** The figures that stand, with those that the transaction has told. */
  readonly figures: FiguresKnown;
}

/** A fact as a row of the catalogue declares it. */
export type Need<Command, Fact> = (facts: FactReader, command: Command) => Fact;

/** What a decider rests on, by the names that it knows its facts by. */
export type Needs<Facts, Command> = { readonly [Name in keyof Facts]-?: Need<Command, Facts[Name]> };

/** The state of an entity that the command names. */
export const stateOf =
  <State, Event extends DomainEvent, Slot, Command>(
    noun: FoldedNoun<State, Event, Slot>,
    slotOf: (command: Command) => Slot,
  ): Need<Command, State> =>
  (facts, command) =>
    facts.stateOf(noun, slotOf(command));

/** What a row says to a command; `read` is given null where there is none. */
export const row =
  <Row extends object, Command, Fact>(
    view: ViewFold<Row>,
    keyOf: (command: Command) => string,
    read: (row: Row | null, command: Command) => Fact,
  ): Need<Command, Fact> =>
  (facts, command) =>
    read(facts.row(view, keyOf(command)), command);

/** The day on which what the command says becomes known. */
export const theDay: Need<unknown, string> = ({ knownOn }) => knownOn;

/** All facts of a command at once. */
export function factsFor<Command>(
  needs: Readonly<Record<string, Need<Command, unknown>>>,
  facts: FactReader,
  command: Command,
): Readonly<Record<string, unknown>> {
  const found: Record<string, unknown> = {};
  for (const name in needs) found[name] = needs[name]?.(facts, command);
  return found;
}
