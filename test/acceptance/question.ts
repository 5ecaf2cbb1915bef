/** What anyone may ask, before it is put as a command line or as a path. */
export type Question =
  | {
      readonly ask: 'scorecard';
      readonly ledger: string;
      readonly indicators?: readonly string[];
      readonly knownAt?: string;
      readonly asAt?: string;
    }
  | {
      readonly ask: 'indicator';
      readonly ledger: string;
      readonly indicator: string;
      readonly breakdown?: string;
      readonly knownAt?: string;
    }
  | {
      readonly ask: 'figures';
      readonly ledger: string;
      readonly indicator?: string;
      readonly area?: string;
      readonly knownAt?: string;
    }
  | { readonly ask: 'actions'; readonly ledger: string; readonly knownAt?: string };

export interface Answer {
  readonly ledger: string;
  readonly position: number;
  readonly root: string;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** A way in which questions are put and answered. */
export interface Driver {
  answer(question: Question): Promise<Answer>;
  close(): Promise<void>;
}
