import type {
  Credentials,
  EventData,
  EventStoreDBClient,
  ResolvedEvent,
  StreamSubscription,
} from '@eventstore/db-client';
import { settled, timed } from '../settling.js';
import { StreamNames } from '../stream-names.js';
import type {
  Appended,
  Expected,
  NewRecord,
  StreamEnd,
  StreamListener,
  StreamRecord,
  StreamStore,
} from '../stream-store.js';
import { PATIENCE, type Patience, type StreamStoreSettings } from '../stream-store-settings.js';
import { clientOf, credentialsOf } from './connection-string.js';
import { meaning } from './meaning.js';
import { recordOf, recordsOf } from './received.js';
import { storeClient } from './store-client.js';

/**
 * EventStoreDB as a store of streams: the client of one thread, with what it lacks: a timer on every call, the append that
 * is safe to repeat, and errors that say whether something may have been written. Decision record 19 says what is known of
 * the protocol.
 */
export class StoreConnection implements StreamStore {
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

  append(stream: string, records: readonly NewRecord[], expected: Expected): Promise<Appended> {
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

  /** A server that goes down ends a read as if it were whole. */
  read(stream: string, from: number, count: number): Promise<StreamRecord[]> {
    return this.settled(`read ${stream}`, async () => {
      const reading = this.client.readStream(stream, {
        direction: 'forwards',
        fromRevision: BigInt(from),
        maxCount: count,
        ...this.everyCall,
      });
      const records = await recordsOf(stream, reading, this.patience.call);
      if (records.length === 0) throw new Error('the read ended before its answer');
      return records;
    });
  }

  last(stream: string): Promise<StreamRecord> {
    return this.settled(`read the end of ${stream}`, () => this.lookAtEnd(stream));
  }

  async lookAtEnd(stream: string): Promise<StreamRecord> {
    const reading = this.client.readStream(stream, {
      direction: 'backwards',
      fromRevision: 'end',
      maxCount: 1,
      ...this.everyCall,
    });
    const [record] = await recordsOf(stream, reading, this.patience.call);
    if (record === undefined) throw new Error('the read ended before its answer');
    return record;
  }

  /** A tombstone; the store's next scavenge takes the bytes away. */
  async erase(stream: string): Promise<void> {
    await this.settled(`erase ${stream}`, async () => {
      try {
        await this.timed(this.client.tombstoneStream(stream, this.everyCall));
      } catch (error) {
        const { StreamDeletedError, WrongExpectedVersionError } = storeClient();
        if (!(error instanceof StreamDeletedError || error instanceof WrongExpectedVersionError)) throw error;
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

  async dispose(): Promise<void> {
    await this.client.dispose();
  }

  private settled<Answer>(what: string, attempt: () => Promise<Answer>): Promise<Answer> {
    return settled({ settle: this.patience.settle, meaning, silent: () => this.renew() }, what, attempt);
  }

  private timed<Answer>(call: Promise<Answer>): Promise<Answer> {
    return timed(this.patience.call, call);
  }

  /** A link that went silent reports no error, and its channel would be used again. */
  private renew(): void {
    const silent = this.client;
    this.client = clientOf(this.settings.connection);
    void silent.dispose().catch(() => undefined);
  }
}
