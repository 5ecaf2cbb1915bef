import {
  importKindNamed,
  importKinds,
  importOf,
  importOptions,
  optionInAddress,
  type ImportOption,
  type ImportOptionName,
} from '@outturn/intake';
import { textOf, type Answers, type Field } from '../../forms/field.js';
import type { QueryOf } from '../../address.js';
import type { StagedUpload } from './staged-uploads.js';

/** What is said of an upload in its address: a text for each option. */
export type SaidInAddress = QueryOf<string>;

const YES = 'yes';
const FOLDED = 'More about the file, or about the release of a publisher';

/** The question for each thing that may be said of a file; whether an older release is meant is asked if one is met. */
const questions: Readonly<
  Record<Exclude<ImportOptionName, 'outOfOrder'>, Exclude<Field, { readonly kind: 'hidden' }>>
> = {
  occurred: {
    kind: 'date',
    name: 'occurred',
    label: 'Day of publication',
    hint: 'Of a release, for example 20 3 2025',
    folded: FOLDED,
  },
  kind: {
    kind: 'select',
    name: 'kind',
    label: 'What the file holds',
    hint: 'Leave this open if the columns say it',
    choices: importKinds.map((kind) => ({ value: kind, text: kind })),
    folded: FOLDED,
  },
  release: {
    kind: 'text',
    name: 'release',
    label: 'Label of the release',
    hint: 'The name under which it is known from now on. Without one, the name of the file is taken',
    folded: FOLDED,
  },
  table: {
    kind: 'text',
    name: 'table',
    label: 'Table of the publisher',
    hint: 'If the publisher releases several tables, which one this is. Cells of the others stay as they are. Without one, it is the long file, lait',
    folded: FOLDED,
  },
  dictionary: {
    kind: 'file',
    name: 'dictionary',
    label: 'Dictionary of the release',
    hint: 'A CSV file that says what each measure is called, counts and is good for',
    accept: '.csv,text/csv',
    folded: FOLDED,
  },
};

/** Under which question an option is asked for; of the kind, and of an older release, the page asks at the fault itself. */
export const asQuestion = ({ name }: ImportOption): string | null =>
  name === 'outOfOrder' || name === 'kind' ? null : `under “${questions[name].label}”`;

/** While history is brought in, a day is wanted of every file. */
const DAY_OF_HISTORY: Field = {
  kind: 'date',
  name: 'occurred',
  label: 'Day on which rows that state none became known',
  hint: 'For example, 30 11 2017; of a release, the day of its publication. The history of this council is still being brought in. A day in a column named occurred goes first',
};

/** @param isMigration whether the ledger is open for migration */
export function saidFields(isMigration: boolean): readonly Field[] {
  const { occurred, ...more } = questions;
  return [isMigration ? DAY_OF_HISTORY : occurred, ...Object.values(more)];
}

/** The answers as they stand in an address. */
export const inAddress = (answers: Answers): SaidInAddress =>
  Object.fromEntries(
    importOptions.flatMap(({ name, answer }) =>
      answer === 'file' ? [] : [[optionInAddress(name), textOf(answers, name) || undefined]],
    ),
  );

/** What stands in an address, as the answers to the questions. */
export const asAnswers = (said: SaidInAddress): Answers =>
  Object.fromEntries(Object.entries(said).flatMap(([name, text]) => (typeof text === 'string' ? [[name, text]] : [])));

/** What stands in an address of an upload. @param asked gives the value of a name in its query */
export const saidBy = (names: readonly string[], asked: (name: string) => string | undefined): SaidInAddress =>
  Object.fromEntries(names.map((name) => [name, asked(name)]));

/** An upload as it is imported. */
export function importOfUpload({ files, dictionary }: StagedUpload, said: SaidInAddress): ReturnType<typeof importOf> {
  const text = (name: ImportOptionName): string | undefined => {
    const value = said[optionInAddress(name)];
    return typeof value === 'string' ? value : undefined;
  };
  return importOf(files, {
    kind: importKindNamed(text('kind')),
    release: text('release'),
    table: text('table'),
    occurred: text('occurred'),
    dictionary: dictionary ?? undefined,
    outOfOrder: text('outOfOrder') === YES,
  });
}
