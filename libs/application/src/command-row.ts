import type { CommandClass } from '@outturn/domain';
import type { Decider, DomainEvent } from '@outturn/kernel';
import type { FactSource } from './command-facts.js';
import type { Permission } from './permission.js';

/** A refusal as a decider names it: a kind, the field it is about where there is one, and its facts. */
export interface Rejection {
  readonly kind: string;
  readonly field?: string;
  readonly [fact: string]: unknown;
}

export type AnyDecider = Decider<unknown, object, DomainEvent, unknown, Rejection>;

/** Everything about a command that is not in its class or its decider. */
export interface CommandRow {
  readonly name: string;
  readonly command: CommandClass;
  /** Where it is posted, below `/api/v1/ledgers/{ledger}/`, and what the terminal calls it; null where it has a way of its own. */
  readonly path: string | null;
  /** One sentence for the OpenAPI document and the terminal's help. */
  readonly summary: string;
  readonly permission: Permission;
  readonly decider: AnyDecider;
  entityOf(command: object): string;
  facts(source: FactSource, command: object): unknown;
  /** Whether the command has to say on which day what it says became known, while the ledger is open for migration. */
  readonly dated: boolean;
}

interface TypedRow<State, Command extends object, Event extends DomainEvent, Facts, Kind extends Command> {
  readonly command: CommandClass<Kind>;
  readonly path: string | null;
  readonly summary: string;
  readonly permission: Permission;
  readonly decider: Decider<State, Command, Event, Facts, Rejection>;
  readonly entityOf: (command: Kind) => string;
  readonly facts: (source: FactSource, command: Kind) => Facts;
  readonly dated?: boolean;
}

/** The types of one row hold together where it is written; the catalogue as a whole forgets them. */
export function row<State, Command extends object, Event extends DomainEvent, Facts, Kind extends Command>(
  typed: TypedRow<State, Command, Event, Facts, Kind>,
): CommandRow {
  return { dated: true, ...(typed as unknown as Omit<CommandRow, 'dated' | 'name'>), name: typed.command.commandName };
}
