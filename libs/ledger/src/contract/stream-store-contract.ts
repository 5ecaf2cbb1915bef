import { randomUUID } from 'node:crypto';
import {
  APPEND_LIMIT,
  everyRecord,
  NoSuchStream,
  StreamErased,
  type Expected,
  type NewRecord,
  type StreamRecord,
  type StreamStore,
} from '../stream-store/stream-store.js';

/** What the contract needs of an adapter: connections to one store, each as another node has it. */
export interface StreamStoreAdapter {
  connect(prefix: string): Promise<StreamStore>;
}

const record = (words: string): NewRecord => ({
  id: randomUUID(),
  type: 'Said',
  data: { words },
  metadata: { kind: 'event', $correlationId: 'c' },
});

const wordsOf = (records: readonly StreamRecord[]): unknown[] =>
  records.map(({ data }) => (data as { readonly words: string }).words);

/**
 * What every adapter of the port `StreamStore` must do, as sentences. What only one of them promises (its faults, its
 * users, its limits) is in specs of its own.
 */
export function streamStoreContract(name: string, adapter: StreamStoreAdapter): void {
  describe(`${name} is a store of streams`, () => {
    const open: StreamStore[] = [];
    let prefix: string;
    let store: StreamStore;
    let stream: string;
    const connect = async (): Promise<StreamStore> => {
      const connected = await adapter.connect(prefix);
      open.push(connected);
      return connected;
    };
    beforeEach(async () => {
      prefix = `contract-${randomUUID()}`;
      store = await connect();
      stream = store.names.ledger('walsall');
    });
    afterEach(async () => {
      for (const each of open.splice(0)) await each.dispose();
    });
    const say = (words: readonly string[], expected: Expected) => store.append(stream, words.map(record), expected);

    it('gives back what was written, in its order, numbered from 0, with the time when it came', async () => {
      const records = [record('é'), record('b')];
      const before = Date.now();
      expect(await store.append(stream, records, 'none')).toEqual({ conflict: false, revision: 1 });
      const read = await everyRecord(store, stream);
      expect(read).toEqual(
        records.map((each, revision) => ({ ...each, revision, created: expect.any(Number) as number })),
      );
      expect(Math.abs((read[0]?.created ?? 0) - before)).toBeLessThan(60_000);
      expect(await store.last(stream)).toEqual(read[1]);
      expect(await store.lookAtEnd(stream)).toEqual(read[1]);
    });

    it.each<[Expected, readonly string[], number | null]>([
      [0, [], null],
      ['none', ['a', 'b'], 1],
      [0, ['a', 'b'], 1],
      [2, ['a', 'b'], 1],
    ])('refuses %p where the stream holds %p, writes nothing, and says what is there', async (expected, there, at) => {
      if (there.length > 0) await say(there, 'none');
      expect(await say(['c'], expected)).toEqual({ conflict: true, revision: at });
      expect(wordsOf(await everyRecord(store, stream))).toEqual(there);
    });

    it.each<Expected>([1, 'any'])('takes %p where the stream is as it says', async (expected) => {
      await say(['a', 'b'], 'none');
      expect(await say(['c'], expected)).toEqual({ conflict: false, revision: 2 });
    });

    it.each<Expected>(['none', 1])(
      'takes an append with %p that is sent again for the same one, for good',
      async (at) => {
        const first = [record('a'), record('b')];
        const second = [record('c')];
        await store.append(stream, first, 'none');
        await store.append(stream, second, 1);
        await say(['d'], 2);
        const again = await (await connect()).append(stream, at === 'none' ? first : second, at);
        expect(again).toEqual({ conflict: false, revision: at === 'none' ? 1 : 2 });
        expect(wordsOf(await everyRecord(store, stream))).toEqual(['a', 'b', 'c', 'd']);
      },
    );

    it('takes one that goes on otherwise than the first did for another', async () => {
      const first = [record('a'), record('b')];
      await store.append(stream, first, 'none');
      expect(await store.append(stream, [...first.slice(0, 1), record('c')], 'none')).toMatchObject({ conflict: true });
    });

    it('keeps the records of one append together where several nodes write at once', async () => {
      const nodes = [store, await connect(), await connect()];
      await Promise.all(
        nodes.flatMap((node, index) =>
          ['x', 'y'].map((round) =>
            node.append(stream, [record(`${index}${round}1`), record(`${index}${round}2`)], 'any'),
          ),
        ),
      );
      const words = wordsOf(await everyRecord(store, stream)) as string[];
      expect(words).toHaveLength(12);
      for (let at = 0; at < 12; at += 2) expect(words[at + 1]).toBe(words[at]?.replace(/1$/, '2'));
    });

    it('lets one of several win that expect the same revision', async () => {
      const nodes = [store, await connect(), await connect()];
      const answers = await Promise.all(nodes.map((node) => node.append(stream, [record('a')], 'none')));
      expect(answers.filter(({ conflict }) => !conflict)).toHaveLength(1);
      expect(await everyRecord(store, stream)).toHaveLength(1);
    });

    it('takes as much in one append as every store takes', async () => {
      await say(['x'.repeat(APPEND_LIMIT / 2 - 1_000), 'y'.repeat(APPEND_LIMIT / 2 - 1_000)], 'none');
      expect(await store.last(stream)).toMatchObject({ revision: 1 });
    });

    it('reads from a revision on, as many as were asked for at the most', async () => {
      await say(['a', 'b', 'c', 'd'], 'none');
      expect(wordsOf(await store.read(stream, 1, 2))).toEqual(['b', 'c']);
      expect(wordsOf(await store.read(stream, 3, 2))).toEqual(['d']);
    });

    it('says of a stream that is not there that it is not', async () => {
      await expect(store.read(stream, 0, 1)).rejects.toThrow(NoSuchStream);
      await expect(store.last(stream)).rejects.toThrow(NoSuchStream);
      expect(await everyRecord(store, stream)).toEqual([]);
    });

    it('erases a stream for good, and no other', async () => {
      const other = store.names.text('walsall', 'sha256:00');
      await store.append(other, [record('kept')], 'none');
      await say(['a'], 'none');
      await store.erase(stream);
      await store.erase(stream);
      await expect(store.read(stream, 0, 1)).rejects.toThrow(StreamErased);
      await expect(store.last(stream)).rejects.toThrow(StreamErased);
      await expect(say(['b'], 'none')).rejects.toThrow(StreamErased);
      await expect(say(['b'], 'any')).rejects.toThrow(StreamErased);
      expect(wordsOf(await everyRecord(store, other))).toEqual(['kept']);
    });

    it('leaves a stream as it is that was never there, where it is erased', async () => {
      await store.erase(stream);
      expect(await say(['a'], 'none')).toEqual({ conflict: false, revision: 0 });
    });

    it('limits no stream by itself', async () => {
      await say(['a'], 'none');
      expect(await store.limitsOf(stream)).toEqual([]);
    });

    describe('a subscription', () => {
      /** Resolves when so many records were heard. */
      function hearing(from: StreamStore, after: number, count: number) {
        const heard: StreamRecord[] = [];
        const { promise, resolve, reject } = Promise.withResolvers<void>();
        const subscription = from.subscribe(stream, after, {
          record: (each) => {
            heard.push(each);
            if (heard.length === count) resolve();
          },
          dropped: reject,
        });
        return { heard, all: promise, subscription };
      }

      it('has what is there behind its revision, then what comes from any node', async () => {
        await say(['a', 'b'], 'none');
        const { heard, all, subscription } = hearing(await connect(), 0, 3);
        await say(['c'], 1);
        await (await connect()).append(stream, [record('d')], 2);
        await all;
        subscription.end();
        expect(heard.map(({ revision }) => revision)).toEqual([1, 2, 3]);
        expect(wordsOf(heard)).toEqual(['b', 'c', 'd']);
      });

      it('waits for a stream that is not there yet', async () => {
        const { heard, all, subscription } = hearing(store, -1, 1);
        await say(['a'], 'none');
        await all;
        subscription.end();
        expect(wordsOf(heard)).toEqual(['a']);
      });

      it('loses and doubles nothing while it passes from what was there to what comes, paused or not', async () => {
        const words = Array.from({ length: 60 }, (_, index) => String(index));
        await say(words.slice(0, 30), 'none');
        const { heard, all, subscription } = hearing(await connect(), -1, 60);
        for (const [index, each] of words.slice(30).entries()) {
          if (index === 5) subscription.pause();
          await say([each], 29 + index);
          if (index === 20) subscription.resume();
        }
        await all;
        subscription.end();
        expect(wordsOf(heard)).toEqual(words);
      });
    });
  });
}
