import { fieldRulesOf, periodFieldsOf } from '@outturn/domain';
import { readPeriod } from '@outturn/kernel';
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
 * A period that was written in another way and can mean one thing alone stands in the command under its code.
 */
export function validateCommand<Command extends object>(type: new () => Command, fields: object): Validated<Command> {
  const command = new type();
  for (const [name, value] of Object.entries(fields)) {
    if (name in Object.prototype) return { errors: [unknownField(name)] };
    if (value !== null) Reflect.set(command, name, value);
    // null says "nothing": for a member with a default that is not the same as leaving it out, so it is refused below.
    else if (Reflect.get(command, name) !== undefined) Reflect.set(command, name, null);
  }
  for (const field of periodFieldsOf(type)) {
    const written: unknown = Reflect.get(command, field);
    const reading = typeof written === 'string' ? readPeriod(written) : null;
    if (reading?.read) Reflect.set(command, field, reading.period.code);
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
