import type { EventStoreDBClient, ResolvedEvent } from '@eventstore/db-client';
import { NoAnswer } from '../settling.js';
import { NoSuchStream, type StreamRecord } from '../stream-store.js';
import { storeClient } from './store-client.js';

/** An event that the client received, as a record of its stream. */
export function recordOf({ event }: ResolvedEvent): StreamRecord {
  if (event === undefined) throw new TypeError('the store sent a link without its event');
  const { revision, id, type, created, data, metadata } = event;
  return { revision: Number(revision), id, type, created: created.getTime(), data, metadata };
}

/** The records of a read, with a timer that starts again at each of them. @throws NoAnswer, NoSuchStream */
export function recordsOf(
  stream: string,
  reading: ReturnType<EventStoreDBClient['readStream']>,
  limit: number,
): Promise<StreamRecord[]> {
  const records: StreamRecord[] = [];
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
