import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { RecordedEvent } from './recorded-event.js';

/** Which events of `$all` a subscriber wants, and how often it is told where it stands. */
export interface EventFilter {
  wants(event: RecordedEvent): boolean;
  /** How many events are looked at together. */
  readonly window: number;
  /** How many windows lie between two checkpoints. */
  readonly windowsBetween: number;
}

/** The search window of a subscriber that names none. */
const WINDOW = 32;

const everything: EventFilter = { wants: () => true, window: WINDOW, windowsBetween: Infinity };

export function eventFilter(options: ReadReq.Options): EventFilter {
  const filter = options.getFilter();
  if (filter === undefined) return everything;
  const byType = filter.getEventType();
  const expression = byType ?? filter.getStreamIdentifier();
  const prefixes = expression?.getPrefixList() ?? [];
  const pattern = new RegExp(expression?.getRegex() ?? '', 'u');
  return {
    wants: ({ type, stream }) => {
      const name = byType === undefined ? stream : type;
      return prefixes.length > 0 ? prefixes.some((prefix) => name.startsWith(prefix)) : pattern.test(name);
    },
    window: filter.hasMax() ? filter.getMax() : WINDOW,
    windowsBetween: filter.getCheckpointintervalmultiplier(),
  };
}
