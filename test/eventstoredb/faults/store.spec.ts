import { setTimeout as pause } from 'node:timers/promises';
import { StoreUnavailable } from '@outturn/ledger';
import { EventStoreServer } from '../server/event-store-server.js';
import type { Effect, Moment } from '../server/fault-plan.js';
import { Link } from '../server/link.js';
import { describeTestServer } from '../server-under-test.js';
import { expectOneHistory, historyOf, Nodes } from './nodes.js';
import { STREAM, type OutturnNode } from './outturn-node.js';

const nodes = new Nodes();
let server: EventStoreServer;
let node: OutturnNode;

const begin = async (options: Parameters<typeof EventStoreServer.start>[0] = {}): Promise<void> => {
  server = await EventStoreServer.start(options);
  await nodes.found(server.connectionString);
  node = await nodes.open(server.connectionString);
};

afterEach(async () => {
  server.liftFaults();
  await nodes.end();
  await server.stop();
});

/** Eight callers at once, each with commands of its own, one after the other. */
async function eightCallers(at: OutturnNode, commands = 4): Promise<string[]> {
  const answered: string[] = [];
  const caller = async (name: number): Promise<void> => {
    for (let command = 1; command <= commands; command += 1) {
      await at.say(`${name}/${command}`);
      answered.push(`${name}/${command}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, name) => caller(name)));
  return answered;
}

/** What each caller said stands in the order in which it said it. */
function expectOrder(keys: readonly string[]): void {
  const callers = new Set(keys.map((key) => key.split('/')[0]));
  for (const caller of callers) {
    const own = keys.filter((key) => key.startsWith(`${caller}/`)).map((key) => Number(key.split('/')[1]));
    expect(own).toEqual(own.toSorted((a, b) => a - b));
  }
}

describeTestServer('faults of the store (skipped with ESDB_URL: only the test server has them on demand)', () => {
  describe('an append', () => {
    beforeEach(() => begin());

    it.each<[string, Moment, Effect]>([
      ['whose link is cut before the write', 'before the write', 'cut'],
      ['whose link is cut during the write', 'midway', 'cut'],
      ['whose link is cut after the write', 'after the write', 'cut'],
      ['that the server is too busy for', 'before the write', 'busy'],
      ['that a server which shuts down gives back', 'before the write', 'cancel'],
      ['that is never answered and not written', 'before the write', 'hang'],
      ['that is written and never answered', 'after the write', 'hang'],
      ['that is written and answered with an error', 'after the write', 'busy'],
    ])('%s has one effect: nothing is lost, doubled or reordered', async (_words, at, does) => {
      const faults = [1, 2].map((skip) => server.fault({ call: 'append', stream: STREAM, at, does, skip }));
      const answered = await eightCallers(node);
      for (const fault of faults) expect(fault.strikes).toBe(1);
      expect(answered).toHaveLength(32);
      expectOrder(historyOf(node).keys);
      // What hung is let go, and comes too late to be written again.
      server.liftFaults();
      await expectOneHistory(nodes, server.connectionString, [node], answered);
    });

    it('whose read behind it is cut is answered from what the stream has', async () => {
      server.fault({ call: 'read', stream: STREAM, at: 'on arrival', does: 'cut', skip: 1 });
      const answered = await eightCallers(node);
      await expectOneHistory(nodes, server.connectionString, [node], answered);
    });

    it('that the store has acknowledged and kept otherwise stops the replica, whichever of the two it hears first', async () => {
      // The first one is read back; those soon after it are taken in on the store's word.
      await node.say('first');
      const garble = (): void => {
        const kept = server.log.eventsOf(STREAM).findLast(({ type }) => type === 'Said');
        if (kept === undefined) throw new Error('nothing was kept');
        const words = Buffer.from(kept.data).toString().replace('"second"', '"other!"');
        Object.assign(kept, { data: Buffer.from(words) });
      };
      const fault = server.fault({ call: 'append', stream: STREAM, at: 'after the write', does: garble });
      await Promise.allSettled([node.say('second', 'an entity of its own')]);
      expect(fault.strikes).toBe(1);
      while (node.ledger.standing.stopped === null) await pause(5);
      expect(node.ledger.standing.stopped).toMatch(/record \d+ of the stream is not what this replica took in/);
      expect(() => node.ledger.read((reader) => reader.head())).toThrow('is not what this replica took in');
    });

    it('that stays without an answer is reported as neither written nor refused, and its retry has one effect', async () => {
      const hasty = await nodes.open(server.connectionString, { call: 200, settle: 1_000 });
      await hasty.say('a');
      const hang = server.fault({ call: 'append', stream: STREAM, at: 'after the write', does: 'hang', times: 100 });
      await expect(hasty.say('b')).rejects.toThrow(StoreUnavailable);
      expect(hang.strikes).toBeGreaterThan(1);
      server.liftFaults();
      await hasty.say('b');
      await expectOneHistory(nodes, server.connectionString, [node, hasty], ['a', 'b']);
    });
  });

  describe('a server', () => {
    it('that is gone and comes back is waited for, by those who write and by those who follow', async () => {
      await begin();
      const follower = await nodes.open(server.connectionString);
      await node.say('before');
      await server.stop();
      const waiting = Promise.all([node.say('during 1'), node.say('during 2')]);
      while (node.ledger.standing.broken === null) await pause(20);
      expect(node.ledger.read((reader) => reader.position)).toBe(3);
      await server.resume();
      await waiting;
      await node.say('after');
      await expectOneHistory(
        nodes,
        server.connectionString,
        [node, follower],
        ['before', 'during 1', 'during 2', 'after'],
      );
    });

    it('that is gone for longer than a writer waits says so, and what was sent may be sent again', async () => {
      await begin();
      const hasty = await nodes.open(server.connectionString, { call: 200, settle: 500 });
      await server.stop();
      await expect(hasty.say('a')).rejects.toThrow(StoreUnavailable);
      await server.resume();
      await hasty.say('a');
      await expectOneHistory(nodes, server.connectionString, [node, hasty], ['a']);
    });
  });

  describe('the leader', () => {
    it.each<[string, Moment]>([
      ['before a write', 'before the write'],
      ['after a write', 'after the write'],
    ])('may move %s: the node follows it, and nothing is lost or doubled', async (_words, at) => {
      await begin({ nodes: 3 });
      const follower = await nodes.open(server.connectionString);
      const move = server.fault({
        call: 'append',
        stream: STREAM,
        at,
        skip: 2,
        does: () => {
          server.lead(1);
          server.nodes[0]?.cutLinks();
        },
      });
      const answered = await eightCallers(node);
      expect(move.strikes).toBe(1);
      await server.nodes[0]?.stop();
      await node.say('later');
      await expectOneHistory(nodes, server.connectionString, [node, follower], [...answered, 'later']);
    });

    it('is the only one that is asked, because a follower may be behind it', async () => {
      await begin({ nodes: 2 });
      server.lead(1);
      const asked: number[] = [];
      const ask = { does: (port: number) => void asked.push(port), stream: STREAM, times: Infinity };
      server.fault({ call: 'append', at: 'before the write', ...ask });
      server.fault({ call: 'read', at: 'midway', ...ask });
      // The link to the first node stays, and it would answer whoever does not insist.
      await node.say('a');
      const behind = await nodes.open(server.connectionString);
      await behind.say('b');
      expect(asked.length).toBeGreaterThan(4);
      expect(new Set(asked)).toEqual(new Set([server.nodes[1]?.port]));
      await expectOneHistory(nodes, server.connectionString, [node, behind], ['a', 'b']);
    });
  });

  describe('a subscription', () => {
    beforeEach(() => begin());

    it.each<[string, Effect]>([
      ['stalls', 'hang'],
      ['is cut', 'cut'],
      ['is given back by a server that shuts down', 'cancel'],
      ['ends as if there were nothing more to come', 'end'],
      ['is too much for the server', 'busy'],
    ])('that %s is taken up where the replica stands: nothing is skipped or doubled', async (_words, does) => {
      await node.say('first');
      // Every subscription from now on gives two records and then does this, three times.
      const fault = server.fault({ call: 'subscribe', stream: STREAM, at: 'midway', after: 2, does, times: 3 });
      const follower = await nodes.open(server.connectionString);
      const answered = await eightCallers(node);
      await follower.shows(33 * 3);
      expect(fault.strikes).toBeGreaterThan(0);
      server.liftFaults();
      await expectOneHistory(nodes, server.connectionString, [node, follower], ['first', ...answered]);
    });

    it('over a link that goes silent is given up, and taken up when the link is back', async () => {
      const [first] = server.nodes;
      if (first === undefined) throw new Error('a server has a node');
      const link = await Link.to(first);
      try {
        const behind = await nodes.open(`esdb://${link.host}:${link.port}?tls=false`, { call: 300 });
        await node.say('a');
        await behind.shows(3);
        link.stall();
        await node.say('b');
        while (behind.ledger.standing.broken === null) await pause(20);
        expect(behind.ledger.read((reader) => reader.position)).toBe(3);
        link.flow();
        await behind.shows(6);
        await expectOneHistory(nodes, server.connectionString, [node, behind], ['a', 'b']);
        await nodes.close(behind);
      } finally {
        await link.close();
      }
    });
  });
});
