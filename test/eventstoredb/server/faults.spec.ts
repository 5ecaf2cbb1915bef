import {
  CancelledError,
  DeadlineExceededError,
  UnavailableError,
  UnknownError,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import { appending, Connections, describeTestServer, event, numbersIn, onceBack, unary } from '../server-under-test.js';
import type { EventStoreServer } from './event-store-server.js';
import { Link } from './link.js';

const connections = new Connections();
let server: EventStoreServer;
let client: EventStoreDBClient;
beforeEach(async () => {
  server = await connections.server();
  client = connections.client(server.connectionString);
});
afterEach(() => connections.end());

const append = appending['the unary Append'];
const there = (): number => server.log.eventsOf('a').length;

describeTestServer('faults on demand (skipped with ESDB_URL: a real server has none)', () => {
  it.each([
    ['is busy', 'busy', UnavailableError],
    ['shuts down', 'cancel', CancelledError],
    ['cuts the link', 'cut', UnavailableError],
  ] as const)(
    'a server that %s before the write has written nothing, and a retry writes',
    async (_words, does, error) => {
      server.fault({ call: 'append', at: 'before the write', does });
      await expect(append(client, 'a', [event('a', 1)], 'no_stream')).rejects.toBeInstanceOf(error);
      expect(there()).toBe(0);
      expect((await onceBack(() => append(client, 'a', [event('a', 1)], 'no_stream'))).nextExpectedRevision).toBe(0n);
    },
  );

  it('a link that is cut while an append comes in leaves nothing of it', async () => {
    server.fault({ call: 'append', at: 'midway', after: 2, does: 'cut' });
    await expect(append(client, 'a', [event('a', 1), event('a', 2), event('a', 3)], 'no_stream')).rejects.toThrow();
    expect(there()).toBe(0);
  });

  it.each(['cut', 'busy'] as const)(
    'a write whose answer is lost (%s) is there, and its retry writes no second',
    async (does) => {
      server.fault({ call: 'append', at: 'after the write', does });
      await expect(append(client, 'a', [event('a', 1)], 'no_stream')).rejects.toBeInstanceOf(UnavailableError);
      expect(there()).toBe(1);
      expect((await onceBack(() => append(client, 'a', [event('a', 1)], 'no_stream'))).nextExpectedRevision).toBe(0n);
      expect(there()).toBe(1);
    },
  );

  it('an append that hangs ends at its deadline by the unary RPC', async () => {
    const fault = server.fault({ call: 'append', at: 'on arrival', does: 'hang' });
    const hanging = client.appendToStream('a', [event('a', 1)], {
      ...unary,
      expectedRevision: 'no_stream',
      deadline: 100,
    });
    await expect(hanging).rejects.toBeInstanceOf(DeadlineExceededError);
    expect(fault.strikes).toBe(1);
    fault.lift();
    expect(there()).toBe(0);
  });

  it('says "busy" to one append of a batch call, which the client does not recognise, and takes the next', async () => {
    server.fault({ call: 'batch append', at: 'before the write', does: 'busy' });
    await expect(client.appendToStream('a', [event('a', 1)])).rejects.toBeInstanceOf(UnknownError);
    expect((await client.appendToStream('a', [event('a', 1)])).nextExpectedRevision).toBe(0n);
  });

  it('a batch call that ends cleanly leaves its append without an answer for ever', async () => {
    const ended = server.fault({ call: 'batch append', at: 'before the write', does: 'end' });
    let settled = false;
    client.appendToStream('a', [event('a', 1)]).then(
      () => (settled = true),
      () => (settled = true),
    );
    await ended.struck;
    // A whole call of another kind goes there and back meanwhile.
    await expect(numbersIn(client, 'a')).rejects.toThrow('not found');
    expect([settled, there()]).toEqual([false, 0]);
  });

  it('a call with one answer cannot be ordered to end without it', () => {
    expect(() => server.fault({ call: 'append', at: 'on arrival', does: 'end' })).toThrow(RangeError);
  });

  it.each([
    ['cut', UnavailableError],
    ['cancel', CancelledError],
  ] as const)('a subscription that is dropped midway (%s) says so, after what it had', async (does, error) => {
    await append(client, 'a', [event('a', 1), event('a', 2), event('a', 3)], 'no_stream');
    server.fault({ call: 'subscribe', at: 'midway', after: 2, does });
    const seen: (bigint | undefined)[] = [];
    const following = (async () => {
      for await (const one of client.subscribeToStream('a')) seen.push(one.event?.revision);
    })();
    await expect(following).rejects.toBeInstanceOf(error);
    expect(seen).toEqual([0n, 1n].slice(0, seen.length));
  });

  it('a subscription that stalls says nothing, and goes on where it was', async () => {
    await append(client, 'a', [event('a', 1), event('a', 2), event('a', 3)], 'no_stream');
    const stall = server.fault({ call: 'subscribe', at: 'midway', after: 2, does: 'hang' });
    const seen: (bigint | undefined)[] = [];
    const subscription = client.subscribeToStream('a');
    const done = new Promise<void>((resolve) => {
      subscription.on('data', (one) => {
        seen.push(one.event?.revision);
        if (seen.length === 3) resolve();
      });
    });
    await stall.struck;
    await append(client, 'b', [event('b', 4)], 'no_stream');
    expect(seen.length).toBeLessThan(3);
    stall.lift();
    await done;
    expect(seen).toEqual([0n, 1n, 2n]);
  });

  it('strikes after as many calls as it was told to let pass, and as often as it was told', async () => {
    const fault = server.fault({ call: 'append', at: 'before the write', does: 'busy', skip: 1, times: 2 });
    const outcomes: string[] = [];
    for (const number of [1, 2, 3, 4]) {
      outcomes.push(
        await append(client, 'a', [event('a', number)], 'any').then(
          () => 'taken',
          () => 'busy',
        ),
      );
    }
    expect(outcomes).toEqual(['taken', 'busy', 'busy', 'taken']);
    expect(fault.strikes).toBe(2);
  });

  it('a server that went and came back has what it had', async () => {
    await append(client, 'a', [event('a', 1)], 'no_stream');
    await server.stop();
    await expect(append(client, 'a', [event('a', 2)], 0n)).rejects.toBeInstanceOf(UnavailableError);
    await server.resume();
    await onceBack(() => append(client, 'a', [event('a', 2)], 0n));
    expect(await numbersIn(client, 'a')).toEqual([1, 2]);
  });
});

describeTestServer('a link that stalls (skipped with ESDB_URL: the suite knows no address for it)', () => {
  it('brings nothing either way until it flows again', async () => {
    const [node] = server.nodes;
    if (node === undefined) throw new Error('a server has a node');
    const link = await Link.to(node);
    try {
      const slow = connections.client(`esdb://${link.host}:${link.port}?tls=false`);
      await append(slow, 'a', [event('a', 1)], 'no_stream');
      link.stall();
      const stalled = slow.appendToStream('a', [event('a', 2)], { ...unary, expectedRevision: 0n, deadline: 100 });
      await expect(stalled).rejects.toBeInstanceOf(DeadlineExceededError);
      expect(there()).toBe(1);
      link.flow();
      await append(slow, 'a', [event('a', 2)], 0n);
      expect(await numbersIn(client, 'a')).toEqual([1, 2]);
    } finally {
      await link.close();
    }
  });
});
