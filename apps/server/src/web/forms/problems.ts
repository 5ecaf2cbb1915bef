import { capitalised } from '@outturn/reporting';
import { InvalidCommand, refusalOfError, refusalOfRejection, type Rejection } from '@outturn/wiring';
import type { FieldProblem } from './field.js';

/** A refusal as what stands beside the field that it is about. */
export const problemOfRejection = (rejection: Rejection): FieldProblem => {
  const { field, sentence } = refusalOfRejection(rejection);
  return { field, text: capitalised(sentence) };
};

/**
 * What an error says of a form; it is thrown on if it says nothing that who filled the form could mend.
 * @param fieldOf the field of the form that a member of the command was made from, where their names differ
 */
export function problemsOfError(
  error: unknown,
  fieldOf: (member: string) => string = (member) => member,
): FieldProblem[] {
  if (error instanceof InvalidCommand) {
    return error.errors.flatMap(({ field, messages }) =>
      messages.map((text) => ({ field: fieldOf(field), text: capitalised(text) })),
    );
  }
  const refusal = refusalOfError(error);
  if (refusal === null || refusal.httpStatus >= 500 || [403, 404].includes(refusal.httpStatus)) throw error;
  return [{ field: refusal.field === null ? null : fieldOf(refusal.field), text: capitalised(refusal.sentence) }];
}
