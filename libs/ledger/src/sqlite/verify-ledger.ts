import Database from 'better-sqlite3';
import { LedgerDamaged } from '../errors.js';
import { codeOf } from './fault.js';
import { EventCheck, type EventCheckOptions, type Hashing } from './verification/event-check.js';
import { Faults, type Fault } from './verification/fault.js';
import { hashing, type ToHash } from './verification/hashing.js';
import { hashingInThread } from './verification/hashing-thread.js';
import { IndexCheck } from './verification/index-check.js';
import { checkLedgerRow, checkSourceRows } from './verification/ledger-row-check.js';
import { rootOf } from './verification/recomputed-tree.js';
import { checkSchema } from './verification/schema-check.js';
import { checkTexts } from './verification/text-check.js';
import { checkTree } from './verification/tree-check.js';

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

/** From how many events on a second thread is worth its start. */
const MANY = 20_000;

/**
 * Recomputes everything about a ledger from its stored bytes. Nothing that is stored beside them is trusted. Of a large
 * ledger the bytes are hashed in a thread of its own.
 * @throws LedgerDamaged where the file itself can't be read to its end
 */
export async function verifyLedger(verification: Verification): Promise<VerifiedLedger> {
  const db = new Database(verification.path, { readonly: true, fileMustExist: true });
  let hashes: Hashing | null = null;
  try {
    // One read transaction: whoever writes meanwhile does not move what is checked. What is hashed is read over another
    // connection, in a transaction that may begin some commits later; it goes no further than this head, and up to there
    // every commit leaves the events and the tiles of their leaves as they were.
    db.exec('BEGIN');
    const head = db.prepare('SELECT coalesce(max(position), 0) FROM event').pluck().get() as number;
    const what = { path: verification.path, head, sizes: verification.sizes };
    const many = db.prepare('SELECT 1 FROM event LIMIT 1 OFFSET ?').get(MANY) !== undefined;
    hashes = many ? hashingInThread(what) : hashingHere(what);
    const faults = new Faults();
    checkSchema(db, faults);
    const indexes = new IndexCheck(db, faults);
    const events = new EventCheck(db, verification, hashes, indexes, faults);
    const { tree, rootsAt, differingTiles } = await events.run(head);
    indexes.finish();
    checkTree(db, tree, differingTiles, faults);
    checkLedgerRow(db, verification.ledger, faults);
    checkSourceRows(db, faults);
    const redactedTexts = checkTexts(db, events, faults);
    return {
      ledger: verification.ledger,
      position: tree.size,
      root: rootOf(tree),
      faults: faults.all,
      redactedTexts,
      rootsAt,
    };
  } catch (error) {
    // SQLITE_ERROR: a table or an index that every ledger has is not there.
    if (!/^SQLITE_(CORRUPT|NOTADB|ERROR)/.test(codeOf(error))) throw error;
    const reason = messageOf(error) ?? codeOf(error);
    throw new LedgerDamaged(`${verification.path} can't be read to its end (${reason}): restore a backup`, {
      cause: error,
    });
  } finally {
    await hashes?.return?.();
    db.close();
  }
}

/** To its caller it is the same as one that waits for a thread. */
async function* hashingHere(what: ToHash): ReturnType<typeof hashingInThread> {
  return yield* hashing(what);
}

/** Not by `instanceof`: an error of the native module may come from another realm. */
const messageOf = (error: unknown): string | null =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : null;
