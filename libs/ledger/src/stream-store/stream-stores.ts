import { BadConfiguration } from '../errors.js';
import { eventstoredb } from './eventstoredb/adapter.js';
import type { StreamStoreAdapter } from './stream-store-adapter.js';
import type { StreamStoreSettings } from './stream-store-settings.js';
import type { StreamStore } from './stream-store.js';

/** The stores of streams that ledgers can live in, by their names in `OUTTURN_STORE`. */
export const streamStores: Readonly<Record<string, StreamStoreAdapter>> = { eventstoredb };

/** @throws BadConfiguration for a kind that there isn't, or a connection string that is none */
export function openStreamStore(settings: StreamStoreSettings): StreamStore {
  const adapter = streamStores[settings.kind];
  if (adapter === undefined) throw new BadConfiguration(`"${settings.kind}" is no store of streams`);
  return adapter.open(settings);
}
