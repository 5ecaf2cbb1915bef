import type { TextDigest } from '@outturn/kernel';
import type { AskedReturn } from './asked-return.js';

/** What a collection round asks for, by when and of whom. */
export type RoundData = {
  readonly round: string;
  readonly period: string;
  /** The last day on which a return is in time. */
  readonly due: string;
  readonly returns: readonly AskedReturn[];
  /** Ids of those who submit. */
  readonly submitters: readonly string[];
};

export type RoundEvent =
  | { readonly type: 'RoundOpened'; readonly schemaVersion: 1; readonly data: RoundData }
  | {
      readonly type: 'RoundRevised';
      readonly schemaVersion: 2;
      readonly data: RoundData & { readonly reason: TextDigest | null };
    }
  | {
      readonly type: 'RoundClosed';
      readonly schemaVersion: 1;
      readonly data: {
        readonly round: string;
        readonly period: string;
        /** The returns that are refused from here on. */
        readonly returns: readonly AskedReturn[];
      };
    }
  | {
      readonly type: 'RoundReopened';
      readonly schemaVersion: 1;
      readonly data: {
        readonly round: string;
        readonly period: string;
        readonly due: string;
        readonly reason: TextDigest;
      };
    };
