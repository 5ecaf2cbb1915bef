import { errorKinds } from './error-kinds.js';

/** An error as it crosses a thread boundary: structured cloning keeps the message and loses the class. */
export interface CarriedError {
  readonly name: string;
  readonly message: string;
  readonly members: Readonly<Record<string, unknown>>;
}

export function carry(error: unknown): CarriedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), members: {} };
  return { name: error.name, message: error.message, members: Object.fromEntries(Object.entries(error)) };
}

/** The error in its own class again, so that the edges can tell one from the other. */
export function land({ name, message, members }: CarriedError): Error {
  const known = Object.hasOwn(errorKinds, name) ? errorKinds[name] : undefined;
  const error = known === undefined ? new Error(message) : (Object.create(known.type.prototype) as Error);
  return Object.assign(error, members, { name, message });
}
