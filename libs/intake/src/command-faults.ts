import { commandClassOf, fieldRulesOf } from '@outturn/domain';
import { validateSync } from 'class-validator';

const STRICT = {
  whitelist: true,
  forbidNonWhitelisted: true,
  stopAtFirstError: true,
  validationError: { target: false, value: false },
};

/** What the command's own rules say against it, one message a field; each message begins with the field's name. */
export function commandFaults(command: object): { readonly field: string; readonly message: string }[] {
  if (fieldRulesOf(commandClassOf(command))?.(command)) return [];
  return validateSync(command, STRICT).map(({ property, constraints }) => ({
    field: property,
    message: Object.values(constraints ?? {})[0] ?? `${property} is not valid`,
  }));
}
