import { counted } from '@outturn/reporting';
import type { Journal } from '@outturn/wiring';
import type { FormView } from '../../forms/form.view.js';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import type { SentForm } from '../../frame/visit.js';
import { paths } from '../../paths.js';
import { eventLine } from '../event-line.js';

export interface JournalFacts {
  readonly journal: Journal;
  readonly form: FormView;
  /** What was looked for, as it stands in the address. */
  readonly query: SentForm;
  readonly hasProblems: boolean;
  readonly links: Links;
}

export function journalView({ journal, form, query, hasProblems, links }: JournalFacts): PageContent {
  const { rows, before, position } = journal;
  const kept = Object.fromEntries(
    filters.flatMap((name) => {
      const value = query[name];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    }),
  );
  const narrowed = Object.keys(kept).length > 0;
  return {
    template: 'auditors/journal/journal.njk',
    title: 'Journal',
    trail: [{ text: 'Audit', href: links.to(paths.audit) }],
    grounds: journal,
    hasProblems,
    ...(hasProblems ? { status: 422 } : {}),
    view: {
      form,
      narrowed,
      everything: links.to(paths.journal),
      events: rows.map((event) => eventLine(event, links)),
      summary: summaryOf(journal, narrowed),
      older:
        before === null
          ? null
          : {
              href: links.to(paths.journal, {}, { ...kept, before: String(before) }),
              text: rows.length === 0 ? `Look further back than position ${before}` : 'Older events',
            },
      newest: typeof query['before'] === 'string' ? links.to(paths.journal, {}, kept) : null,
      isEmpty: position === 0,
    },
  };
}

const dates = ['since', 'until'].flatMap((name) => ['day', 'month', 'year'].map((part) => `${name}-${part}`));
const filters = ['entity', 'type', 'person', ...dates];

function summaryOf({ rows, before, position }: Journal, narrowed: boolean): string {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined) {
    if (position === 0) return 'Nothing was recorded yet.';
    return before === null ? 'No event fits what you look for.' : `No event from position ${before} on fits so far.`;
  }
  if (narrowed) return `${counted(rows.length, 'event')} on this page, the newest first.`;
  return rows.length === 1
    ? `Event ${first.position} of ${position}.`
    : `Events ${first.position} to ${last.position} of ${position}, the newest first.`;
}
