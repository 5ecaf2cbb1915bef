import { IdempotencyKeyReused, NotKnown, QueryRefused } from '@outturn/application';
import {
  BadConfiguration,
  ClockApart,
  EventTooLarge,
  LedgerBusy,
  LedgerDamaged,
  LedgerNotFound,
  LedgerUnreadable,
  OccurredInFuture,
  ReplicaStopped,
  StorageFailed,
  StoreUnavailable,
  UnknownEvent,
  VersionConflict,
} from '@outturn/ledger';
import { NotAllowed } from './principal.js';

/** An error as it crosses a thread boundary: structured cloning keeps the message and loses the class. */
export interface CarriedError {
  readonly name: string;
  readonly message: string;
  readonly members: Readonly<Record<string, unknown>>;
}

/** Every error that is named by what another thread does. */
export const carriedClasses = [
  BadConfiguration,
  ClockApart,
  EventTooLarge,
  IdempotencyKeyReused,
  LedgerBusy,
  LedgerDamaged,
  LedgerNotFound,
  LedgerUnreadable,
  OccurredInFuture,
  NotAllowed,
  NotKnown,
  QueryRefused,
  ReplicaStopped,
  StorageFailed,
  StoreUnavailable,
  UnknownEvent,
  VersionConflict,
];

export function carry(error: unknown): CarriedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), members: {} };
  return { name: error.name, message: error.message, members: Object.fromEntries(Object.entries(error)) };
}

/** The error in its own class again, so that the edges can tell one from the other. */
export function land({ name, message, members }: CarriedError): Error {
  const known = carriedClasses.find((each) => each.name === name);
  const error = known === undefined ? new Error(message) : (Object.create(known.prototype as object) as Error);
  return Object.assign(error, members, { name, message });
}
