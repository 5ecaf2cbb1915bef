import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { judgeAppend, judgeDeletion, type Expected, type Standing, type Verdict } from './append-rules.js';
import { DELETED, sizeOf, type ProposedEvent, type RecordedEvent } from './recorded-event.js';
import type { Entry, Keeping, StateFile } from './state-file.js';
import {
  describedBy,
  firstVisible,
  isSoftDeletion,
  metastreamOf,
  objectFrom,
  type StreamMetadata,
} from './stream-metadata.js';

/** The outcome of an append or a deletion; revision and place are those of the last event that it wrote. */
export type Answer =
  | { readonly kind: 'written'; readonly revision: number; readonly position: number }
  | { readonly kind: 'wrong version'; readonly current: number }
  | { readonly kind: 'deleted' };

/** How many events a server remembers by id for retries that name no revision, those of all streams together. */
const MEMORY = 10_000;
const nothing = new Uint8Array();

/**
 * The log that all nodes of a cluster share: streams with dense revisions, and `$all` with places that rise like
 * offsets in a file. Everything in it is synchronous, so an append is there whole or not at all.
 */
export class EventLog {
  readonly all: RecordedEvent[] = [];
  private readonly streams = new Map<string, RecordedEvent[]>();
  private readonly metadata = new Map<string, StreamMetadata>();
  private readonly tombstoned = new Set<string>();
  private readonly memory = new Map<string, RecordedEvent>();
  private readonly growth = new EventEmitter().setMaxListeners(0);
  private end = 0;

  /** @param file where the log outlives its process; left out, it lives in memory */
  constructor(
    private readonly now: () => number = Date.now,
    private readonly file?: StateFile,
  ) {
    for (const entry of file?.entries() ?? []) this.take(entry);
    this.forgetIds();
    // A server writes of itself before anybody else can: `$all` is never empty.
    if (this.all.length === 0) this.write('$stats', [json('$statsCollected', '{}')]);
  }

  append(stream: string, expected: Expected, events: readonly ProposedEvent[]): Answer {
    const standing = this.standingOf(stream);
    const verdict = judgeAppend(
      standing,
      expected,
      events.map(({ id }) => id),
    );
    if (verdict.kind !== 'write') return this.answerWithoutWrite(stream, standing, verdict);
    if (standing.state === 'softly deleted') {
      // The stream goes on with its numbers; what was deleted stays hidden.
      this.write(metastreamOf(stream), [json('$metadata', `{"$tb":${standing.last + 1}}`)]);
    }
    return this.written(stream, this.write(stream, events).at(-1));
  }

  /** Hides every event of a stream, and drops its other metadata. The next append starts it again. */
  delete(stream: string, expected: Expected): Answer {
    const standing = this.standingOf(stream);
    const verdict = judgeDeletion(standing, expected);
    if (verdict.kind !== 'write') return this.answerWithoutWrite(stream, standing, verdict);
    const marks = this.write(metastreamOf(stream), [json('$metadata', `{"$tb":${DELETED}}`)]);
    return this.written(stream, marks.at(-1));
  }

  /** Ends a stream for good. */
  tombstone(stream: string, expected: Expected): Answer {
    const standing = this.standingOf(stream);
    const verdict = judgeDeletion(standing, expected);
    if (verdict.kind !== 'write') return this.answerWithoutWrite(stream, standing, verdict);
    const tombstone = { ...json('$streamDeleted', '{}'), stream, createdAt: this.now() };
    this.file?.keep({ tombstone });
    this.take({ tombstone });
    return this.written(stream, this.all.at(-1));
  }

  /** A restart of the server forgets ids; what lies in the streams it keeps. */
  forgetIds(): void {
    this.memory.clear();
  }

  metadataOf(stream: string): StreamMetadata {
    // A metastream keeps its last event only.
    return describedBy(stream) === undefined ? (this.metadata.get(stream) ?? {}) : { $maxCount: 1 };
  }

  stateOf(stream: string): Standing['state'] {
    if (this.tombstoned.has(describedBy(stream) ?? stream)) return 'tombstoned';
    if (isSoftDeletion(this.metadataOf(stream))) return 'softly deleted';
    return this.streams.has(stream) ? 'live' : 'absent';
  }

  /** Every event of a stream, those that are hidden from its readers included; the index is the revision. */
  eventsOf(stream: string): readonly RecordedEvent[] {
    return this.streams.get(stream) ?? [];
  }

  /** The first revision that a reader of a stream sees. */
  firstVisibleOf(stream: string): number {
    return firstVisible(this.eventsOf(stream), this.metadataOf(stream), this.now());
  }

  /** The index in `$all` of the first event at or after a place. */
  indexOf(position: number): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.all[middle]?.position ?? Infinity) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Resolves when the log has grown. @throws AbortError when the signal says so */
  async grown(signal: AbortSignal): Promise<void> {
    await once(this.growth, 'grown', { signal });
  }

  private standingOf(stream: string): Standing {
    const events = this.eventsOf(stream);
    return {
      state: this.stateOf(stream),
      last: events.length - 1,
      hasMetadata: this.metadata.has(stream),
      idAt: (revision) => events[revision]?.id,
      remembered: (id) => {
        const known = this.memory.get(id);
        return known?.stream === stream ? Number(known.revision) : undefined;
      },
    };
  }

  private answerWithoutWrite(stream: string, { last }: Standing, verdict: Exclude<Verdict, { kind: 'write' }>): Answer {
    if (verdict.kind === 'written before') return this.written(stream, this.eventsOf(stream)[verdict.last]);
    return verdict.kind === 'deleted' ? verdict : { kind: 'wrong version', current: last };
  }

  private written(stream: string, last: RecordedEvent | undefined): Answer {
    return {
      kind: 'written',
      revision: last === undefined ? this.eventsOf(stream).length - 1 : Number(last.revision),
      position: last?.position ?? this.end,
    };
  }

  private write(stream: string, events: readonly ProposedEvent[]): RecordedEvent[] {
    const createdAt = this.now();
    const entry = { events: events.map((event) => ({ ...event, stream, createdAt })) };
    if (events.length > 0) this.file?.keep(entry);
    return this.take(entry);
  }

  private take(entry: Entry): RecordedEvent[] {
    if ('tombstone' in entry) {
      this.tombstoned.add(entry.tombstone.stream);
      this.place(entry.tombstone, DELETED);
    }
    const taken = 'events' in entry ? entry.events.map((event) => this.takeEvent(event)) : [];
    this.growth.emit('grown');
    return taken;
  }

  private takeEvent(event: Keeping): RecordedEvent {
    const events = this.streams.get(event.stream) ?? [];
    this.streams.set(event.stream, events);
    const recorded = this.place(event, BigInt(events.length));
    events.push(recorded);
    const described = describedBy(event.stream);
    if (described !== undefined) this.metadata.set(described, objectFrom(event.data));
    // Ids are remembered across streams: the first that used one keeps it, and no other knows a retry by it.
    if (!this.memory.has(event.id)) this.memory.set(event.id, recorded);
    const [oldest] = this.memory.size > MEMORY ? this.memory.keys() : [];
    if (oldest !== undefined) this.memory.delete(oldest);
    return recorded;
  }

  private place(event: Keeping, revision: bigint): RecordedEvent {
    const recorded = { ...event, revision, position: this.end };
    // A record of the log has a head and a name before its data.
    this.end += 64 + Buffer.byteLength(event.stream) + sizeOf(event);
    this.all.push(recorded);
    return recorded;
  }
}

const json = (type: string, data: string): ProposedEvent => ({
  id: randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from(data),
  metadata: nothing,
});
