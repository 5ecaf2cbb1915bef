import {
  BACKWARDS,
  END,
  eventTypeFilter,
  FORWARDS,
  jsonEvent,
  START,
  StreamDeletedError,
  StreamNotFoundError,
  streamNameFilter,
  WrongExpectedVersionError,
  type EventStoreDBClient,
  type Position,
  type ResolvedEvent,
} from '@eventstore/db-client';
import {
  appending,
  Connections,
  describeTestServer,
  event,
  freshStream,
  idOf,
  numbersIn,
  realServer,
  unary,
} from '../server-under-test.js';

const connections = new Connections();
const append = appending['the unary Append'];
let client: EventStoreDBClient;
let stream: string;
beforeEach(async () => {
  client = await connections.any();
  stream = freshStream();
});
afterEach(() => connections.end());

async function collected<One>(events: AsyncIterable<One>): Promise<One[]> {
  const all: One[] = [];
  for await (const one of events) all.push(one);
  return all;
}

/** Takes so many events of a subscription, and leaves it. */
async function taken(
  subscription: AsyncIterable<ResolvedEvent> & { unsubscribe(): Promise<void> },
  count: number,
): Promise<ResolvedEvent[]> {
  const events: ResolvedEvent[] = [];
  for await (const one of subscription) {
    events.push(one);
    if (events.length === count) break;
  }
  await subscription.unsubscribe();
  return events;
}

const revisions = (events: readonly ResolvedEvent[]): (bigint | undefined)[] =>
  events.map(({ event: read }) => read?.revision);

const write = (numbers: readonly number[], name = stream) =>
  append(
    client,
    name,
    numbers.map((number) => event(name, number)),
    'any',
  );

describe('an event that was read', () => {
  it('has what it was written with, its stream, its revision, its place and when it came', async () => {
    const metadata = { root: 'abc', $correlationId: 'c' };
    const before = Date.now();
    await append(
      client,
      stream,
      [jsonEvent({ id: idOf(stream, 7), type: 'Said', data: { über: 'ß' }, metadata })],
      'no_stream',
    );
    const [read] = await collected(client.readStream(stream));
    expect(read?.event).toMatchObject({
      streamId: stream,
      id: idOf(stream, 7),
      type: 'Said',
      isJson: true,
      revision: 0n,
    });
    expect(read?.event).toMatchObject({ data: { über: 'ß' }, metadata });
    expect(read?.event?.position).toEqual({ commit: read?.commitPosition, prepare: expect.any(BigInt) });
    expect(Math.abs((read?.event?.created.getTime() ?? 0) - before)).toBeLessThan(60_000);
  });
});

describeTestServer('an event whose JSON does not parse (skipped with ESDB_URL: the client writes none)', () => {
  it('comes as the text that it is, without an error', async () => {
    const server = await connections.server();
    const data = Buffer.from('{"broken":');
    const metadata = new Uint8Array();
    server.log.append(stream, 'no stream', [
      { id: idOf(stream, 1), type: 'Said', contentType: 'application/json', data, metadata },
    ]);
    const [read] = await collected(connections.client(server.connectionString).readStream(stream));
    expect(read?.event).toMatchObject({ isJson: true, data: '{"broken":' });
  });
});

describe('a read of a stream', () => {
  beforeEach(() => write([0, 1, 2, 3, 4]));

  it.each([
    ['forwards from the start', FORWARDS, START, 9, [0n, 1n, 2n, 3n, 4n]],
    ['forwards from a revision, that one included', FORWARDS, 3n, 9, [3n, 4n]],
    ['forwards from past the end', FORWARDS, 5n, 9, []],
    ['backwards from the end', BACKWARDS, END, 2, [4n, 3n]],
    ['backwards from a revision, that one included', BACKWARDS, 1n, 9, [1n, 0n]],
  ] as const)('%s', async (_words, direction, fromRevision, maxCount, expected) => {
    const events = await collected(client.readStream(stream, { direction, fromRevision, maxCount }));
    expect(revisions(events)).toEqual(expected);
  });

  it('of one that is not there says so', async () => {
    await expect(collected(client.readStream(freshStream()))).rejects.toBeInstanceOf(StreamNotFoundError);
  });
});

describe('a read of $all', () => {
  const placesOf = async (count: number): Promise<Position[]> => {
    const events = await collected(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: count }));
    return events.flatMap(({ event: read }) => (read?.position === undefined ? [] : [read.position])).reverse();
  };

  it('is never empty, and its places rise without being dense', async () => {
    await write([0, 1, 2]);
    const places = await placesOf(3);
    const steps = places.slice(1).map(({ commit }, index) => commit - (places[index]?.commit ?? 0n));
    expect(steps.every((step) => step > 1n)).toBe(true);
    expect(await collected(client.readAll({ maxCount: 1 }))).toHaveLength(1);
  });

  it('begins at a place forwards, and before it backwards', async () => {
    await write([0, 1, 2]);
    const [first, second, third] = await placesOf(3);
    if (first === undefined || second === undefined || third === undefined) throw new Error('three were written');
    const onwards = await collected(client.readAll({ fromPosition: second, maxCount: 2 }));
    expect(onwards.map(({ commitPosition }) => commitPosition)).toEqual([second.commit, third.commit]);
    const [back] = await collected(client.readAll({ direction: BACKWARDS, fromPosition: second, maxCount: 1 }));
    expect(back?.commitPosition).toBe(first.commit);
  });
});

describe('a subscription to a stream', () => {
  it('begins after the revision that it names, says that it caught up, and goes on with what comes', async () => {
    await write([0, 1, 2]);
    const subscription = client.subscribeToStream(stream, { fromRevision: 0n });
    const live = new Promise<void>((resolve) => void subscription.on('caughtUp', resolve));
    const events = taken(subscription, 4);
    await live;
    await write([3, 4]);
    expect(revisions(await events)).toEqual([1n, 2n, 3n, 4n]);
  });

  it('waits for one that is not there yet, and does not say that it caught up before its first event', async () => {
    const subscription = client.subscribeToStream(stream);
    const heard: string[] = [];
    const confirmed = new Promise<void>((resolve) => void subscription.on('confirmation', resolve));
    subscription.on('caughtUp', () => void heard.push('caught up'));
    const first = new Promise<void>((resolve) => {
      subscription.on('data', ({ event: read }: ResolvedEvent) => {
        heard.push(`event ${read?.revision}`);
        resolve();
      });
    });
    await confirmed;
    await write([0]);
    await first;
    await subscription.unsubscribe();
    expect(heard[0]).toBe('event 0');
  });

  it('from the end has only what comes', async () => {
    await write([0, 1]);
    const subscription = client.subscribeToStream(stream, { fromRevision: END });
    const live = new Promise<void>((resolve) => void subscription.on('caughtUp', resolve));
    const events = taken(subscription, 1);
    await live;
    await write([2]);
    expect(revisions(await events)).toEqual([2n]);
  });

  it('loses and doubles nothing while it passes from what was there to what comes', async () => {
    const numbers = Array.from({ length: 200 }, (_, index) => index);
    await write(numbers.slice(0, 100));
    const events = taken(client.subscribeToStream(stream), 200);
    for (const number of numbers.slice(100)) await write([number]);
    expect(revisions(await events)).toEqual(numbers.map(BigInt));
  });
});

describe('a subscription to $all', () => {
  const startOf = async (): Promise<Position> => {
    const [last] = await collected(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 }));
    if (last?.event?.position === undefined) throw new Error('$all is never empty');
    return last.event.position;
  };

  it.each([
    ['by the name of the stream', () => streamNameFilter({ prefixes: [stream] })],
    ['by the type of the event', () => eventTypeFilter({ regex: '^Said$' })],
  ])('has what its filter lets through %s, from after its place on', async (_words, filter) => {
    await write([0]);
    const fromPosition = await startOf();
    await append(client, freshStream(), [jsonEvent({ type: 'Other', data: {} })], 'any');
    await write([1, 2]);
    const events = await taken(client.subscribeToAll({ fromPosition, filter: filter() }), 2);
    expect(revisions(events)).toEqual([1n, 2n]);
  });

  it('is told every interval times window events that it has seen where the last window began, without a prepare position', async () => {
    const fromPosition = await startOf();
    const last = (await write([0, 1, 2, 3, 4, 5, 6, 7])).position;
    const places = await collected(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 9 }));
    const reached: Position[] = [];
    const done = Promise.withResolvers<void>();
    const subscription = client.subscribeToAll({
      fromPosition,
      filter: eventTypeFilter({
        prefixes: ['Nothing'],
        maxSearchWindow: 2,
        checkpointInterval: 2,
        checkpointReached: async (_subscription, position) => {
          reached.push(position);
          if (reached.length === 2) done.resolve();
        },
      }),
    });
    subscription.on('data', () => undefined);
    await done.promise;
    await subscription.unsubscribe();
    const [first, second] = reached;
    // Others may write to a real server meanwhile: then windows begin elsewhere, and no later.
    expect(first?.commit).toBeGreaterThanOrEqual(fromPosition.commit);
    expect(second?.commit).toBeGreaterThan(first?.commit ?? 0n);
    expect(second?.commit).toBeLessThan(last?.commit ?? 0n);
    expect(reached.map(({ prepare }) => prepare)).toEqual([0n, 0n]);
    if (realServer === undefined) expect(second?.commit).toBe(places[1]?.commitPosition);
  });
});

describe('a stream that was softly deleted', () => {
  beforeEach(async () => {
    await write([0, 1, 2]);
    await client.deleteStream(stream, { expectedRevision: 2n });
  });

  it('is not found', async () => {
    await expect(numbersIn(client, stream)).rejects.toBeInstanceOf(StreamNotFoundError);
  });

  it.each(['no_stream', 'any', 2n] as const)('starts again with %p, and goes on with its numbers', async (at) => {
    expect((await append(client, stream, [event(stream, 3)], at)).nextExpectedRevision).toBe(3n);
    expect(revisions(await collected(client.readStream(stream)))).toEqual([3n]);
  });

  it('is deleted for a writer who expects it to exist', async () => {
    await expect(append(client, stream, [event(stream, 3)], 'stream_exists')).rejects.toBeInstanceOf(
      StreamDeletedError,
    );
  });

  it('keeps its events in $all', async () => {
    const events = await collected(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 4 }));
    expect(events.filter(({ event: read }) => read?.streamId === stream)).toHaveLength(3);
  });
});

describe('a tombstone', () => {
  it('ends a stream for good: for writers, for readers and for what is deleted again', async () => {
    await write([0]);
    await client.tombstoneStream(stream);
    await expect(write([1])).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(client.appendToStream(stream, [event(stream, 2)])).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(numbersIn(client, stream)).rejects.toBeInstanceOf(StreamDeletedError);
    await expect(client.deleteStream(stream)).rejects.toBeInstanceOf(StreamDeletedError);
  });
});

describe('a deletion', () => {
  it('of a stream that was never written is refused, even with any', async () => {
    await expect(client.deleteStream(stream)).rejects.toBeInstanceOf(WrongExpectedVersionError);
  });

  it('at another revision is refused, and says what is there', async () => {
    await write([0, 1]);
    await expect(client.deleteStream(stream, { expectedRevision: 0n })).rejects.toMatchObject({ actualVersion: 1n });
    expect(await numbersIn(client, stream)).toEqual([0, 1]);
  });
});

describe('the metadata of a stream', () => {
  it('reads back as it was set, and is empty before', async () => {
    expect(await client.getStreamMetadata(stream)).toEqual({ streamName: stream });
    await client.setStreamMetadata(stream, { maxCount: 3, owner: 'walsall' }, unary);
    expect(await client.getStreamMetadata(stream)).toMatchObject({ metadata: { maxCount: 3, owner: 'walsall' } });
  });

  it.each([
    ['maxCount', { maxCount: 2 }, [3n, 4n]],
    ['truncateBefore', { truncateBefore: 1 }, [1n, 2n, 3n, 4n]],
    ['both', { maxCount: 2, truncateBefore: 4 }, [4n]],
  ])('hides events by %s from readers of the stream, not from those of $all', async (_words, metadata, seen) => {
    await write([0, 1, 2, 3, 4]);
    await client.setStreamMetadata(stream, metadata, unary);
    expect(revisions(await collected(client.readStream(stream)))).toEqual(seen);
    const all = await collected(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 6 }));
    expect(all.filter(({ event: read }) => read?.streamId === stream)).toHaveLength(5);
  });
});

describeTestServer('the age of events (skipped with ESDB_URL: a real server has its own clock)', () => {
  it('hides what is older than $maxAge', async () => {
    let now = Date.now();
    const server = await connections.server({ now: () => now });
    const one = connections.client(server.connectionString);
    await append(one, stream, [event(stream, 0)], 'no_stream');
    await one.setStreamMetadata(stream, { maxAge: 60 }, unary);
    now += 59_000;
    await append(one, stream, [event(stream, 1)], 0n);
    expect(await numbersIn(one, stream)).toEqual([0, 1]);
    now += 2_000;
    expect(await numbersIn(one, stream)).toEqual([1]);
  });
});
