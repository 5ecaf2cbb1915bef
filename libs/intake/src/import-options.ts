import { importKinds, type ImportKind, type ReadOptions, type SourceFile } from './import-file.js';

interface Option {
  readonly name: string;
  /** How it is answered: one of the kinds of file, a label, a day, yes or no, or another file. */
  readonly answer: 'kind' | 'label' | 'day' | 'yes' | 'file';
  /** What it says, as a clause. */
  readonly says: string;
  /** What goes if it is left out, as a clause. */
  readonly leftOut?: string;
}

/** What may be said of an import beside its files. Terminal, HTTP and page take each of these, and take no other. */
export const importOptions = [
  {
    name: 'kind',
    answer: 'kind',
    says: `what the files hold: ${importKinds.join(', ')}`,
    leftOut: 'what their headers say',
  },
  { name: 'release', answer: 'label', says: "the label of a publisher's release", leftOut: "the file's name" },
  {
    name: 'table',
    answer: 'label',
    says: 'which of its tables a publisher releases: it withdraws cells of that one alone',
    leftOut: 'lait, its long file',
  },
  {
    name: 'occurred',
    answer: 'day',
    says: 'the day on which rows became known that state none, and on which a release was published',
  },
  { name: 'dictionary', answer: 'file', says: "the publisher's dictionary of measures, for a release" },
  { name: 'outOfOrder', answer: 'yes', says: 'take a release although a later one was taken before' },
] as const satisfies readonly Option[];

export type ImportOption = (typeof importOptions)[number];
export type ImportOptionName = ImportOption['name'];

/** What was said of an import: texts as they were given, and the dictionary. */
export interface SaidOfImport {
  readonly kind?: ImportKind | undefined;
  readonly release?: string | undefined;
  readonly table?: string | undefined;
  readonly occurred?: string | undefined;
  readonly dictionary?: SourceFile | undefined;
  readonly outOfOrder?: boolean | undefined;
}

/** The files of an import and what is said of them, as they are read. What is wrong with it is found where they are read. */
export function importOf(
  files: readonly SourceFile[],
  { kind, outOfOrder, ...said }: SaidOfImport,
): { readonly files: readonly SourceFile[]; readonly options: ReadOptions } {
  const given = Object.entries(said).filter(([, value]) => value !== undefined);
  return {
    files: kind === undefined ? files : files.map((file) => ({ ...file, kind })),
    options: { ...(Object.fromEntries(given) as ReadOptions), ...(outOfOrder === true ? { outOfOrder } : {}) },
  };
}

/** `outOfOrder` as terminal and addresses write it: `out-of-order`. */
export const optionInAddress = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** One of the kinds of file by its name; undefined for any other text. */
export const importKindNamed = (name: string | undefined): ImportKind | undefined =>
  importKinds.find((kind) => kind === name);
