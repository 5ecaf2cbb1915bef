import {
  MaxAppendSizeExceededError,
  WrongExpectedVersionError,
  type AppendExpectedRevision,
  type EventStoreDBClient,
} from '@eventstore/db-client';
import {
  appending,
  Connections,
  describeTestServer,
  event,
  freshStream,
  numbersIn,
  onceBack,
} from '../server-under-test.js';
import { EventLog } from './event-log.js';

const connections = new Connections();
let client: EventStoreDBClient;
let stream: string;
beforeEach(async () => {
  client = await connections.any();
  stream = freshStream();
});
afterEach(() => connections.end());

describe.each(Object.entries(appending))('%s', (_, append) => {
  const say = (numbers: number[], at: AppendExpectedRevision) =>
    append(
      client,
      stream,
      numbers.map((number) => event(stream, number)),
      at,
    );

  it('answers with the revision of the last event, and with its place in $all', async () => {
    const first = await say([1, 2], 'no_stream');
    const second = await say([3], 1n);
    expect([first.nextExpectedRevision, second.nextExpectedRevision]).toEqual([1n, 2n]);
    expect(second.position?.commit).toBeGreaterThan((first.position?.commit ?? 0n) + 1n);
    expect(await numbersIn(client, stream)).toEqual([1, 2, 3]);
  });

  it.each<[AppendExpectedRevision, number[], bigint | 'no_stream']>([
    [0n, [], 'no_stream'],
    ['stream_exists', [], 'no_stream'],
    ['no_stream', [1, 2], 1n],
    [0n, [1, 2], 1n],
    [2n, [1, 2], 1n],
  ])('refuses %p where the stream holds %p, and says what is there', async (expected, there, actual) => {
    if (there.length > 0) await say(there, 'no_stream');
    await expect(say([9], expected)).rejects.toMatchObject({
      constructor: WrongExpectedVersionError,
      streamName: stream,
      expectedVersion: expected,
      actualVersion: actual,
    });
    if (there.length > 0) expect(await numbersIn(client, stream)).toEqual(there);
  });

  it.each<AppendExpectedRevision>(['any', 'stream_exists', 1n])(
    'takes %p where the stream is as it says',
    async (at) => {
      await say([1, 2], 'no_stream');
      expect((await say([3], at)).nextExpectedRevision).toBe(2n);
    },
  );

  it.each<[AppendExpectedRevision, number[]]>([
    ['no_stream', [1, 2]],
    [1n, [3, 4]],
    ['any', [3, 4]],
    ['stream_exists', [1]],
  ])('a retry with %p of %p writes nothing and has the answer of its first try', async (at, numbers) => {
    await say([1, 2], 'no_stream');
    await say([3, 4], 1n);
    await say([5], 3n);
    const last = BigInt((numbers.at(-1) ?? 0) - 1);
    expect((await say(numbers, at)).nextExpectedRevision).toBe(last);
    expect(await numbersIn(client, stream)).toEqual([1, 2, 3, 4, 5]);
  });

  it.each<[string, AppendExpectedRevision, number[]]>([
    ['is at another revision', 0n, [3, 4]],
    ['goes on past what was written', 1n, [3, 4, 5]],
    ['has another event among its own', 1n, [3, 9]],
    ['begins with a known event and goes on with a new one', 'any', [3, 9]],
  ])('is no retry where it %s', async (_words, at, numbers) => {
    await say([1, 2], 'no_stream');
    await say([3, 4], 1n);
    await expect(say(numbers, at)).rejects.toBeInstanceOf(WrongExpectedVersionError);
    expect(await numbersIn(client, stream)).toEqual([1, 2, 3, 4]);
  });

  it('takes an id that another stream has used before for a new event, and knows no retry with any by it', async () => {
    await append(client, freshStream(), [event(stream, 1)], 'no_stream');
    for (const revision of [0n, 1n]) expect((await say([1], 'any')).nextExpectedRevision).toBe(revision);
    expect(await numbersIn(client, stream)).toEqual([1, 1]);
  });

  it('takes no append of more than 1 MiB, and nothing of it is there', async () => {
    await expect(
      append(client, stream, [event(stream, 1), event(stream, 2, 1024 * 1024)], 'no_stream'),
    ).rejects.toBeInstanceOf(MaxAppendSizeExceededError);
    expect((await say([1], 'no_stream')).nextExpectedRevision).toBe(0n);
  });

  it('takes the events of one append together: no other writer comes between', async () => {
    const writers = Array.from({ length: 8 }, (_, index) => say([index * 10, index * 10 + 1], 'any'));
    await Promise.all(writers);
    const numbers = await numbersIn(client, stream);
    expect(numbers).toHaveLength(16);
    for (let at = 0; at < 16; at += 2) expect(numbers[at + 1]).toBe((numbers[at] ?? 0) + 1);
  });
});

describe('a batch that is larger than a chunk of the client', () => {
  it('comes in several chunks and is written whole', async () => {
    const events = Array.from({ length: 40 }, (_, index) => event(stream, index, 20_000));
    await client.appendToStream(stream, events, { expectedRevision: 'no_stream', batchAppendSize: 64 * 1024 });
    expect(await numbersIn(client, stream)).toEqual(events.map((_, index) => index));
  });
});

describeTestServer('the ids that a server remembers (skipped with ESDB_URL: a real one remembers many more)', () => {
  it('are so many of all streams together: an older one is no retry with any', () => {
    const log = new EventLog();
    const bytes = new Uint8Array();
    const proposed = (id: string) => ({
      id,
      type: 'Said',
      contentType: 'application/json',
      data: bytes,
      metadata: bytes,
    });
    const say = (name: string, id: string) => log.append(name, 'any', [proposed(id)]);
    say('a', 'first');
    for (let other = 1; other < 9_999; other += 1) say('b', String(other));
    expect(say('a', 'first')).toMatchObject({ revision: 0 });
    for (let other = 0; other < 2; other += 1) say('b', `another ${other}`);
    expect(say('a', 'first')).toMatchObject({ revision: 1 });
  });
});

describeTestServer('a restart (skipped with ESDB_URL: a real server is not restarted by tests)', () => {
  it('keeps retries with a revision, and forgets those with any', async () => {
    const server = await connections.server();
    const one = connections.client(server.connectionString);
    const append = appending['the unary Append'];
    await append(one, stream, [event(stream, 1)], 'no_stream');
    await server.stop();
    await server.resume();
    expect((await onceBack(() => append(one, stream, [event(stream, 1)], 'no_stream'))).nextExpectedRevision).toBe(0n);
    expect((await append(one, stream, [event(stream, 1)], 'any')).nextExpectedRevision).toBe(1n);
  });
});
