import { breakdown, entityId, entityParts } from '@outturn/kernel';

/** A return that a round asks for; its period is the round's. */
export type AskedReturn = { readonly indicator: string; readonly breakdown: string };

/**
 * Reads `cl-eet` (the whole) or `cl-eet/age=16-18`. It is written as in the id of a return: a `/` or `%` inside an
 * indicator's id is percent-encoded. Null for any other text.
 */
export function askedReturn(text: string): AskedReturn | null {
  const [indicator = '', part = 'all', ...rest] = entityParts(text);
  if (indicator === '' || rest.length > 0 || breakdown(part) !== part) return null;
  return { indicator, breakdown: part };
}

/** The one way to write an asked return, whole or not: `cl-eet/all`. A text that is none stays as it is. */
export function askedReturnId(text: string): string {
  const asked = askedReturn(text);
  return asked === null ? text : entityId(asked.indicator, asked.breakdown);
}
