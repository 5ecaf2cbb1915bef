import type * as StoreClient from '@eventstore/db-client';

/**
 * The client library, loaded when a store is first spoken to: that takes an eighth of a second and 10 MB of every process
 * and thread, and ledgers in files need none of it.
 */
export const storeClient = (): typeof StoreClient => require('@eventstore/db-client') as typeof StoreClient;
