import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AccessDeniedError,
  EventStoreDBClient,
  jsonEvent,
  NotLeaderError,
  UnavailableError,
} from '@eventstore/db-client';
import { appending, Connections, describeTestServer, event, numbersIn, onceBack, unary } from '../server-under-test.js';
import { selfSignedCertificate, type Certificate } from './certificate.js';
import { EventStoreServer } from './event-store-server.js';

const connections = new Connections();
afterEach(() => connections.end());
const append = appending['the unary Append'];

describeTestServer('a cluster (skipped with ESDB_URL: which node leads is not for tests to say there)', () => {
  const insist = { ...unary, requiresLeader: true, expectedRevision: 'any' } as const;

  it('tells a client by gossip which node leads', async () => {
    const server = await connections.server({ nodes: 3 });
    server.lead(2);
    const read = server.fault({ call: 'read', at: 'on arrival', does: () => undefined });
    const client = connections.client(server.connectionString);
    await append(client, 'a', [event('a', 1)], 'no_stream');
    await Promise.all([server.nodes[0]?.stop(), server.nodes[1]?.stop()]);
    expect(await numbersIn(client, 'a')).toEqual([1]);
    expect(read.strikes).toBe(1);
  });

  it.each(Object.entries(appending))('refuses %s on a follower to who insists, and names the leader', async (name) => {
    const server = await connections.server({ nodes: 2 });
    const [, follower] = server.nodes;
    const client = connections.client(`esdb://${follower?.host}:${follower?.port}?tls=false`);
    const { credentials, ...without } = insist;
    const refused = client.appendToStream(
      'a',
      [event('a', 1)],
      name === 'BatchAppend' ? without : { ...without, credentials },
    );
    await expect(refused).rejects.toMatchObject({
      constructor: NotLeaderError,
      leader: { address: server.nodes[0]?.host, port: server.nodes[0]?.port },
    });
    // The client goes to the leader with its next call.
    expect((await client.appendToStream('a', [event('a', 1)], insist)).nextExpectedRevision).toBe(0n);
  });

  it('forwards an append on a follower from who does not insist', async () => {
    const server = await connections.server({ nodes: 2 });
    const [, follower] = server.nodes;
    const client = connections.client(`esdb://${follower?.host}:${follower?.port}?tls=false`);
    expect((await append(client, 'a', [event('a', 1)], 'no_stream')).nextExpectedRevision).toBe(0n);
  });

  it('writes nothing where the leader moves before the write', async () => {
    const server = await connections.server({ nodes: 2 });
    server.fault({ call: 'append', at: 'before the write', does: () => server.lead(1) });
    const client = connections.client(server.connectionString);
    await expect(client.appendToStream('a', [event('a', 1)], insist)).rejects.toBeInstanceOf(NotLeaderError);
    expect(server.log.eventsOf('a')).toEqual([]);
  });
});

describeTestServer('users (skipped with ESDB_URL: a real server has its own)', () => {
  let folder: string;
  let tls: Certificate;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'outturn-tls-'));
    tls = selfSignedCertificate(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const secured = (): Promise<EventStoreServer> =>
    connections.server({
      tls,
      users: {
        admin: { password: 'changeit', groups: ['$admins'] },
        writer: { password: 'w ü:@', groups: ['ledgers'] },
        reader: { password: 'r' },
        stranger: { password: 's' },
      },
    });

  const ruled = async (): Promise<EventStoreServer> => {
    const server = await secured();
    const admin = connections.client(server.connectionStringFor('admin'));
    const acl = {
      readRoles: ['ledgers', 'reader'],
      writeRoles: ['ledgers'],
      deleteRoles: ['$admins'],
      metaReadRoles: ['ledgers', 'reader'],
      metaWriteRoles: ['$admins'],
    };
    await admin.setStreamMetadata('walsall', { acl });
    return server;
  };

  it('come in by TLS with their passwords, by both RPCs', async () => {
    const server = await secured();
    const client = connections.client(server.connectionStringFor('writer'));
    const credentials = { username: 'writer', password: 'w ü:@' };
    await client.appendToStream('a', [event('a', 1)], { expectedRevision: 'no_stream', credentials });
    await client.appendToStream('a', [event('a', 2)], { expectedRevision: 0n });
    expect(await numbersIn(client, 'a')).toEqual([1, 2]);
  });

  it.each([
    ['a wrong password', 'esdb://writer:wrong@'],
    ['an unknown name', 'esdb://nobody:w@'],
    ['no name', 'esdb://'],
  ])('are kept out with %s', async (_words, start) => {
    const server = await secured();
    const client = connections.client(server.connectionString.replace('esdb://', start));
    await expect(client.appendToStream('a', [event('a', 1)])).rejects.toBeInstanceOf(AccessDeniedError);
    await expect(numbersIn(client, 'a')).rejects.toBeInstanceOf(AccessDeniedError);
  });

  it('may do what the access list of a stream says: a writer writes, a reader reads, a stranger neither', async () => {
    const server = await ruled();
    const [writer, reader, stranger] = ['writer', 'reader', 'stranger'].map((name) =>
      connections.client(server.connectionStringFor(name)),
    ) as [EventStoreDBClient, EventStoreDBClient, EventStoreDBClient];
    await writer.appendToStream('walsall', [event('walsall', 1)]);
    expect(await numbersIn(reader, 'walsall')).toEqual([1]);
    await expect(reader.appendToStream('walsall', [event('walsall', 2)])).rejects.toBeInstanceOf(AccessDeniedError);
    await expect(stranger.appendToStream('walsall', [event('walsall', 2)])).rejects.toBeInstanceOf(AccessDeniedError);
    await expect(numbersIn(stranger, 'walsall')).rejects.toBeInstanceOf(AccessDeniedError);
  });

  it('fall under the default list of $settings where a stream has none of its own', async () => {
    const server = await secured();
    const admin = connections.client(server.connectionStringFor('admin'));
    const lists = { $userStreamAcl: { $r: ['ledgers', 'reader'], $w: 'ledgers', $d: 'ledgers' } };
    await admin.appendToStream('$settings', [jsonEvent({ type: 'update-default-acl', data: lists })]);
    const writer = connections.client(server.connectionStringFor('writer'));
    const stranger = connections.client(server.connectionStringFor('stranger'));
    await writer.appendToStream('a', [event('a', 1)]);
    await expect(numbersIn(stranger, 'a')).rejects.toBeInstanceOf(AccessDeniedError);
    await admin.setStreamMetadata('a', { acl: { deleteRoles: ['$admins'] } });
    await expect(writer.deleteStream('a')).rejects.toBeInstanceOf(AccessDeniedError);
    expect(await numbersIn(writer, 'a')).toEqual([1]);
    await expect(writer.appendToStream('$settings', [event('$settings', 2)])).rejects.toBeInstanceOf(AccessDeniedError);
  });

  it('who are no administrators can neither delete a ledger, change its access list, nor read $all', async () => {
    const server = await ruled();
    const writer = connections.client(server.connectionStringFor('writer'));
    await writer.appendToStream('walsall', [event('walsall', 1)]);
    await expect(writer.deleteStream('walsall')).rejects.toBeInstanceOf(AccessDeniedError);
    await expect(writer.tombstoneStream('walsall')).rejects.toBeInstanceOf(AccessDeniedError);
    await expect(writer.setStreamMetadata('walsall', { maxCount: 1 })).rejects.toBeInstanceOf(AccessDeniedError);
    const everything = (async () => {
      for await (const one of writer.readAll({ maxCount: 1 })) expect(one).toBeUndefined();
    })();
    await expect(everything).rejects.toBeInstanceOf(AccessDeniedError);
  });

  it('are not let in by a server whose certificate the client does not trust', async () => {
    const server = await secured();
    const [node] = server.nodes;
    const client = connections.client(`esdb://writer:w@localhost:${node?.port}?tls=true`);
    await expect(numbersIn(client, 'a')).rejects.toBeInstanceOf(UnavailableError);
  });

  it('are not taken without TLS, because a client would send no credentials', async () => {
    await expect(EventStoreServer.start({ users: {} })).rejects.toThrow('users need tls');
  });
});

describeTestServer('a state file (skipped with ESDB_URL: a real server keeps its own)', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'outturn-state-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('keeps streams, places, metadata and tombstones over a restart of the process', async () => {
    const stateFile = join(folder, 'log');
    const first = await connections.server({ stateFile });
    const client = connections.client(first.connectionString);
    await append(client, 'a', [event('a', 1), event('a', 2)], 'no_stream');
    await append(client, 'b', [event('b', 3)], 'no_stream');
    await client.setStreamMetadata('a', { truncateBefore: 1 }, unary);
    await client.tombstoneStream('b');
    await first.stop();
    const second = await connections.server({ stateFile });
    expect(second.log.all).toEqual(first.log.all);
    const again = connections.client(second.connectionString);
    expect(await onceBack(() => numbersIn(again, 'a'))).toEqual([2]);
    await expect(append(again, 'b', [event('b', 4)], 'any')).rejects.toThrow('deleted');
  });
});
