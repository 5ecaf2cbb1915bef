import type { StoreUnavailable } from './errors.js';
import type { LedgerStore } from './ledger-store.js';
import { LedgerDirectory } from './sqlite/ledger-directory.js';
import type { SqliteLedgerOptions } from './sqlite/options.js';
import { StreamDirectory, type ReplicaPart } from './stream-store/stream-directory.js';
import type { StreamStoreSettings } from './stream-store/stream-store-settings.js';
import { openStreamStore } from './stream-store/stream-stores.js';

export interface LedgerStoreOptions extends Omit<SqliteLedgerOptions, 'path' | 'ledger'> {
  /** Left out, the files of the data directory are the ledgers. */
  readonly store?: StreamStoreSettings | undefined;
  /** What this process or thread does with replicas. */
  readonly part: ReplicaPart;
  /** Hears that answers rest on a replica as it stands, because the store gave no answer. */
  readonly onStale?: (ledger: string, error: StoreUnavailable) => void;
}

/** The ledgers of a data directory, wherever they live. @throws BadConfiguration */
export function openLedgerStore(data: string, { store, ...options }: LedgerStoreOptions): LedgerStore {
  if (store === undefined) return new LedgerDirectory(data, options);
  return new StreamDirectory(data, openStreamStore(store), options);
}
