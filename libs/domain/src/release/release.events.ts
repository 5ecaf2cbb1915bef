export type ReleaseData = {
  readonly label: string;
  readonly date: string | null;
  /** SHA-256 of the file as it was delivered, hex. */
  readonly fileDigest: string;
  /** How many cells the release holds, changed or not. */
  readonly cells: number;
};

export type ReleaseEvent = { readonly type: 'ReleasePublished'; readonly schemaVersion: 1; readonly data: ReleaseData };
