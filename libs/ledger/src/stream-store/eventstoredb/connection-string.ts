import type { Credentials, EventStoreDBClient } from '@eventstore/db-client';
import { BadConfiguration } from '../../errors.js';
import { storeClient } from './store-client.js';

/** @throws BadConfiguration for a connection string that is none */
export function clientOf(connection: string): EventStoreDBClient {
  try {
    return storeClient().EventStoreDBClient.connectionString(connection);
  } catch (error) {
    // Its message repeats the string, and with it the password.
    throw new BadConfiguration(
      'OUTTURN_EVENTSTORE is no connection string: give one such as esdb://user:password@host:2113?tls=true',
      { cause: error instanceof Error ? error.name : error },
    );
  }
}

/**
 * The user of a connection string. Without TLS none is ever sent, and any will do.
 * @throws BadConfiguration where it leaves out what a safe append needs
 */
export function credentialsOf(connection: string): Credentials {
  const [, username, password] = /^[a-z+]+:\/\/([^:@/]+):([^@/]*)@/i.exec(connection) ?? [];
  if (username !== undefined && password !== undefined)
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  if (/[?&]tls=false\b/i.test(connection)) return { username: 'nobody', password: '' };
  throw new BadConfiguration(
    'OUTTURN_EVENTSTORE names no user: give esdb://user:password@host:2113, or tls=false for a store that needs none',
  );
}
