import { appendFileSync, existsSync, readFileSync, truncateSync } from 'node:fs';
import type { RecordedEvent } from './recorded-event.js';

/** One write of the log, whole on one line: an append, or a tombstone. */
export type Entry = { readonly events: readonly Keeping[] } | { readonly tombstone: Keeping };

/** An event without what follows from its place in the file. */
export type Keeping = Omit<RecordedEvent, 'revision' | 'position'>;

const written = ({ data, metadata, ...rest }: Keeping) => ({
  ...rest,
  data: Buffer.from(data).toString('base64'),
  metadata: Buffer.from(metadata).toString('base64'),
});

const read = ({ data, metadata, ...rest }: ReturnType<typeof written>): Keeping => ({
  ...rest,
  data: Buffer.from(data, 'base64'),
  metadata: Buffer.from(metadata, 'base64'),
});

type Line = { events: ReturnType<typeof written>[] } | { tombstone: ReturnType<typeof written> };

/** Keeps a log over restarts of its process. A line that was cut short by a kill was never answered, so it is dropped. */
export class StateFile {
  constructor(private readonly path: string) {}

  *entries(): IterableIterator<Entry> {
    if (!existsSync(this.path)) return;
    const text = readFileSync(this.path);
    const end = text.lastIndexOf('\n') + 1;
    truncateSync(this.path, end);
    for (const line of text.toString('utf8', 0, end).split('\n').slice(0, -1)) {
      const entry = JSON.parse(line) as Line;
      yield 'events' in entry ? { events: entry.events.map(read) } : { tombstone: read(entry.tombstone) };
    }
  }

  keep(entry: Entry): void {
    const line: Line =
      'events' in entry ? { events: entry.events.map(written) } : { tombstone: written(entry.tombstone) };
    appendFileSync(this.path, `${JSON.stringify(line)}\n`);
  }
}
