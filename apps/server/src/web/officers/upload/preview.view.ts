import { counted } from '@outturn/reporting';
import type { TakenRow } from '@outturn/wiring';
import type { ImportAnswer, RejectedRow } from '../../../rest/import-answer.js';
import type { FormView } from '../../forms/form.view.js';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { subjectInWords } from '../subject-words.js';

export function previewView(
  form: FormView,
  file: string,
  answer: ImportAnswer,
  taken: readonly TakenRow[],
  links: Links,
): PageContent {
  const { accepted, unchanged, rejectedCount, rejected, warnings } = answer;
  const isNews = rejectedCount === 0 && accepted > 0;
  const of = (outcome: TakenRow['outcome']): TakenRow[] => taken.filter((row) => row.outcome === outcome);
  const [wouldBe, same] = [of('accepted'), of('unchanged')];
  return {
    template: 'officers/upload/preview.njk',
    title: 'Check what will be submitted',
    trail: [
      { text: 'Returns to submit', href: links.to(paths.tasks) },
      { text: 'Upload a file of returns', href: links.to(paths.upload) },
    ],
    view: {
      form: isNews ? form : null,
      problems: form.errorSummary,
      file,
      outcome: outcomeSentence(answer),
      isRejected: rejectedCount > 0,
      rejected: rejected.map(rejectedRow),
      moreRejected:
        rejected.length < rejectedCount
          ? `… and ${counted(rejectedCount - rejected.length, 'more rejected row')}.`
          : null,
      warnings: warnings.map(rejectedRow),
      groups: [
        groupOf(
          rejectedCount === 0 ? 'Accepted' : 'Good, but not taken while other rows are rejected',
          wouldBe,
          rejectedCount === 0 ? accepted : wouldBe.length,
        ),
        groupOf('Unchanged: this is so already', same, unchanged),
      ].filter(({ rows }) => rows.length > 0),
      again: links.to(paths.upload),
    },
  };
}

function outcomeSentence({ accepted, unchanged, rejectedCount }: ImportAnswer): string {
  if (rejectedCount > 0)
    return `${counted(rejectedCount, 'row')} rejected. Nothing can be submitted until the file has none: mend the rows below and upload it again.`;
  if (accepted === 0) return `Nothing in this file is new: ${counted(unchanged, 'row')} unchanged.`;
  return `${counted(accepted, 'row')} accepted, ${unchanged} unchanged, none rejected. Nothing is submitted yet.`;
}

/** The row's place, its cell, and what would be right, in the words of the terminal. */
const rejectedRow = ({ line, column, value, message }: RejectedRow): object[] => [
  { text: line === null ? '' : String(line), format: 'numeric' },
  { text: column ?? '' },
  { text: value ?? '', classes: 'council-reference' },
  { text: message.charAt(0).toUpperCase() + message.slice(1) },
];

function groupOf(
  title: string,
  rows: readonly TakenRow[],
  count: number,
): { caption: string; rows: object[][]; more: string | null } {
  return {
    caption: `${title} (${count.toLocaleString('en-GB')})`,
    rows: rows.map(({ line, entity }) => [{ text: String(line), format: 'numeric' }, { text: subjectInWords(entity) }]),
    more: rows.length < count ? `… and ${counted(count - rows.length, 'more row')}.` : null,
  };
}

export const uploadGoneView = (links: Links): PageContent => ({
  template: 'officers/upload/gone.njk',
  title: 'This file is no longer here',
  status: 404,
  trail: [{ text: 'Returns to submit', href: links.to(paths.tasks) }],
  view: { again: links.to(paths.upload) },
});
