import type { StreamStore } from './stream-store.js';
import type { StreamStoreSettings } from './stream-store-settings.js';

/** A kind of store that streams can live in, and how it is told where its server is. */
export interface StreamStoreAdapter {
  /** As its vendor writes it. */
  readonly title: string;
  /** The environment variable of its connection string. */
  readonly variable: string;
  /** What its connection strings look like. */
  readonly example: string;
  /** @throws BadConfiguration for a connection string that is none */
  open(settings: StreamStoreSettings): StreamStore;
}
