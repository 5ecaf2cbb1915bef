import type { StreamStoreAdapter } from '../stream-store-adapter.js';
import { StoreConnection } from './store-connection.js';

export const eventstoredb: StreamStoreAdapter = {
  title: 'EventStoreDB',
  variable: 'OUTTURN_EVENTSTORE',
  example: 'esdb://user:password@host:2113',
  open: (settings) => new StoreConnection(settings),
};
