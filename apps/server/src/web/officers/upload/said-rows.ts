import { isIsoDate } from '@outturn/kernel';
import { counted, dayInWords } from '@outturn/reporting';
import type { ImportAnswer } from '../../../rest/import-answer.js';
import type { SaidInAddress } from './said-of-upload.js';
import type { StagedUpload } from './staged-uploads.js';

/** One thing that is said of an upload, or asked for, with the way to say it. */
export interface SaidRow {
  readonly key: { readonly text: string };
  readonly value: { readonly text: string };
  readonly actions: { readonly items: readonly object[] };
}

/** What the files were read as, and what is said of them; what a release or a history wants and nobody said is named. */
export function saidRows(
  { files, dictionary }: Pick<StagedUpload, 'files' | 'dictionary'>,
  said: SaidInAddress,
  answer: ImportAnswer,
  href: string,
): SaidRow[] {
  const isRelease = answer.files.some(({ kind }) => kind === 'lait');
  const isUndated = answer.warnings.some(({ kind }) => kind === 'NoDateStated');
  const { occurred, release, table } = said;
  const day = typeof occurred === 'string' ? (isIsoDate(occurred) ? dayInWords(occurred) : occurred) : 'Not said';
  const rows: (readonly [name: string, value: string, question: string])[] = [];
  for (const { file, kind, stated, rows: count } of answer.files)
    if (kind !== null)
      rows.push([
        file,
        `${counted(count, 'row')} read as ${kind}, as ${stated ? 'you said' : 'the columns say'}`,
        'kind',
      ]);
  if (isRelease) {
    const [name = ''] = files.map((file) => file.name);
    rows.push([
      'Label',
      typeof release === 'string' ? release : `Not said: the name of the file, ${name}, stands for it`,
      'release',
    ]);
    rows.push(['Table', typeof table === 'string' ? table : 'Not said: lait, the long file', 'table']);
    rows.push(['Day of publication', day, 'occurred-day']);
    rows.push(['Dictionary', dictionary?.name ?? 'Not said', 'dictionary']);
  } else if (typeof occurred === 'string' || isUndated) {
    rows.push(['Day of rows that state none', day, 'occurred-day']);
  }
  return rows.map(([name, value, question]) => ({
    key: { text: name },
    value: { text: value },
    actions: {
      items: [{ href: `${href}#${question}`, text: 'Change', visuallyHiddenText: name === '' ? question : name }],
    },
  }));
}
