import type { CommandClass } from '@outturn/domain';
import type { Decider, DomainEvent } from '@outturn/kernel';
import { factsFor, type FactReader, type Needs } from './facts.js';
import type { Role } from './role.js';

/** A refusal as a decider names it: a kind, the field it is about where there is one, and its facts. */
export interface Rejection {
  readonly kind: string;
  readonly field?: string;
  readonly [fact: string]: unknown;
}

export type AnyDecider = Decider<unknown, object, DomainEvent, unknown, Rejection>;

/** Everything about a command that is not in its class or its decider. */
export interface CommandRow<Permission extends string = string> {
  readonly name: string;
  readonly command: CommandClass;
  /** Where it is posted, below `/api/v1/ledgers/{ledger}/`, and what the terminal calls it; null where it has a way of its own. */
  readonly path: string | null;
  /** One sentence for the OpenAPI document and the terminal's help. */
  readonly summary: string;
  readonly permission: Permission;
  readonly decider: AnyDecider;
  entityOf(command: object): string;
  facts(source: FactReader, command: object): unknown;
  /** Whether the command has to say on which day what it says became known, while the ledger is open for migration. */
  readonly dated: boolean;
  /** The fields of a command as somebody would send it: accepted by a ledger that took the examples before it. Null where it has no path. */
  readonly example: object | null;
  /** Whether its example ends what others speak of, so that it comes after all of them. */
  readonly exampleComesLast: boolean;
}

/** The fields of a command as they are sent. */
type FieldsOf<Command> = { readonly [Field in keyof Command]?: Command[Field] };

type Reached<Command> =
  | { readonly path: string; readonly example: FieldsOf<Command>; readonly exampleComesLast?: true }
  | { readonly path: null };

type TypedRow<State, Command extends object, Event extends DomainEvent, Facts, Kind extends Command, Permission> = {
  readonly command: CommandClass<Kind>;
  readonly summary: string;
  readonly permission: Permission;
  readonly decider: Decider<State, Command, Event, Facts, Rejection>;
  entityOf(command: NoInfer<Kind>): string;
  readonly facts: Needs<Facts, NoInfer<Kind>>;
  readonly dated?: boolean;
} & Reached<NoInfer<Kind>>;

/** The types of one row hold together where it is written; the catalogue as a whole forgets them. */
export function row<
  State,
  Command extends object,
  Event extends DomainEvent,
  Facts,
  Kind extends Command,
  const Permission extends string,
>(typed: TypedRow<State, Command, Event, Facts, Kind, Permission>): CommandRow<Permission> {
  const { command, path, summary, permission, decider, facts, dated = true } = typed;
  return {
    name: command.commandName,
    command,
    path,
    summary,
    permission,
    decider,
    entityOf: (sent: Kind) => typed.entityOf(sent),
    facts: (source: FactReader, sent: Kind) => factsFor(facts, source, sent),
    dated,
    example: typed.path === null ? null : typed.example,
    exampleComesLast: typed.path !== null && typed.exampleComesLast === true,
  };
}

/** What the application knows of one noun. */
export interface ApplicationNoun<Permission extends string = string> {
  /** What somebody may be allowed to do with it, and the roles that may; the owner may all. */
  readonly permissions: Readonly<Record<string, readonly Role[]>>;
  readonly commands: readonly CommandRow<Permission>[];
  /** What can be asked about it, by the names of the queries. */
  readonly queries: Readonly<Record<string, object>>;
}
