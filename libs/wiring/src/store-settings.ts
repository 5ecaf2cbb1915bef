import { BadConfiguration, streamStores, type StreamStoreSettings } from '@outturn/ledger';

/** Where ledgers can live, by the names in `OUTTURN_STORE`: in files of this machine, or in a store of streams. */
export const storeKinds: readonly string[] = ['sqlite', ...Object.keys(streamStores)];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `OUTTURN_STORE`, and for a store of streams where its server is. Undefined where ledgers are files.
 * @throws BadConfiguration
 */
export function readStore(environment: Environment): StreamStoreSettings | undefined {
  const kind = environment['OUTTURN_STORE'] || 'sqlite';
  if (!storeKinds.includes(kind))
    throw new BadConfiguration(`OUTTURN_STORE is "${kind}": give ${storeKinds.join(' or ')}`);
  return kind === 'sqlite' ? undefined : readStreamStore(kind, environment);
}

/**
 * Reads the connection string of a store of streams (`OUTTURN_EVENTSTORE`), and the prefix of its streams from the variable
 * of the same name with `_PREFIX` behind it.
 * @throws BadConfiguration
 */
export function readStreamStore(kind: string, environment: Environment): StreamStoreSettings {
  const adapter = streamStores[kind];
  if (adapter === undefined) throw new BadConfiguration(`"${kind}" is no store of streams`);
  const { variable, example } = adapter;
  const connection = environment[variable];
  if (!connection) {
    throw new BadConfiguration(`${variable} is not set: give the connection string of the store, such as ${example}`);
  }
  const prefix = environment[`${variable}_PREFIX`] || 'outturn';
  if (!/^[a-z][a-z0-9]*$/.test(prefix)) {
    throw new BadConfiguration(`${variable}_PREFIX is "${prefix}": give lower-case letters and digits, a letter first`);
  }
  return { kind, connection, prefix };
}
