import { textMembersOf } from '@outturn/domain';
import {
  KeyStore,
  readCheckpoint,
  readVerificationKey,
  signerOf,
  verifyLedger,
  type Checkpoint,
  type Fault,
  type Verification,
  type VerificationKey,
  type VerifiedLedger,
} from '@outturn/ledger';
import { QueryRefused } from './query-refused.js';

/** How a held checkpoint and the ledger stand to each other. */
export interface HeldCheckpoint {
  readonly size: number;
  /** `fits`: the ledger holds what was signed. `shorter`: its tail was dropped. `rewritten`: its past was changed. */
  readonly state: 'fits' | 'shorter' | 'rewritten';
  /** Whether a key that the caller pinned signed it; null where none was pinned. */
  readonly signedByPinnedKey: boolean | null;
}

export interface VerificationReport {
  readonly ledger: string;
  readonly position: number;
  readonly root: string;
  readonly ok: boolean;
  readonly faults: readonly Fault[];
  readonly redactedTexts: number;
  readonly checkpoint: HeldCheckpoint | null;
  /** What this verification could not show, as sentences. */
  readonly limits: readonly string[];
}

/** What is to be verified; plain data, so that another thread can be asked for it. */
export type LedgerFile = Pick<Verification, 'path' | 'ledger' | 'sizes'>;

export type VerifyFile = (
  file: LedgerFile,
  onProgress: (position: number, of: number) => void,
) => Promise<VerifiedLedger>;

/** Recomputes a ledger from its stored bytes, in the thread that asks. */
export const verifyFile: VerifyFile = (file, onProgress) =>
  verifyLedger({ ...file, textMembers: textMembersOf, onProgress });

export interface VerificationQuestion {
  /** The path of the ledger's file. */
  readonly path: string;
  readonly ledger: string;
  /** The text of a checkpoint that the auditor held since earlier. */
  readonly checkpoint?: string;
  /** The verification key that the auditor pinned. */
  readonly key?: string;
  readonly onProgress: (position: number, of: number) => void;
  /** How the file is verified; left out, in the thread that asks. */
  readonly verifyWith?: VerifyFile;
}

/**
 * Recomputes a ledger from its stored bytes and holds it against what the auditor has.
 * @throws QueryRefused for a key that is none, and for a checkpoint that is none or another ledger's
 */
export async function verify({
  path,
  ledger,
  checkpoint,
  key,
  onProgress,
  verifyWith = verifyFile,
}: VerificationQuestion): Promise<VerificationReport> {
  const held = checkpoint === undefined ? null : heldCheckpoint(checkpoint, ledger);
  const pinned = key === undefined ? null : pinnedKey(key);
  const verified = await verifyWith({ path, ledger, sizes: held === null ? [] : [held.size] }, onProgress);
  const fit: HeldCheckpoint | null =
    held === null
      ? null
      : {
          size: held.size,
          state: stateOf(verified.rootsAt.get(held.size) ?? null, held.root.toString('hex')),
          // A key of another name may have countersigned it; only the ledger's own key vouches for it.
          signedByPinnedKey:
            pinned === null ? null : pinned.name === held.origin && signerOf(held.note, [pinned]) !== null,
        };
  const { position, root, faults, redactedTexts } = verified;
  const ok = faults.length === 0 && (fit === null || (fit.state === 'fits' && fit.signedByPinnedKey !== false));
  return {
    ledger,
    position,
    root,
    ok,
    faults,
    redactedTexts,
    checkpoint: fit,
    limits: limitsOf(position, fit, pinned),
  };
}

/** @throws QueryRefused for what is no checkpoint, and for that of another ledger */
export function heldCheckpoint(text: string, ledger: string): Checkpoint {
  const held = readCheckpoint(text);
  if (held === null)
    throw new QueryRefused('checkpoint', firstLine(text), 'is no signed checkpoint (C2SP tlog-checkpoint)');
  const log = KeyStore.keyName(ledger);
  if (held.origin !== log)
    throw new QueryRefused('checkpoint', held.origin, `is a checkpoint of another log than ${log}`);
  return held;
}

/** @throws QueryRefused */
export function pinnedKey(line: string): VerificationKey {
  const key = readVerificationKey(line);
  if (key === null)
    throw new QueryRefused(
      'key',
      line,
      'is no verification key: it reads name+id+base64, as outturn key show prints it',
    );
  return key;
}

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

function stateOf(recomputed: string | null, signed: string): HeldCheckpoint['state'] {
  if (recomputed === null) return 'shorter';
  return recomputed === signed ? 'fits' : 'rewritten';
}

function limitsOf(position: number, fit: HeldCheckpoint | null, pinned: VerificationKey | null): string[] {
  const limits: string[] = [];
  if (fit === null) {
    limits.push(
      'No checkpoint was given, so a consistent rewrite or a dropped tail cannot be seen: hold one from outturn checkpoint and pass --checkpoint.',
    );
  } else if (fit.state === 'fits' && fit.size < position) {
    limits.push(
      `The events after position ${fit.size} are newer than the checkpoint: a rewrite or a dropped tail among them cannot be seen.`,
    );
  }
  if (pinned === null)
    limits.push("The signer's key is not pinned: pass --key with the key that the council published.");
  return limits;
}
