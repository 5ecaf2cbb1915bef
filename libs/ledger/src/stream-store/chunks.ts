import type { SizedRecord } from './ledger-records.js';
import { APPEND_LIMIT } from './stream-store.js';

/** Cuts the records of a group into appends. Only those of one write can need more than one. */
export function* chunksOf(records: readonly SizedRecord[]): Generator<readonly SizedRecord[]> {
  let chunk: SizedRecord[] = [];
  let size = 0;
  for (const record of records) {
    const { size: more } = record;
    if (chunk.length > 0 && size + more > APPEND_LIMIT) {
      yield chunk;
      chunk = [];
      size = 0;
    }
    chunk.push(record);
    size += more;
  }
  if (chunk.length > 0) yield chunk;
}
