import type { HistoryRow } from '@outturn/wiring';
import { counted, dayInWords, knownDay } from '@outturn/reporting';
import type { PageContent } from '../frame/page-content.js';
import { withoutMoment } from '../frame/without-moment.js';
import type { FormView } from '../forms/form.view.js';

export interface MomentFacts {
  readonly form: FormView;
  /** The page that the reader came from, with its query. */
  readonly page: string;
  readonly events: readonly HistoryRow[];
  readonly ledger: string;
}

/** How many days are offered to go to with one press. */
const OFFERED = 12;

export function momentView({ form, page, events }: MomentFacts): PageContent {
  return {
    template: 'moment/moment.njk',
    title: 'Look at another moment',
    trail: [],
    view: { form, now: withoutMoment(page), days: daysOf(events, page) },
  };
}

/** The days on which something became known, the latest first. */
function daysOf(events: readonly HistoryRow[], page: string): { text: string; href: string; what: string }[] {
  const days = new Map<string, number>();
  for (const { knownFrom } of events) {
    const day = knownDay(knownFrom);
    if (/^\d/.test(day)) days.set(day, (days.get(day) ?? 0) + 1);
  }
  return [...days]
    .reverse()
    .slice(0, OFFERED)
    .map(([day, count]) => ({
      text: dayInWords(day),
      href: atMoment(page, { knownAt: day, asAt: '' }),
      what: `${counted(count, 'event')} became known`,
    }));
}

/** A page at a moment; an empty part of the moment is left out. */
export function atMoment(page: string, { knownAt, asAt }: { readonly knownAt: string; readonly asAt: string }): string {
  const [path = '', search = ''] = withoutMoment(page).split('?', 2);
  const query = new URLSearchParams(search);
  if (knownAt !== '') query.set('known-at', knownAt);
  if (asAt !== '') query.set('as-at', asAt);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
