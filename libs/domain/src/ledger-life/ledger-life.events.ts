import type { TextDigest } from '@outturn/kernel';

export type LedgerLifeEvent =
  | {
      readonly type: 'LedgerOpened';
      readonly schemaVersion: 1;
      readonly data: { readonly name: string; readonly areaCode: string | null };
    }
  | { readonly type: 'MigrationClosed'; readonly schemaVersion: 1; readonly data: Record<string, never> }
  | {
      readonly type: 'TextRedacted';
      readonly schemaVersion: 1;
      readonly data: {
        readonly position: number;
        readonly field: string;
        readonly digest: TextDigest;
        readonly reason: TextDigest;
      };
    }
  | {
      readonly type: 'SnapshotIssued';
      readonly schemaVersion: 1;
      readonly data: {
        readonly digest: string;
        readonly position: number;
        readonly asAt: string;
        readonly issuedTo: string;
        readonly rules: Readonly<Record<string, string>>;
      };
    }
  | {
      readonly type: 'SigningKeyRotated';
      readonly schemaVersion: 1;
      readonly data: {
        /** Verification keys, as lines. */
        readonly previous: string;
        readonly next: string;
      };
    };
