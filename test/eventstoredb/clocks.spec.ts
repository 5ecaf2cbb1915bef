import { ClockApart } from '@outturn/ledger';
import { StandingClock } from '../../libs/ledger/src/contract/ledger-adapter.js';
import { contractViews } from '../../libs/ledger/src/contract/contract-views.js';
import { allEvents, said, say, together } from '../../libs/ledger/src/contract/sayings.js';
import { openStreamStore, StreamDirectory } from '@outturn/ledger';
import type { EventStoreServer } from './server/event-store-server.js';
import { Connections, describeTestServer } from './server-under-test.js';
import { Nodes } from './faults/nodes.js';

const connections = new Connections();
const nodes = new Nodes();
const NOW = Date.parse('2026-11-22T09:00:00.000Z');
const at = (milliseconds: number): string => new Date(milliseconds).toISOString();

describeTestServer("a clock (skipped with ESDB_URL: a real server's clock is not set by tests)", () => {
  let server: EventStoreServer;
  let storeTime = NOW;
  const opened: { close(): Promise<void> }[] = [];
  beforeEach(async () => {
    storeTime = NOW;
    server = await connections.server({ now: () => storeTime });
    await directory(new StandingClock(at(NOW))).create('walsall');
  });
  afterEach(async () => {
    for (const each of opened.splice(0).toReversed()) await each.close();
    await nodes.end();
    await connections.end();
  });

  function directory(clock: StandingClock): StreamDirectory {
    const store = openStreamStore({ kind: 'eventstoredb', connection: server.connectionString });
    const made = new StreamDirectory(nodes.folder(), store, {
      views: contractViews,
      clock,
      readEvent: (event) => event,
      part: 'node',
    });
    opened.push(made);
    return made;
  }

  async function node(time: number) {
    const clock = new StandingClock(at(time));
    const ledger = await directory(clock).open('walsall');
    opened.push(ledger);
    return { clock, ledger };
  }

  it.each([-4_900, 0, 4_900])(
    "of a node that is %p ms from the store's may say when something is recorded",
    async (away) => {
      const { ledger, clock } = await node(NOW + away);
      expect((await say(ledger, together(said('a'))))[0]?.recordedAt).toBe(clock.time);
    },
  );

  it.each([-5_100, 5_100, 3_600_000])(
    "of a node that is %p ms from the store's may not, until it is set right",
    async (away) => {
      const { ledger, clock } = await node(NOW + away);
      const refused = say(ledger, together(said('a')));
      await expect(refused).rejects.toThrow(ClockApart);
      await expect(refused).rejects.toThrow(/away from the store's: set both by one time service; nothing was written/);
      expect(allEvents(ledger)).toEqual([]);
      clock.time = at(NOW);
      expect(await say(ledger, together(said('a')))).toHaveLength(1);
    },
  );

  it("that is behind the other node's last event refuses to write, and reads on; the other goes on", async () => {
    const [right, late] = [await node(NOW), await node(NOW)];
    await say(late.ledger, together(said('a')));
    storeTime = NOW + 60_000;
    right.clock.time = at(NOW + 60_000);
    // Its own first event was a minute ago, so the store is asked again.
    await say(right.ledger, together(said('a'))).catch(() => say(right.ledger, together(said('a'))));
    while (allEvents(late.ledger).length < 2) await new Promise(setImmediate);
    const refused = say(late.ledger, together(said('a')));
    await expect(refused).rejects.toThrow(ClockApart);
    await expect(refused).rejects.toThrow("60.0 s behind the ledger's last event (2026-11-22T09:01:00.000Z)");
    expect(allEvents(late.ledger)).toHaveLength(2);
    late.clock.time = at(NOW + 56_000);
    storeTime = NOW + 56_000;
    const [event] = await say(late.ledger, together(said('a')));
    expect(event).toMatchObject({ position: 3, recordedAt: at(NOW + 60_000) });
  });
});
