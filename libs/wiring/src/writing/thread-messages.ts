import type { CommandRequest, ImportReport, Outcome } from '@outturn/application';
import {
  BadConfiguration,
  LedgerBusy,
  LedgerDamaged,
  LedgerNotFound,
  StorageFailed,
  UnknownEvent,
  VersionConflict,
} from '@outturn/ledger';
import type { FilesToImport } from './ledger-writer.js';

/** What the writer thread is started with. */
export interface WriterThreadData {
  readonly data: string;
}

export type WriterCall =
  | { readonly id: number; readonly kind: 'execute'; readonly ledger: string; readonly request: CommandRequest }
  | { readonly id: number; readonly kind: 'import'; readonly ledger: string; readonly request: FilesToImport }
  | { readonly id: number; readonly kind: 'close' };

export type WriterReply =
  | { readonly id: number; readonly answer: Outcome | ImportReport | null }
  | { readonly id: number; readonly error: CarriedError };

/** An error as it crosses a thread boundary: structured cloning keeps the message and loses the class. */
export interface CarriedError {
  readonly name: string;
  readonly message: string;
  readonly members: Readonly<Record<string, unknown>>;
}

const classes = [
  BadConfiguration,
  LedgerBusy,
  LedgerDamaged,
  LedgerNotFound,
  StorageFailed,
  UnknownEvent,
  VersionConflict,
];

export function carry(error: unknown): CarriedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), members: {} };
  return { name: error.name, message: error.message, members: { ...error } };
}

/** The error in its own class again, so that the edges can tell one from the other. */
export function land({ name, message, members }: CarriedError): Error {
  const known = classes.find((each) => each.name === name);
  const error = known === undefined ? new Error(message) : (Object.create(known.prototype as object) as Error);
  return Object.assign(error, members, { name, message });
}
