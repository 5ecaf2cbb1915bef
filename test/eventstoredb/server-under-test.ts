import { randomUUID } from 'node:crypto';
import {
  EventStoreDBClient,
  jsonEvent,
  UnavailableError,
  type AppendExpectedRevision,
  type EventData,
} from '@eventstore/db-client';
import { nameBasedId } from '@outturn/kernel';
import { credentialsOf } from '../../libs/ledger/src/stream-store/eventstoredb/connection-string.js';
import { EventStoreServer, type ServerOptions } from './server/event-store-server.js';

/** The connection string of a real server, where the suites are to be run against one. */
export const realServer = process.env['ESDB_URL'];

/** For what only the test server can be asked: say in the name that it is skipped with ESDB_URL, and why. */
export const describeTestServer = realServer === undefined ? describe : describe.skip;

/**
 * The unary RPC is taken where a call has credentials of its own. Without TLS they are never sent and any will do; on a real
 * server with users they are those of ESDB_URL, who must be an administrator.
 */
export const unary = { credentials: credentialsOf(realServer ?? 'esdb://localhost?tls=false') } as const;

/** The servers and clients of one suite, ended after each test. */
export class Connections {
  private readonly servers: EventStoreServer[] = [];
  private readonly clients: EventStoreDBClient[] = [];

  async server(options: ServerOptions = {}): Promise<EventStoreServer> {
    const server = await EventStoreServer.start(options);
    this.servers.push(server);
    return server;
  }

  client(connectionString: string): EventStoreDBClient {
    const client = EventStoreDBClient.connectionString(connectionString);
    this.clients.push(client);
    return client;
  }

  /** A client of the real server, where there is one, and of a fresh test server otherwise. */
  async any(): Promise<EventStoreDBClient> {
    return this.client(realServer ?? (await this.server()).connectionString);
  }

  async end(): Promise<void> {
    // Disposing of a client whose batch call was ended cleanly never comes to an end, so nobody waits for it.
    for (const client of this.clients.splice(0)) void client.dispose();
    await Promise.all(this.servers.splice(0).map((server) => server.stop()));
  }
}

let names = 0;

/** A stream that nobody else writes to, on a server that was there before too. */
export const freshStream = (): string => `outturn-test-${process.pid}-${Date.now()}-${(names += 1)}`;

/** An event of a stream, with a number by which it is known again. */
export const event = (stream: string, number: number, size = 0): EventData =>
  jsonEvent({ id: idOf(stream, number), type: 'Said', data: { number, ...(size > 0 && { words: 'x'.repeat(size) }) } });

// A server remembers ids across streams, and over the runs of these specs: every stream of every run has its own.
const run = randomUUID();

export const idOf = (stream: string, number: number): string => nameBasedId(`${stream} ${number}`, run);

/** The ways to append: both RPCs, through the same client. */
export const appending = {
  'the unary Append': (client: EventStoreDBClient, stream: string, events: EventData[], at: AppendExpectedRevision) =>
    client.appendToStream(stream, events, { expectedRevision: at, ...unary }),
  BatchAppend: (client: EventStoreDBClient, stream: string, events: EventData[], at: AppendExpectedRevision) =>
    client.appendToStream(stream, events, { expectedRevision: at }),
};

/** The numbers of the events in a stream, as their readers see them. */
export async function numbersIn(client: EventStoreDBClient, stream: string): Promise<number[]> {
  const numbers: number[] = [];
  for await (const { event: read } of client.readStream<{ type: 'Said'; data: { number: number } }>(stream)) {
    if (read !== undefined) numbers.push(read.data.number);
  }
  return numbers;
}

/** The first calls after a drop fail: the channels of a process share their connections, and find out one by one. */
export async function onceBack<Answer>(call: () => Promise<Answer>, tries = 50): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof UnavailableError) || tries === 0) throw error;
    return onceBack(call, tries - 1);
  }
}
