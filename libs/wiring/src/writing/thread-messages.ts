import { IdempotencyKeyReused, type CommandRequest, type ImportReport } from '@outturn/application';
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
import type { FilesToImport, ToldOutcome } from './ledger-writer.js';

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
  | { readonly id: number; readonly outcome: ToldOutcome }
  | { readonly id: number; readonly answer: ImportReport | null }
  | { readonly id: number; readonly error: CarriedError }
  /** Comes by itself, a few times a second, where ledgers are replicas. */
  | { readonly reports: readonly ReplicaReport[]; readonly found: boolean };

/** Messages that cross together. */
export type Parcel<Message> = string | readonly Message[];

/** A command is made of texts, numbers and lists, and so is what came of it; files are bytes. */
const isJson = (message: WriterCall | WriterReply): boolean =>
  'outcome' in message || ('kind' in message && message.kind === 'execute');

/** As one text where every message is JSON: both threads have a third of the work that structured cloning is to them. */
export const pack = <Message extends WriterCall | WriterReply>(messages: readonly Message[]): Parcel<Message> =>
  messages.every(isJson) ? JSON.stringify(messages) : messages;

export const unpack = <Message extends WriterCall | WriterReply>(parcel: Parcel<Message>): readonly Message[] =>
  typeof parcel === 'string' ? (JSON.parse(parcel) as Message[]) : parcel;

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
