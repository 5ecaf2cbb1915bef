import { setTimeout as pause } from 'node:timers/promises';
import { systemClock, type EventEnvelope } from '@outturn/kernel';
import { openStreamStore, StreamDirectory, UnknownEvent } from '@outturn/ledger';
import { contractViews } from '../../libs/ledger/src/contract/contract-views.js';
import { positionsOf, allEvents, said, say, together, withdrawn } from '../../libs/ledger/src/contract/sayings.js';
import { Nodes } from './faults/nodes.js';
import { LEDGER } from './faults/outturn-node.js';
import { Connections, describeTestServer } from './server-under-test.js';

const connections = new Connections();
const nodes = new Nodes();
afterEach(async () => {
  await nodes.end();
  await connections.end();
});

/** A release that has never heard of withdrawals. */
const readAsBefore = (event: EventEnvelope): EventEnvelope => {
  if (event.type === 'Withdrawn') throw new UnknownEvent(event.position, event.type, event.schemaVersion);
  return event;
};

describeTestServer('two releases at once (skipped with ESDB_URL: these tests need a store that is empty)', () => {
  it('the older one stops before an event that it does not know, serves what it has, writes nothing, and goes on once it is replaced', async () => {
    const server = await connections.server();
    await nodes.found(server.connectionString);
    const newer = await nodes.open(server.connectionString);
    const folder = nodes.folder();
    const store = openStreamStore({
      kind: 'eventstoredb',
      connection: server.connectionString,
      patience: { watch: 200 },
    });
    const directory = new StreamDirectory(folder, store, {
      views: contractViews,
      clock: systemClock,
      readEvent: readAsBefore,
      part: 'node',
    });
    const older = await directory.openStream(LEDGER);
    await say(newer.ledger, together(said('a')));
    while (allEvents(older).length < 1) await pause(5);
    await say(newer.ledger, together(withdrawn('a')));
    while (older.standing.stopped === null) await pause(5);
    expect(older.standing.stopped).toContain('a newer release of Outturn is needed');
    expect(positionsOf(allEvents(older))).toEqual([1]);
    await expect(say(older, together(said('b')))).rejects.toThrow(UnknownEvent);
    await older.close();
    await directory.close();
    const replaced = await nodes.open(server.connectionString, {}, folder);
    expect(positionsOf(allEvents(replaced.ledger))).toEqual([1, 2]);
    expect(positionsOf(await say(replaced.ledger, together(said('b'))))).toEqual([3]);
  });
});
