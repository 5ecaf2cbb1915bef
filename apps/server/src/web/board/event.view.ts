import { eventCatalogue } from '@outturn/domain';
import type { HistoryRow } from '@outturn/wiring';
import { capitalised, dayInWords, eventSentences, knownDay } from '@outturn/reporting';

const says: ReadonlyMap<string, string> = new Map(
  eventCatalogue.map(({ type, says: words }) => [type as string, words]),
);

/** An event as a step of the item's story. */
export function eventView(event: HistoryRow): object {
  return {
    position: event.position,
    what: says.get(event.type) ?? event.type,
    when: dayInWords(knownDay(event.knownFrom)),
    who: event.actor,
    sentences: eventSentences(event).map(capitalised),
  };
}
