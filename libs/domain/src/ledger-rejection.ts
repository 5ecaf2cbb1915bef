import type { DomainRejection } from './nouns.js';

/** Why a name or an area is refused for how it is spelled. */
export type SpellingRejection =
  | { readonly kind: 'LooksLikeAnother'; readonly field: string; readonly name: string; readonly twin: string }
  | { readonly kind: 'UnseenSigns'; readonly field: string; readonly plain: string }
  | { readonly kind: 'UnknownArea'; readonly field: 'rule'; readonly area: string; readonly nearest: string | null }
  | {
      readonly kind: 'AreaNumbersDiffer';
      readonly field: 'area';
      readonly area: string;
      readonly areaCode: string;
      readonly held: string;
    };

/** A change that a release makes to a cell, for whoever has to say whether it is meant. */
export interface CellChange {
  readonly indicator: string;
  readonly area: string;
  readonly period: string;
  readonly was: string;
  /** Null where the cell is withdrawn. */
  readonly becomes: string | null;
}

/** How many cells a release changes in one way, and the first of them. */
export interface CellChanges {
  readonly count: number;
  readonly examples: readonly CellChange[];
}

/** Why a release as a whole is refused. */
export type ReleasedTableRejection =
  | { readonly kind: 'NotAPublisher'; readonly ledger: string }
  | {
      readonly kind: 'ReleaseOutOfOrder';
      readonly date: string | undefined;
      readonly newer: { readonly label: string; readonly date: string };
      readonly replaced: CellChanges;
      readonly withdrawn: CellChanges;
    }
  | {
      /** A cell is of one table: the release says cells that stand in another. */
      readonly kind: 'CellsOfAnotherTable';
      readonly table: string;
      readonly other: string;
      readonly cells: CellChanges;
    }
  | {
      /** No table was named, and the one that goes without has not one measure of the release. */
      readonly kind: 'TableNotSaid';
      readonly field: 'table';
      readonly table: string;
      readonly withdrawn: CellChanges;
    };

/** Said without a day while a ledger is open for migration, it would count as known from no day that anybody meant. */
export type DayNotSaid = { readonly kind: 'DayNotSaid'; readonly field: 'occurred'; readonly ledger: string };

/** Every refusal of a command: those of deciders, and those that are found before one is asked. */
export type LedgerRejection = DomainRejection | SpellingRejection | ReleasedTableRejection | DayNotSaid;
