import { fieldRulesOf, writtenFieldsOf } from '@outturn/domain';
import { validateSync } from 'class-validator';

/** What is wrong with one member of a command, with the path to it as a JSON pointer (RFC 6901). */
export interface FieldError {
  readonly pointer: string;
  readonly field: string;
  readonly messages: readonly string[];
}

export type Validated<Command> = { readonly command: Command } | { readonly errors: readonly FieldError[] };

const pointerTo = (field: string): string => `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`;

/**
 * Makes a command of what a form, a JSON body or an argument list says; members that it doesn't have are refused by name.
 * A period or a day that was written in another way and can mean one thing alone stands in the command under its code.
 * A member that is left out and one that is null are two things: null says that there is none.
 */
export function validateCommand<Command extends object>(type: new () => Command, fields: object): Validated<Command> {
  const command = new type();
  for (const [name, value] of Object.entries(fields)) {
    if (name in Object.prototype) return { errors: [unknownField(name)] };
    Reflect.set(command, name, value);
  }
  for (const [field, read] of writtenFieldsOf(type)) {
    const written: unknown = Reflect.get(command, field);
    const reading = typeof written === 'string' ? read(written) : null;
    if (reading !== null) Reflect.set(command, field, reading.code);
  }
  if (fieldRulesOf(type)?.(command)) return { command };
  const errors = validateSync(command, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  if (errors.length === 0) return { command };
  return {
    errors: errors.map(({ property, constraints = {} }) =>
      'whitelistValidation' in constraints
        ? unknownField(property)
        : { pointer: pointerTo(property), field: property, messages: Object.values(constraints) },
    ),
  };
}

const unknownField = (field: string): FieldError => ({
  pointer: pointerTo(field),
  field,
  messages: [`there is no field "${field}" here`],
});
