import { setImmediate as turn } from 'node:timers/promises';
import { EventTooLarge } from '../errors.js';
import { StreamNames } from './stream-names.js';
import {
  APPEND_LIMIT,
  NoSuchStream,
  StreamErased,
  type Appended,
  type Expected,
  type NewRecord,
  type StreamEnd,
  type StreamListener,
  type StreamRecord,
  type StreamStore,
} from './stream-store.js';
import { PATIENCE, type Patience } from './stream-store-settings.js';

/** The streams of a store that lives in this process, which several connections of it share. */
export class MemoryStreams {
  readonly records = new Map<string, StreamRecord[]>();
  readonly erased = new Set<string>();
  readonly listeners = new Map<string, Set<() => void>>();

  constructor(readonly now: () => number = Date.now) {}

  mustBeThere(stream: string): StreamRecord[] {
    if (this.erased.has(stream)) throw new StreamErased(stream);
    const records = this.records.get(stream);
    if (records === undefined) throw new NoSuchStream(stream);
    return records;
  }
}

/** One connection to streams that live in memory: the port's rules, without a network that could break them. */
export class InMemoryStore implements StreamStore {
  readonly settings = null;
  readonly names: StreamNames;
  readonly patience: Patience;
  private readonly subscriptions = new Set<StreamEnd>();

  constructor(
    private readonly streams: MemoryStreams,
    { prefix, patience }: { readonly prefix?: string; readonly patience?: Partial<Patience> } = {},
  ) {
    this.names = new StreamNames(prefix);
    this.patience = { ...PATIENCE, ...patience };
  }

  async append(stream: string, records: readonly NewRecord[], expected: Expected): Promise<Appended> {
    await turn();
    const { streams } = this;
    if (streams.erased.has(stream)) throw new StreamErased(stream);
    const size = records.reduce((sum, { data, metadata }) => sum + bytesOf(data) + bytesOf(metadata), 0);
    if (size > APPEND_LIMIT) throw new EventTooLarge(`${size} bytes are more than the store takes in one append`);
    const there = streams.records.get(stream) ?? [];
    const after = expected === 'any' ? there.length - 1 : expected === 'none' ? -1 : expected;
    if (after < there.length - 1 && records.every(({ id }, index) => there[after + 1 + index]?.id === id))
      return { conflict: false, revision: after + records.length };
    if (after !== there.length - 1) return { conflict: true, revision: there.length === 0 ? null : there.length - 1 };
    const created = streams.now();
    const added = records.map(({ id, type, data, metadata }, index): StreamRecord => ({
      revision: there.length + index,
      id,
      type,
      created,
      data: JSON.parse(JSON.stringify(data)) as unknown,
      metadata: JSON.parse(JSON.stringify(metadata)) as unknown,
    }));
    streams.records.set(stream, [...there, ...added]);
    for (const hear of streams.listeners.get(stream) ?? []) hear();
    return { conflict: false, revision: there.length + added.length - 1 };
  }

  async read(stream: string, from: number, count: number): Promise<StreamRecord[]> {
    await turn();
    return this.streams.mustBeThere(stream).slice(from, from + count);
  }

  async last(stream: string): Promise<StreamRecord> {
    await turn();
    return this.streams.mustBeThere(stream).at(-1) as StreamRecord;
  }

  lookAtEnd(stream: string): Promise<StreamRecord> {
    return this.last(stream);
  }

  async erase(stream: string): Promise<void> {
    await turn();
    if (!this.streams.records.delete(stream)) return;
    this.streams.erased.add(stream);
    for (const hear of this.streams.listeners.get(stream) ?? []) hear();
  }

  limitsOf(): Promise<readonly string[]> {
    return Promise.resolve([]);
  }

  subscribe(stream: string, after: number, listener: StreamListener): StreamEnd {
    const { streams } = this;
    let next = after + 1;
    let paused = false;
    let over = false;
    const finish = (): void => {
      over = true;
      streams.listeners.get(stream)?.delete(hear);
      this.subscriptions.delete(subscription);
    };
    const give = (): void => {
      if (streams.erased.has(stream) && !over) {
        finish();
        listener.dropped(new StreamErased(stream));
        return;
      }
      for (
        let record = this.at(stream, next);
        record !== undefined && !over && !paused;
        record = this.at(stream, next)
      ) {
        next += 1;
        listener.record(record);
      }
    };
    const hear = (): void => void setImmediate(() => over || give());
    const subscription: StreamEnd = {
      pause: () => void (paused = true),
      resume: () => {
        if (!paused) return;
        paused = false;
        hear();
      },
      end: finish,
    };
    streams.listeners.set(stream, (streams.listeners.get(stream) ?? new Set()).add(hear));
    this.subscriptions.add(subscription);
    hear();
    return subscription;
  }

  dispose(): Promise<void> {
    for (const subscription of this.subscriptions) subscription.end();
    return Promise.resolve();
  }

  private at(stream: string, revision: number): StreamRecord | undefined {
    return this.streams.records.get(stream)?.[revision];
  }
}

const bytesOf = (value: object): number => Buffer.byteLength(JSON.stringify(value));
