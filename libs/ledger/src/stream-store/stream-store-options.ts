import type { SqliteLedgerOptions } from '../sqlite/options.js';

/** Where the store is, and how patient a node is with it. Plain data: it crosses to the writers' threads. */
export interface StreamStoreSettings {
  /** `esdb://user:password@host:2113?tls=true`, as the vendor documents it. */
  readonly connection: string;
  /** What the names of this product's streams begin with. Default `outturn`. */
  readonly prefix?: string;
  readonly patience?: Partial<Patience>;
}

/** Times in milliseconds. */
export interface Patience {
  /** How long one call may be silent. The client has no timer of its own that can be relied on. */
  readonly call: number;
  /** How long a write whose outcome is unknown is tried again before its sender is told so. */
  readonly settle: number;
  /** How long a batch may stand unfinished in the stream without growing, before another writer closes it. */
  readonly unfinished: number;
  /** How often a follower looks at the head by itself: a stalled subscription never reports an error. */
  readonly watch: number;
  /** The longest pause before a follower subscribes again. */
  readonly backOff: number;
  /** How far this machine's clock may be behind the ledger's, or away from the store's. */
  readonly clock: number;
  /** How often the stored bytes of the replica are hashed again. */
  readonly rehash: number;
}

export const PATIENCE: Patience = {
  call: 5_000,
  settle: 30_000,
  unfinished: 5_000,
  watch: 5_000,
  backOff: 10_000,
  clock: 5_000,
  rehash: 3_600_000,
};

/** How often a group of commands is decided again because another node was faster. */
export const CONFLICTS = 100;

/** The server takes 1 MiB in one append by default; a part of it is left for what surrounds the events on the wire. */
export const APPEND_LIMIT = 1_000_000;

/** What a ledger on EventStoreDB is opened with. */
export type StreamLedgerOptions = SqliteLedgerOptions & {
  readonly settings: StreamStoreSettings;
  /** Whether the replica follows the stream by itself; otherwise it catches up when it is opened and when it writes. */
  readonly follows: boolean;
};
