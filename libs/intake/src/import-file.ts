/** The kinds of file that an import takes. */
export const importKinds = ['indicators', 'returns', 'targets', 'benchmarks', 'actions', 'lait'] as const;
export type ImportKind = (typeof importKinds)[number];

/** The kinds whose every row is one command. A lait file is one release as a whole. */
export type RowKindName = Exclude<ImportKind, 'lait'>;

/** A file as it was delivered, gzip or not. Without a kind, its header says what it is. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly kind?: ImportKind;
}

export interface ReadOptions {
  /** A date or an instant for every row that states none, and the date of a release. */
  readonly occurred?: string;
  /** The label of a release; for a lait file the file's own name stands in for it. */
  readonly release?: string;
  /** The publisher's table that a release is of; left out, its long file. */
  readonly table?: string;
  /** The DfE's dictionary of measures, for a lait file. */
  readonly dictionary?: SourceFile;
  /** Whether a release may follow one that bears a later date, and so take back what that one says. */
  readonly outOfOrder?: boolean;
}
