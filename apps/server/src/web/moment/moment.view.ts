import { counted, dayInWords } from '@outturn/reporting';
import type { PageContent } from '../frame/page-content.js';
import { withoutMoment } from '../frame/without-moment.js';
import type { KnownDay } from '../board/known-days.js';
import type { FormView } from '../forms/form.view.js';

export interface MomentFacts {
  readonly form: FormView;
  /** The page that the reader came from, with its query. */
  readonly page: string;
  readonly days: readonly KnownDay[];
}

/** How many days are offered to go to with one press. */
const OFFERED = 12;

export function momentView({ form, page, days }: MomentFacts): PageContent {
  return {
    template: 'moment/moment.njk',
    title: 'Look at another moment',
    trail: [],
    view: {
      form,
      now: withoutMoment(page),
      days: days.slice(0, OFFERED).map(({ day, events }) => ({
        text: dayInWords(day),
        href: atMoment(page, { knownAt: day, asAt: '' }),
        what: `${counted(events, 'event')} became known`,
      })),
    },
  };
}

/** A page at a moment; an empty part of the moment is left out. */
export function atMoment(page: string, { knownAt, asAt }: { readonly knownAt: string; readonly asAt: string }): string {
  const [path = '', search = ''] = withoutMoment(page).split('?', 2);
  const query = new URLSearchParams(search);
  if (knownAt !== '') query.set('known-at', knownAt);
  if (asAt !== '') query.set('as-at', asAt);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}
