import { IdempotencyKeyReused, type CommandRequest, type ImportReport, type Outcome } from '@outturn/application';
import {
  BadConfiguration,
  ClockApart,
  EventTooLarge,
  LedgerBusy,
  LedgerDamaged,
  LedgerNotFound,
  OccurredInFuture,
  ReplicaStopped,
  StorageFailed,
  StoreUnavailable,
  UnknownEvent,
  VersionConflict,
} from '@outturn/ledger';
import { NotAllowed } from '../principal.js';
import type { LedgerStore } from '../ledger-store.js';
import type { ReplicaReport } from '../open-ledgers.js';
import type { FilesToImport } from './ledger-writer.js';

/** What the writer thread is started with. */
export interface WriterThreadData {
  readonly data: string;
  readonly store?: LedgerStore;
  /** `follows`: it writes nothing, and keeps every replica at the end of its stream. */
  readonly part: 'writes' | 'follows';
}

export type WriterCall =
  | { readonly id: number; readonly kind: 'execute'; readonly ledger: string; readonly request: CommandRequest }
  | { readonly id: number; readonly kind: 'import'; readonly ledger: string; readonly request: FilesToImport }
  | { readonly id: number; readonly kind: 'close' };

export type WriterReply =
  | { readonly id: number; readonly answer: Outcome | ImportReport | null }
  | { readonly id: number; readonly error: CarriedError }
  /** Comes by itself, a few times a second, where ledgers are replicas. */
  | { readonly reports: readonly ReplicaReport[]; readonly found: boolean };

/** An error as it crosses a thread boundary: structured cloning keeps the message and loses the class. */
export interface CarriedError {
  readonly name: string;
  readonly message: string;
  readonly members: Readonly<Record<string, unknown>>;
}

/** Every error that the writer's work names. */
export const carriedClasses = [
  BadConfiguration,
  ClockApart,
  EventTooLarge,
  IdempotencyKeyReused,
  LedgerBusy,
  LedgerDamaged,
  LedgerNotFound,
  OccurredInFuture,
  NotAllowed,
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
