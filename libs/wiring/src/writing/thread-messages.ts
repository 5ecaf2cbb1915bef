import type { CommandRequest, ImportReport } from '@outturn/application';
import type { CarriedError } from '../carried-error.js';
import type { StreamStoreSettings } from '@outturn/ledger';
import type { ReplicaReport } from '@outturn/ledger';
import type { FilesToImport, ToldOutcome } from './ledger-writer.js';

/** What the writer thread is started with. */
export interface WriterThreadData {
  readonly data: string;
  readonly store?: StreamStoreSettings | undefined;
  /** How many ledgers it has open at once. */
  readonly most: number;
  /** `follows`: it writes nothing, and keeps every replica at the end of its stream. */
  readonly part: 'writes' | 'follows';
}

export type WriterCall =
  | { readonly id: number; readonly kind: 'execute'; readonly ledger: string; readonly request: CommandRequest }
  | { readonly id: number; readonly kind: 'import'; readonly ledger: string; readonly request: FilesToImport }
  | { readonly id: number; readonly kind: 'probe'; readonly ledger: string }
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
