import { validateSync } from 'class-validator';

/**
 * A valid command of a class out of the fields that matter to a test. Throws when the edge would have refused it: a rule
 * that is shown on an impossible command shows nothing.
 */
export function build<Command extends object>(type: new () => Command, fields: Partial<Command>): Command {
  const command = Object.assign(new type(), fields);
  const wrong = validateSync(command, { whitelist: true, forbidNonWhitelisted: true });
  if (wrong.length > 0) throw new TypeError(`${type.name}: ${wrong.map(String).join('; ')}`);
  return command;
}
