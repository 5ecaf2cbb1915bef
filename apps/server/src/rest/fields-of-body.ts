import { InvalidCommand, validateCommand } from '@outturn/wiring';

/** The fields of a body as an instance of a class. @throws InvalidCommand */
export function fieldsOfBody<Fields extends object>(type: new () => Fields, body: unknown): Fields {
  const validated = validateCommand(type, (body ?? {}) as object);
  if ('errors' in validated) throw new InvalidCommand(validated.errors);
  return validated.command;
}
