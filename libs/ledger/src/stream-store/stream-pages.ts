import { readRecord, type LedgerRecord } from './ledger-records.js';
import type { StreamStore, StreamRecord } from './stream-store.js';

/**
 * The records of a ledger's stream from one revision to another, page by page. The store sends the next page while the one
 * before it is worked on.
 * @param size how many records one read asks for
 * @throws StoreUnavailable, NoSuchStream, StreamErased; LedgerDamaged as `readRecord`
 */
export async function* streamPages(
  store: StreamStore,
  stream: string,
  from: number,
  to: number,
  size: number,
): AsyncGenerator<LedgerRecord[], void> {
  const pageFrom = (revision: number): Promise<StreamRecord[]> | null =>
    revision > to ? null : store.read(stream, revision, size);
  for (let page = pageFrom(from); page !== null;) {
    const records = await page;
    page = pageFrom((records.at(-1)?.revision ?? to) + 1);
    // Nobody waits for it any more where this page can't be worked on.
    page?.catch(() => undefined);
    yield records.map(readRecord);
  }
}
