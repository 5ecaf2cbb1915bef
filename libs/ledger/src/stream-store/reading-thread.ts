import { on } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EventEnvelope } from '@outturn/kernel';
import type { StreamStoreSettings } from './stream-store-settings.js';
import type { LedgerRecord } from './ledger-records.js';
import type { TextsByDigest } from './taken-write.js';

/** The records that a thread is to read, from one revision to another. Plain data. */
export interface ToRead {
  readonly settings: StreamStoreSettings;
  readonly ledger: string;
  readonly from: number;
  readonly to: number;
}

/** Records of a stream, in order, and the texts that they name. */
export interface PageWithTexts {
  readonly records: readonly LedgerRecord[];
  readonly texts: TextsByDigest;
}

type EventRecord = Extract<LedgerRecord, { readonly kind: 'event' }>;

/** A page as it crosses to another thread: an event as its bytes, copied as a whole and not member by member. */
export interface PackedPage {
  readonly records: readonly (Exclude<LedgerRecord, EventRecord> | Omit<EventRecord, 'event'>)[];
  readonly texts: TextsByDigest;
}

/** What the thread says: a page, or that there is no more to come from it. */
export type ReadingMessage = PackedPage | 'over';

export const pack = ({ records, texts }: PageWithTexts): PackedPage => ({
  records: records.map((record) => {
    if (record.kind !== 'event') return record;
    const { event: _, ...rest } = record;
    return rest;
  }),
  texts,
});

const unpack = ({ records, texts }: PackedPage): PageWithTexts => ({
  records: records.map((record) =>
    record.kind === 'event' ? { ...record, event: JSON.parse(record.bytes) as EventEnvelope } : record,
  ),
  texts,
});

/** How many pages a thread hands over before the first of them was taken in. */
export const AHEAD = 3;

/** Node starts no thread with TypeScript: where the sources run as they are, the thread that asks reads itself. */
const isCompiled = extname(__filename) === '.js';

/** From how many records on a thread is worth its start: it has to load the client first. */
export const WORTH_A_THREAD = isCompiled ? 20_000 : Infinity;

/**
 * Reads a ledger's stream in a thread of its own, so that what a record costs on the wire is paid beside what it costs to
 * take it in. Ends before the last record where the thread meets an error: whoever asked reads on, and meets it too.
 */
export async function* pagesInThread(what: ToRead): AsyncGenerator<PageWithTexts, void> {
  const worker = new Worker(join(__dirname, 'reading.worker.js'), { workerData: what });
  // Nobody listens any more once this ends, and an error that nobody hears would end the process.
  worker.on('error', () => undefined);
  try {
    for await (const [message] of on(worker, 'message', { close: ['exit'] }) as AsyncIterable<[ReadingMessage]>) {
      if (message === 'over') return;
      yield unpack(message);
      worker.postMessage('taken');
    }
  } catch {
    // It could not start, or ran out of memory; what it left is read without it.
  } finally {
    await worker.terminate();
  }
}
