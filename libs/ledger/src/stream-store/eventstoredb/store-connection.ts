import type {
  Credentials,
  EventData,
  EventStoreDBClient,
  ResolvedEvent,
  StreamSubscription,
} from '@eventstore/db-client';
import { BadConfiguration, EventTooLarge, StoreUnavailable } from '../../errors.js';
import { PATIENCE, type StreamStoreSettings, type Patience } from '../stream-store-options.js';
import { storeClient } from './store-client.js';
import { StreamNames } from '../stream-names.js';

/** A record as it lies in a stream. */
export interface StreamRecord {
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  /** The store's clock when it was written, in milliseconds since 1970. */
  readonly created: number;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** A record on its way: its id is fixed before the first try, so that a retry has one effect. */
export interface NewRecord {
  readonly id: string;
  readonly type: string;
  readonly data: object;
  readonly metadata: object;
}

/** The stream's last revision: after the append, or the one that it could not follow (null: there is no stream). */
export type Appended =
  | { readonly conflict: false; readonly revision: number }
  | { readonly conflict: true; readonly revision: number | null };

/** The revision that a stream must be at; `none` where it must not exist, `any` where its end doesn't matter. */
export type Expected = number | 'none' | 'any';

/** Hears what a subscription says, until it drops: for good, and for whatever reason. */
export interface StreamListener {
  record(record: StreamRecord): void;
  dropped(reason: Error): void;
}

const PAUSE = { first: 50, longest: 1_000 };

/**
 * The client of one thread, with what it lacks: a timer on every call, the append that is safe to repeat, and errors
 * that say whether something may have been written. Decision record 19 says what is
 * known of the protocol.
 */
export class StoreConnection {
  readonly names: StreamNames;
  readonly patience: Patience;
  private client: EventStoreDBClient;
  /**
   * Every call insists on the leader: a follower may be behind it, and a replica would take that for a store that was put
   * back. A node that leads no more names the one that does, and the client goes there with its next call.
   */
  private readonly everyCall: { readonly credentials: Credentials; readonly requiresLeader: true };

  /** @throws BadConfiguration for a connection string that is none, or that leaves out what a safe append needs */
  constructor(readonly settings: StreamStoreSettings) {
    this.names = new StreamNames(settings.prefix);
    this.patience = { ...PATIENCE, ...settings.patience };
    this.client = clientOf(settings.connection);
    this.everyCall = { credentials: credentialsOf(settings.connection), requiresLeader: true };
  }

  /**
   * Appends and finds out what came of it: an append with a revision and fixed ids may be repeated for good, so an
   * outcome that got lost is asked for by the same append again.
   * @throws StoreUnavailable where it could not be settled in time; BadConfiguration where the user may not write
   */
  async append(stream: string, records: readonly NewRecord[], expected: Expected): Promise<Appended> {
    const events = records.map((record): EventData => ({ ...record, contentType: 'application/json' }) as EventData);
    const expectedRevision =
      expected === 'none' ? ('no_stream' as const) : expected === 'any' ? ('any' as const) : BigInt(expected);
    return this.settled(`append to ${stream}`, async () => {
      try {
        // Credentials of its own take the append to the unary RPC; the other one hangs, and mixes up clients.
        const options = { expectedRevision, ...this.everyCall };
        const result = await this.timed(this.client.appendToStream(stream, events, options));
        // Refusals are thrown: `throwOnAppendFailure` stands as it is by default.
        return { conflict: false, revision: Number(result.nextExpectedRevision) };
      } catch (error) {
        if (error instanceof storeClient().WrongExpectedVersionError) {
          const { actualVersion } = error;
          return { conflict: true, revision: typeof actualVersion === 'bigint' ? Number(actualVersion) : null };
        }
        throw error;
      }
    });
  }

  /**
   * A page of at least one record, from a revision on that is known to be there. A shorter page than was asked for does
   * not mean the end of the stream: a server that goes down ends a read as if it were whole.
   * @throws StoreUnavailable; NoSuchStream; StreamErased
   */
  read(stream: string, from: number, count: number): Promise<StreamRecord[]> {
    return this.settled(`read ${stream}`, async () => {
      const reading = this.client.readStream(stream, {
        direction: 'forwards',
        fromRevision: BigInt(from),
        maxCount: count,
        ...this.everyCall,
      });
      const records = await this.collect(stream, reading);
      if (records.length === 0) throw new Error('the read ended before its answer');
      return records;
    });
  }

  /** The last record of a stream. @throws StoreUnavailable; NoSuchStream; StreamErased */
  async last(stream: string): Promise<StreamRecord> {
    return this.settled(`read the end of ${stream}`, () => this.lookAtEnd(stream));
  }

  /** The same in one try. */
  async lookAtEnd(stream: string): Promise<StreamRecord> {
    const reading = this.client.readStream(stream, {
      direction: 'backwards',
      fromRevision: 'end',
      maxCount: 1,
      ...this.everyCall,
    });
    const [record] = await this.collect(stream, reading);
    if (record === undefined) throw new Error('the read ended before its answer');
    return record;
  }

  /** Every record of a short stream; none where there is no such stream. */
  async all(stream: string): Promise<StreamRecord[]> {
    try {
      const { revision } = await this.last(stream);
      const records: StreamRecord[] = [];
      while (records.length <= revision)
        for (const record of await this.read(stream, records.length, 1_000)) records.push(record);
      return records;
    } catch (error) {
      if (error instanceof NoSuchStream) return [];
      throw error;
    }
  }

  /** Removes a stream for good, whether it is there or not; the store's next scavenge takes its bytes away. */
  async erase(stream: string): Promise<void> {
    await this.settled(`erase ${stream}`, async () => {
      try {
        await this.timed(this.client.tombstoneStream(stream, this.everyCall));
      } catch (error) {
        if (
          error instanceof storeClient().StreamDeletedError ||
          error instanceof storeClient().WrongExpectedVersionError
        )
          return;
        throw error;
      }
    });
  }

  /** The limits on a stream (`$maxAge`, `$maxCount`, `$tb`) that let the server drop records of it. */
  async limitsOf(stream: string): Promise<readonly string[]> {
    const { metadata } = await this.settled(`read the metadata of ${stream}`, () =>
      this.timed(this.client.getStreamMetadata(stream, this.everyCall)),
    );
    const { maxAge, maxCount, truncateBefore } = metadata ?? {};
    return Object.entries({ $maxAge: maxAge, $maxCount: maxCount, $tb: truncateBefore }).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name} = ${String(value)}`],
    );
  }

  /** Subscribes behind a revision (-1: from the start). Returns what ends it. */
  subscribe(stream: string, after: number, listener: StreamListener): StreamEnd {
    const subscription: StreamSubscription = this.client.subscribeToStream(stream, {
      fromRevision: after < 0 ? 'start' : BigInt(after),
      ...this.everyCall,
    });
    let over = false;
    const drop = (reason: Error): void => {
      if (over) return;
      over = true;
      listener.dropped(reason);
    };
    subscription.on('data', (resolved: ResolvedEvent) => {
      if (!over) listener.record(recordOf(resolved));
    });
    subscription.on('error', drop);
    subscription.on('end', () => drop(new Error('the store ended the subscription')));
    subscription.on('close', () => drop(new Error('the subscription was closed')));
    return {
      pause: () => void subscription.pause(),
      resume: () => void subscription.resume(),
      end: () => {
        over = true;
        // Left alone, the call stays open on the server.
        void subscription.unsubscribe().catch(() => undefined);
      },
    };
  }

  /** Tries until there is an answer, for as long as `settle` allows. */
  async settled<Answer>(what: string, attempt: () => Promise<Answer>): Promise<Answer> {
    const end = performance.now() + this.patience.settle;
    for (let pause = PAUSE.first; ; pause = Math.min(pause * 2, PAUSE.longest)) {
      try {
        return await attempt();
      } catch (error) {
        const known = meaning(error);
        if (known !== null) throw known;
        if (performance.now() + pause > end) {
          throw new StoreUnavailable(
            `the store gave no answer for ${this.patience.settle / 1000} s (${what}: ${messageOf(error)}); send the same request again with the same key: it has one effect`,
            { cause: error },
          );
        }
        if (error instanceof NoAnswer) this.renew();
        await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
      }
    }
  }

  async dispose(): Promise<void> {
    await this.client.dispose();
  }

  /** A link that went silent reports no error, and its channel would be used again. */
  private renew(): void {
    const silent = this.client;
    this.client = clientOf(this.settings.connection);
    void silent.dispose().catch(() => undefined);
  }

  private timed<Answer>(call: Promise<Answer>): Promise<Answer> {
    const { call: limit } = this.patience;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new NoAnswer(limit)), limit);
    });
    // A call that answers when nobody waits for it any more must not end the process.
    call.catch(() => undefined);
    return Promise.race([call, late]).finally(() => clearTimeout(timer));
  }

  /** The events of a read, with a timer that starts again at each of them. */
  private collect(stream: string, reading: ReturnType<EventStoreDBClient['readStream']>): Promise<StreamRecord[]> {
    const records: StreamRecord[] = [];
    const { call: limit } = this.patience;
    return new Promise<StreamRecord[]>((resolve, reject) => {
      const late = setTimeout(() => {
        // Left alone, the call stays open on the server.
        void reading.cancel().catch(() => undefined);
        reject(new NoAnswer(limit));
      }, limit);
      reading.on('data', (resolved: ResolvedEvent) => {
        late.refresh();
        records.push(recordOf(resolved));
      });
      reading.on('error', (error: Error) => {
        clearTimeout(late);
        reject(error instanceof storeClient().StreamNotFoundError ? new NoSuchStream(stream) : error);
      });
      reading.on('end', () => {
        clearTimeout(late);
        resolve(records);
      });
    });
  }
}

/** What a subscriber may do with its subscription. */
export interface StreamEnd {
  pause(): void;
  resume(): void;
  end(): void;
}

export class NoSuchStream extends Error {
  override readonly name = 'NoSuchStream';
  constructor(readonly stream: string) {
    super(`there is no stream ${stream}`);
  }
}

/** The stream was removed for good. */
export class StreamErased extends Error {
  override readonly name = 'StreamErased';
  constructor(readonly stream: string) {
    super(`the stream ${stream} was removed`);
  }
}

class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(limit: number) {
    super(`no answer for ${limit / 1000} s`);
  }
}

/** An error after which trying again is no use; null for one that leaves the outcome open. */
function meaning(error: unknown): Error | null {
  if (error instanceof NoSuchStream || error instanceof StoreUnavailable) return error;
  if (error instanceof storeClient().StreamDeletedError) return new StreamErased(error.streamName);
  if (error instanceof storeClient().AccessDeniedError) {
    return new BadConfiguration(
      `the store refuses this user (${error.message}): check the user and password of OUTTURN_EVENTSTORE and the ACLs of its streams`,
      { cause: error },
    );
  }
  if (error instanceof storeClient().MaxAppendSizeExceededError) {
    return new EventTooLarge(
      `the store takes ${error.maxAppendSize} bytes in one append, which is less than the ${1024 * 1024} that Outturn counts on: raise its MaxAppendSize`,
      { cause: error },
    );
  }
  return null;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function recordOf({ event }: ResolvedEvent): StreamRecord {
  if (event === undefined) throw new TypeError('the store sent a link without its event');
  const { revision, id, type, created, data, metadata } = event;
  return { revision: Number(revision), id, type, created: created.getTime(), data, metadata };
}

function clientOf(connection: string): EventStoreDBClient {
  try {
    return storeClient().EventStoreDBClient.connectionString(connection);
  } catch (error) {
    // Its message repeats the string, and with it the password.
    throw new BadConfiguration(
      'OUTTURN_EVENTSTORE is no connection string: give one such as esdb://user:password@host:2113?tls=true',
      { cause: error instanceof Error ? error.name : error },
    );
  }
}

/** The user of a connection string. Without TLS none is ever sent, and any will do. */
function credentialsOf(connection: string): Credentials {
  const [, username, password] = /^[a-z+]+:\/\/([^:@/]+):([^@/]*)@/i.exec(connection) ?? [];
  if (username !== undefined && password !== undefined)
    return { username: decodeURIComponent(username), password: decodeURIComponent(password) };
  if (/[?&]tls=false\b/i.test(connection)) return { username: 'nobody', password: '' };
  throw new BadConfiguration(
    'OUTTURN_EVENTSTORE names no user: give esdb://user:password@host:2113, or tls=false for a store that needs none',
  );
}
