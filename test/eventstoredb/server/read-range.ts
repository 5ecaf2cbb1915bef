import { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { EventLog } from './event-log.js';
import type { RecordedEvent } from './recorded-event.js';

const isBackwards = (options: ReadReq.Options): boolean =>
  options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;

// The client's "all" is 2^53 - 1.
const countOf = (options: ReadReq.Options): number => Number(options.getCount());

/** The events of a stream that its readers see, from a revision, which is inclusive both ways. */
export function* eventsOfStream(
  log: EventLog,
  stream: string,
  options: ReadReq.Options,
): IterableIterator<RecordedEvent> {
  const events = log.eventsOf(stream);
  const [lowest, highest] = [log.firstVisibleOf(stream), events.length - 1];
  const from = options.getStream();
  const revision = from?.hasRevision() ? Number(from.getRevision()) : from?.hasEnd() ? Infinity : 0;
  if (isBackwards(options)) yield* downwards(events, Math.min(revision, highest), lowest, countOf(options));
  else yield* upwards(events, Math.max(revision, lowest), highest, countOf(options));
}

/**
 * All events from a place on. Forwards the place is that of an event, which is read too; backwards it is the place after
 * an event, so the event that stands there is not read.
 */
export function* eventsOfAll(log: EventLog, options: ReadReq.Options): IterableIterator<RecordedEvent> {
  const from = options.getAll();
  const start = from?.hasEnd() ? Infinity : Number(from?.getPosition()?.getCommitPosition() ?? 0);
  if (isBackwards(options)) yield* downwards(log.all, log.indexOf(start) - 1, 0, countOf(options));
  else yield* upwards(log.all, log.indexOf(start), log.all.length - 1, countOf(options));
}

type Events = readonly RecordedEvent[];

function* upwards(events: Events, from: number, to: number, count: number): IterableIterator<RecordedEvent> {
  for (let index = from; index <= Math.min(to, from + count - 1); index += 1) {
    const event = events[index];
    if (event !== undefined) yield event;
  }
}

function* downwards(events: Events, from: number, to: number, count: number): IterableIterator<RecordedEvent> {
  for (let index = from; index >= Math.max(to, from - count + 1); index -= 1) {
    const event = events[index];
    if (event !== undefined) yield event;
  }
}
