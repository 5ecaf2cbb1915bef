import { importKinds, KIND_FAULTS } from '@outturn/intake';
import { capitalised, counted, spaced } from '@outturn/reporting';
import type { TakenRow } from '@outturn/wiring';
import type { ImportAnswer, RejectedRow } from '../../../rest/import-answer.js';
import type { FormView } from '../../forms/form.view.js';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { subjectInWords } from '../subject-words.js';

/** What may be said of a file beside its own content. */
export interface PreviewQuery {
  readonly kind?: string | undefined;
  readonly 'out-of-order'?: string | undefined;
}

/** @param address the address of this page where something more is said of the file */
export function previewView(
  form: FormView,
  file: string,
  answer: ImportAnswer,
  taken: readonly TakenRow[],
  links: Links,
  address: (query: PreviewQuery) => string,
): PageContent {
  const { accepted, unchanged, rejectedCount, rejected, warnings } = answer;
  const isNews = rejectedCount === 0 && accepted + answer.withdrawn + answer.defined > 0;
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
      kinds: answer.files.flatMap(({ kind, rows }) =>
        kind === null ? [] : [`${capitalised(counted(rows, 'row'))} read as ${kind}.`],
      ),
      readings: answer.readings.map(readingRow),
      choices: choicesOf(answer, address),
      isRejected: rejectedCount > 0,
      rejected: rejected.map(rejectedRow),
      moreRejected:
        rejected.length < rejectedCount ? `… and ${counted(rejectedCount - rejected.length, 'more fault')}.` : null,
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

/** What somebody has to choose before the file can be read or taken; null where nothing is asked. */
function choicesOf(
  { rejected }: ImportAnswer,
  address: (query: PreviewQuery) => string,
): { readonly title: string; readonly ways: readonly { readonly text: string; readonly href: string }[] } | null {
  if (rejected.some(({ kind }) => KIND_FAULTS.has(kind))) {
    const ways = importKinds.map((kind) => ({ text: `Read it as ${kind}`, href: address({ kind }) }));
    return { title: 'What does this file hold?', ways };
  }
  if (!rejected.some(({ kind }) => kind === 'ReleaseOutOfOrder')) return null;
  const ways = [{ text: 'Take it all the same', href: address({ 'out-of-order': 'yes' }) }];
  return { title: 'Is this older release meant?', ways };
}

function faultsInRows({ rejectedCount, rejectedRows }: ImportAnswer): string {
  const faults = counted(rejectedCount, 'fault');
  return rejectedRows === 0 ? faults : `${faults} in ${counted(rejectedRows, 'row')}`;
}

const readingRow = ({ line, column, value, message, cells }: ImportAnswer['readings'][number]): object[] => [
  { text: String(line), format: 'numeric' },
  { text: column },
  { text: value, classes: 'council-reference' },
  { text: `${capitalised(message)}${cells === 1 ? '' : `, in ${counted(cells, 'cell')}`}` },
];

function outcomeSentence(answer: ImportAnswer): string {
  const { accepted, unchanged, rejectedCount } = answer;
  if (rejectedCount > 0)
    return `${faultsInRows(answer)}. Nothing can be submitted until the file has none: mend what is named below and upload it again.`;
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

/** "value 77, status final": what stands of the members that change, or what they become. */
const statement = (changes: TakenRow['changes'], side: 'was' | 'becomes'): string =>
  changes.flatMap((change) => (change[side] === null ? [] : [`${spaced(change.member)} ${change[side]}`])).join(', ');

function groupOf(
  title: string,
  rows: readonly TakenRow[],
  count: number,
): { caption: string; rows: object[][]; more: string | null } {
  return {
    caption: `${title} (${count.toLocaleString('en-GB')})`,
    rows: rows.map(({ line, entity, changes }) => [
      { text: String(line), format: 'numeric' },
      { text: subjectInWords(entity) },
      { text: changes.length === 0 ? 'The same' : statement(changes, 'was') || 'Nothing' },
      { text: statement(changes, 'becomes') || (changes.length === 0 ? 'The same' : 'Nothing') },
    ]),
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
