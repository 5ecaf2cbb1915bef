import { BadConfiguration, type StreamStoreSettings } from '@outturn/ledger';

/** Where ledgers live: in files of this machine, or in EventStoreDB with a replica here. Plain data. */
export type LedgerStore =
  { readonly kind: 'sqlite' } | { readonly kind: 'eventstoredb'; readonly settings: StreamStoreSettings };

/**
 * Reads `OUTTURN_STORE`, and for EventStoreDB `OUTTURN_EVENTSTORE` and `OUTTURN_EVENTSTORE_PREFIX`.
 * @throws BadConfiguration
 */
export function readStore(environment: Readonly<Record<string, string | undefined>>): LedgerStore {
  const kind = environment['OUTTURN_STORE'] || 'sqlite';
  if (kind === 'sqlite') return { kind };
  if (kind !== 'eventstoredb') throw new BadConfiguration(`OUTTURN_STORE is "${kind}": give sqlite or eventstoredb`);
  return { kind, settings: readEventStore(environment) };
}

/** @throws BadConfiguration */
export function readEventStore(environment: Readonly<Record<string, string | undefined>>): StreamStoreSettings {
  const connection = environment['OUTTURN_EVENTSTORE'];
  if (!connection) {
    throw new BadConfiguration(
      'OUTTURN_EVENTSTORE is not set: give the connection string of the store, such as esdb://user:password@host:2113',
    );
  }
  const prefix = environment['OUTTURN_EVENTSTORE_PREFIX'] || 'outturn';
  if (!/^[a-z][a-z0-9]*$/.test(prefix)) {
    throw new BadConfiguration(
      `OUTTURN_EVENTSTORE_PREFIX is "${prefix}": give lower-case letters and digits, a letter first`,
    );
  }
  return { connection, prefix };
}
