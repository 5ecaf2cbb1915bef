import type { StreamNames } from './stream-names.js';
import type { Patience, StreamStoreSettings } from './stream-store-settings.js';

/** A record as it lies in a stream. */
export interface StreamRecord {
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  /** The store's clock when it was written, in milliseconds since 1970. */
  readonly created: number;
  /** What was written, once through JSON; text where it can't be read as JSON. */
  readonly data: unknown;
  readonly metadata: unknown;
}

/** A record on its way: its id is fixed before the first try, so that a retry has one effect. */
export interface NewRecord {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** The stream's last revision: after the append, or the one that it could not follow (null: there is no stream). */
export type Appended =
  | { readonly conflict: false; readonly revision: number }
  | { readonly conflict: true; readonly revision: number | null };

/** The revision that a stream must be at; `none` where it must not exist, `any` where its end doesn't matter. */
export type Expected = number | 'none' | 'any';

/** Hears what a subscription says, until it drops: for good, and for whatever reason. */
export interface StreamListener {
  record(record: StreamRecord): void;
  dropped(reason: Error): void;
}

/** What a subscriber may do with its subscription. */
export interface StreamEnd {
  pause(): void;
  resume(): void;
  end(): void;
}

/** What the records of one append may take together, in bytes: every store takes as much. */
export const APPEND_LIMIT = 1_000_000;

/**
 * The port to a store of streams: named, append-only sequences of records, numbered from 0 without gaps. Whatever the
 * adapter, an append that was acknowledged is durable and stays; an append is there whole or not at all, and nothing of
 * another comes between its records; no call is silent for good. `contract/stream-store-contract.ts` holds every adapter
 * to that. Where no answer can be had, every call throws StoreUnavailable once `patience.settle` is over.
 */
export interface StreamStore {
  readonly names: StreamNames;
  readonly patience: Patience;
  /** What another thread opens the same store with; null for one that no other thread can reach. */
  readonly settings: StreamStoreSettings | null;
  /**
   * Appends, and finds out what came of it. With a revision or `none` it may be repeated for good: the same ids at the same
   * place are the same append.
   * @throws StoreUnavailable; StreamErased; EventTooLarge; BadConfiguration where the user may not write
   */
  append(stream: string, records: readonly NewRecord[], expected: Expected): Promise<Appended>;
  /**
   * A page of at least one record, from a revision on that is known to be there. A shorter page than was asked for does not
   * mean the end of the stream.
   * @throws StoreUnavailable; NoSuchStream; StreamErased
   */
  read(stream: string, from: number, count: number): Promise<StreamRecord[]>;
  /** The last record of a stream. @throws StoreUnavailable; NoSuchStream; StreamErased */
  last(stream: string): Promise<StreamRecord>;
  /** The same in one try. */
  lookAtEnd(stream: string): Promise<StreamRecord>;
  /** Removes a stream for good: nothing can be appended to it any more. One that was never there is left as it is. */
  erase(stream: string): Promise<void>;
  /** What lets the store drop records of a stream by itself, as people would read it; nothing where all are kept. */
  limitsOf(stream: string): Promise<readonly string[]>;
  /** Subscribes behind a revision (-1: from the start). A stream that is not there yet is waited for. */
  subscribe(stream: string, after: number, listener: StreamListener): StreamEnd;
  dispose(): Promise<void>;
}

export class NoSuchStream extends Error {
  override readonly name = 'NoSuchStream';
  constructor(readonly stream: string) {
    super(`there is no stream ${stream}`);
  }
}

/** The stream was removed for good. */
export class StreamErased extends Error {
  override readonly name = 'StreamErased';
  constructor(readonly stream: string) {
    super(`the stream ${stream} was removed`);
  }
}

/** Every record of a short stream; none where there is no such stream. @throws StoreUnavailable; StreamErased */
export async function everyRecord(store: StreamStore, stream: string): Promise<StreamRecord[]> {
  try {
    const { revision } = await store.last(stream);
    const records: StreamRecord[] = [];
    while (records.length <= revision)
      for (const record of await store.read(stream, records.length, 1_000)) records.push(record);
    return records;
  } catch (error) {
    if (error instanceof NoSuchStream) return [];
    throw error;
  }
}
