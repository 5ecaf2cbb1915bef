/** The table of a release that names none: the DfE's long file, which every release was before tables had names. */
export const LONG_FILE = 'lait';

export type ReleaseData = {
  readonly label: string;
  /** Which of its publisher's tables it is of: it withdraws cells of that one alone. */
  readonly table: string;
  readonly date: string | null;
  /** SHA-256 of the file as it was delivered, hex. */
  readonly fileDigest: string;
  /** How many cells the release holds, changed or not. */
  readonly cells: number;
};

export type ReleaseEvent = { readonly type: 'ReleasePublished'; readonly schemaVersion: 2; readonly data: ReleaseData };
