import { dueInWords, spaced } from '@outturn/reporting';
import type { HistoryRow, PlannedAction } from '@outturn/wiring';
import type { FormView } from '../../forms/form.view.js';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { deedSentence } from '../deeds.js';
import { withSeenVersion } from '../seen-version.js';

export function progressView(
  form: FormView,
  action: PlannedAction,
  events: readonly HistoryRow[],
  links: Links,
): PageContent {
  const { ref, due, status, overdue, lead } = action;
  const reports = events.filter(({ type }) => type === 'ActionProgressReported').toReversed();
  return {
    template: 'officers/progress/progress.njk',
    title: 'Report progress',
    trail: [
      { text: 'Action plan', href: links.to(paths.actions) },
      { text: `Action ${ref}`, href: links.to(paths.action, { ref }) },
    ],
    view: {
      form: withSeenVersion(form, events.at(-1)?.entityVersion ?? 0),
      caption: `Action ${ref}`,
      action: action.action,
      facts: [
        overdue ? `Overdue, ${spaced(status)}` : spaced(status),
        ...(due === null ? [] : [`due ${dueInWords(due)}`]),
        ...(lead === null ? [] : [`lead: ${lead.split(';').join(', ')}`]),
      ].join(', '),
      reports: reports.map((event) => ({ deed: deedSentence(event), text: event.texts['progress'] ?? '' })),
    },
  };
}
