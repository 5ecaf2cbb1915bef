import { commandClassOf } from '@outturn/domain';
import type { CommandRow as Row } from './command-row.js';
import { applicationNouns } from './nouns.js';
import type { Permission } from './permission.js';

/** Everything about a command that is not in its class or its decider. */
export type CommandRow = Row<Permission>;

/** Every command there is, noun by noun. A command that no noun has does not exist. */
export const commandCatalogue: readonly CommandRow[] = Object.values(applicationNouns).flatMap(
  ({ commands }): readonly CommandRow[] => commands,
);

const byName = new Map(commandCatalogue.map((each) => [each.name, each]));

/** The row of a command. @throws TypeError for what is no command, RangeError for one that is not in the catalogue */
export const rowOf = (command: object): CommandRow => commandRow(commandClassOf(command).commandName);

/** @throws RangeError for a name that is not in the catalogue */
export function commandRow(name: string): CommandRow {
  const found = byName.get(name);
  if (found === undefined) throw new RangeError(`there is no command ${name}`);
  return found;
}

const examples = commandCatalogue.filter(({ example }) => example !== null);

/** The commands that have an example, in an order in which a fresh ledger takes them one after the other. */
export const exampleCommands: readonly CommandRow[] = [
  ...examples.filter(({ exampleComesLast }) => !exampleComesLast),
  ...examples.filter(({ exampleComesLast }) => exampleComesLast),
];
