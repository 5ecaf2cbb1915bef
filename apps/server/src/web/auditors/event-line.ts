import { capitalised, dayInWords, entityInWords, eventSentences, knownDay, spaced } from '@outturn/reporting';
import type { HistoryRow } from '@outturn/wiring';
import type { Links } from '../frame/links.js';
import { paths } from '../paths.js';

/** An event in a list, as finished strings. */
export interface EventLine {
  readonly position: number;
  readonly href: string;
  readonly title: string;
  readonly about: string;
  readonly when: string;
  readonly who: string;
  readonly sentences: readonly string[];
}

export const eventLine = (event: HistoryRow, links: Links): EventLine => ({
  position: event.position,
  href: links.to(paths.event, { position: String(event.position) }),
  title: eventTitle(event.type),
  about: entityInWords(event.entity),
  when: `${knownInWords(event.knownFrom)}${event.undated ? ', no date stated' : ''}`,
  who: event.actor,
  sentences: eventSentences(event).map(capitalised),
});

/** `KpiReturnCorrected` as a title: "KPI return corrected". */
export const eventTitle = (type: string): string => spaced(type).replace(/^Kpi/, 'KPI');

/** From when an event counts as known; what a migrated ledger tells without a date is known from no day. */
export function knownInWords(instant: string): string {
  const day = knownDay(instant);
  return /^\d/.test(day) ? `Known from ${dayInWords(day)}` : 'Known from no stated day';
}
