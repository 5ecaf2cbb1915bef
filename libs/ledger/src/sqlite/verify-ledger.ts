import Database from 'better-sqlite3';
import { LedgerDamaged } from '../errors.js';
import { codeOf } from './fault.js';
import { EventCheck, type EventCheckOptions } from './verification/event-check.js';
import { Faults, type Fault } from './verification/fault.js';
import { IndexCheck } from './verification/index-check.js';
import { checkTexts } from './verification/text-check.js';
import { TreeCheck } from './verification/tree-check.js';

export type { Fault } from './verification/fault.js';

export interface Verification extends EventCheckOptions {
  readonly path: string;
  /** Tree sizes whose roots are wanted, for comparison with checkpoints. */
  readonly sizes: readonly number[];
}

export interface VerifiedLedger {
  readonly ledger: string;
  /** How many events are stored: the head's position, where none is missing. */
  readonly position: number;
  /** Recomputed from the stored bytes, hex. */
  readonly root: string;
  /** Every position whose bytes, columns and leaf disagree, and every other contradiction. */
  readonly faults: readonly Fault[];
  /** How many texts were taken out on purpose: their events and proofs stand. */
  readonly redactedTexts: number;
  /** The recomputed root (hex) at each size that was asked for; null where the ledger is shorter. */
  readonly rootsAt: ReadonlyMap<number, string | null>;
}

/**
 * Recomputes everything about a ledger from its stored bytes. Nothing that is stored beside them is trusted.
 * @throws LedgerDamaged where the file itself can't be read to its end
 */
export async function verifyLedger(verification: Verification): Promise<VerifiedLedger> {
  const db = new Database(verification.path, { readonly: true, fileMustExist: true });
  try {
    // One read transaction: whoever writes meanwhile does not move what is checked.
    db.exec('BEGIN');
    const faults = new Faults();
    const tree = new TreeCheck(db, verification.sizes, faults);
    const indexes = new IndexCheck(db, faults);
    const events = new EventCheck(db, verification, tree, indexes, faults);
    await events.run();
    indexes.finish();
    tree.finish();
    const redactedTexts = checkTexts(db, events, faults);
    return {
      ledger: verification.ledger,
      position: tree.size,
      root: tree.root,
      faults: faults.all,
      redactedTexts,
      rootsAt: tree.rootsAt,
    };
  } catch (error) {
    // SQLITE_ERROR: a table or an index that every ledger has is not there.
    if (!/^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(codeOf(error))) throw error;
    const reason = messageOf(error) ?? codeOf(error);
    throw new LedgerDamaged(`${verification.path} can't be read to its end (${reason}): restore a backup`, {
      cause: error,
    });
  } finally {
    db.close();
  }
}

/** Not by `instanceof`: an error of the native module may come from another realm. */
const messageOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : null;
