import { importKinds, optionThatMends } from '@outturn/intake';
import { capitalised, counted, spaced } from '@outturn/reporting';
import type { TakenRow } from '@outturn/wiring';
import type { ImportAnswer, RejectedRow } from '../../../rest/import-answer.js';
import type { FormView } from '../../forms/form.view.js';
import type { Links } from '../../frame/links.js';
import type { PageContent } from '../../frame/page-content.js';
import { paths } from '../../paths.js';
import { subjectInWords } from '../subject-words.js';
import type { SaidInAddress } from './said-of-upload.js';
import { saidRows } from './said-rows.js';
import type { StagedUpload } from './staged-uploads.js';

/** Where more can be said of the files. */
export interface UploadAddresses {
  /** This page, where something more is said. */
  readonly preview: (more: SaidInAddress) => string;
  /** The page that asks what is said of the files. */
  readonly said: string;
}

export function previewView(
  form: FormView,
  upload: Pick<StagedUpload, 'files' | 'dictionary'>,
  said: SaidInAddress,
  answer: ImportAnswer,
  links: Links,
  addresses: UploadAddresses,
): PageContent {
  const { accepted, unchanged, withdrawn, rejectedCount, rejected, warnings, warningCount } = answer;
  const isNews = rejectedCount === 0 && accepted + withdrawn + answer.defined > 0;
  const of = (outcome: TakenRow['outcome']): TakenRow[] => answer.rows.filter((row) => row.outcome === outcome);
  const [wouldBe, same, gone] = [of('accepted'), of('unchanged'), of('withdrawn')];
  const place = placing(upload.files.length > 1);
  return {
    template: 'officers/upload/preview.njk',
    title: 'Check what will be submitted',
    trail: [
      { text: 'Returns to submit', href: links.to(paths.tasks) },
      { text: 'Upload a file', href: links.to(paths.upload) },
    ],
    view: {
      form: isNews ? form : null,
      problems: form.errorSummary,
      file: upload.files.map(({ name }) => name).join(', '),
      outcome: outcomeSentence(answer),
      said: saidRows(upload, said, answer, addresses.said),
      placeHead: place.head,
      readings: answer.readings.map((reading) => readingRow(reading, place)),
      choices: choicesOf(answer, addresses.preview),
      isRejected: rejectedCount > 0,
      rejected: rejected.map((row) => rejectedRow(row, place)),
      moreRejected: more(rejectedCount - rejected.length, 'more fault'),
      warnings: warnings.map((row) => rejectedRow(row, place)),
      moreWarnings: more(warningCount - warnings.length, 'more warning'),
      groups: [
        groupOf(
          rejectedCount === 0 ? 'Accepted' : 'Good, but not taken while other rows are rejected',
          wouldBe,
          rejectedCount === 0 ? accepted : wouldBe.length,
          place,
        ),
        groupOf('Withdrawn: the release has these no more', gone, rejectedCount === 0 ? withdrawn : gone.length, place),
        groupOf('Unchanged: this is so already', same, unchanged, place),
      ].filter(({ rows }) => rows.length > 0),
      again: links.to(paths.upload),
    },
  };
}

interface Placing {
  readonly head: readonly object[];
  cells(row: { readonly file: string; readonly line: number | null }): object[];
}

/** The columns that say where a row stands: its line, and its file if there are several. */
const placing = (isSeveral: boolean): Placing => ({
  head: [...(isSeveral ? [{ text: 'File' }] : []), { text: 'Line', format: 'numeric' }],
  cells: ({ file, line }) => [
    ...(isSeveral ? [{ text: file }] : []),
    { text: line === null ? '' : String(line), format: 'numeric' },
  ],
});

const more = (count: number, noun: string): string | null => (count > 0 ? `… and ${counted(count, noun)}.` : null);

/** What somebody has to choose before the file can be read or taken; null if nothing is asked. */
function choicesOf(
  { rejected }: ImportAnswer,
  address: UploadAddresses['preview'],
): { readonly title: string; readonly ways: readonly { readonly text: string; readonly href: string }[] } | null {
  if (rejected.some(({ kind }) => optionThatMends(kind)?.name === 'kind')) {
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

const readingRow = (
  { column, value, message, cells, ...row }: ImportAnswer['readings'][number],
  place: Placing,
): object[] => [
  ...place.cells(row),
  { text: column },
  value === '' ? { text: 'Nothing' } : { text: value, classes: 'council-reference' },
  { text: `${capitalised(message)}${cells === 1 ? '' : `, in ${counted(cells, 'cell')}`}` },
];

function outcomeSentence(answer: ImportAnswer): string {
  const { accepted, unchanged, withdrawn, defined, rejectedCount, files } = answer;
  const what = files.length > 1 ? 'these files' : 'this file';
  if (rejectedCount > 0)
    return `${faultsInRows(answer)}. Nothing can be submitted until there is none: mend what is named below and upload it again.`;
  if (accepted + withdrawn + defined === 0) return `Nothing in ${what} is new: ${counted(unchanged, 'row')} unchanged.`;
  const counts = [
    `${counted(accepted, 'row')} accepted`,
    ...(withdrawn === 0 ? [] : [`${withdrawn.toLocaleString('en-GB')} withdrawn`]),
    ...(defined === 0 ? [] : [counted(defined, 'definition')]),
    `${unchanged.toLocaleString('en-GB')} unchanged`,
  ];
  return `${counts.join(', ')}, none rejected. Nothing is submitted yet.`;
}

/** The row's place, its cell, and what would be right, in the words of the terminal. */
const rejectedRow = ({ column, value, message, ...row }: RejectedRow, place: Placing): object[] => [
  ...place.cells(row),
  { text: column ?? '' },
  { text: value ?? '', classes: 'council-reference' },
  { text: capitalised(message) },
];

/** "value 77, status final": what stands of the members that change, or what they become. */
const statement = (changes: TakenRow['changes'], side: 'was' | 'becomes'): string =>
  changes.flatMap((change) => (change[side] === null ? [] : [`${spaced(change.member)} ${change[side]}`])).join(', ');

function groupOf(
  title: string,
  rows: readonly TakenRow[],
  count: number,
  place: Placing,
): { caption: string; rows: object[][]; more: string | null } {
  return {
    caption: `${title} (${count.toLocaleString('en-GB')})`,
    rows: rows.map(({ entity, changes, ...row }) => [
      ...place.cells(row),
      { text: subjectInWords(entity) },
      { text: changes.length === 0 ? 'The same' : statement(changes, 'was') || 'Nothing' },
      { text: statement(changes, 'becomes') || (changes.length === 0 ? 'The same' : 'Nothing') },
    ]),
    more: more(count - rows.length, 'more row'),
  };
}

export const uploadGoneView = (links: Links): PageContent => ({
  template: 'officers/upload/gone.njk',
  title: 'This file is no longer here',
  status: 404,
  trail: [{ text: 'Returns to submit', href: links.to(paths.tasks) }],
  view: { again: links.to(paths.upload) },
});
