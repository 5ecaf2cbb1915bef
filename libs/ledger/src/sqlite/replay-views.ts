import Database from 'better-sqlite3';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { ViewFold } from '../view-fold.js';
import { openingFault } from './fault.js';
import type { SqliteLedgerOptions } from './options.js';
import { replayShare, type ReplayedShare, type ReplayShare } from './replay-share.js';
import { checkFormat } from './schema.js';
import { SqliteReader } from './sqlite-reader.js';
import { findDifference, type ViewDifference } from './view-difference.js';
import { viewTable } from './view-versions.js';
import { Faults, type Fault } from './verification/fault.js';
import { checkTexts, Mentions } from './verification/text-check.js';

export interface ReplayReport {
  readonly ledger: string;
  /** The events up to here were replayed. */
  readonly position: number;
  readonly root: string;
  readonly rows: number;
  /** Empty where every row is as the events say. At most one for each view: the first. */
  readonly differences: readonly ViewDifference[];
  /** Views that another release built: not compared, because a difference would mean nothing. */
  readonly otherVersions: readonly { readonly view: string; readonly kept: number; readonly ours: number }[];
  /**
   * The kept texts that are not what their digests name, or whose redaction no event says; null where they were not looked
   * at, because events behind those that were replayed may have taken some out.
   */
  readonly textFaults: readonly Fault[] | null;
  /** What this replay did not look at, as sentences. */
  readonly limits: readonly string[];
}

/** Whether a replay found nothing that is not as the events say. */
export const replayHolds = ({ differences, textFaults }: ReplayReport): boolean =>
  differences.length === 0 && (textFaults ?? []).length === 0;

const BYTES_UNSEEN =
  'The stored bytes and their hashes, and whether every text that an event names is there, were not looked at: run outturn verify.';
const TEXTS_UNSEEN =
  'The texts were not looked at, because the replay ended before the last event: a later one may have taken some out.';

/**
 * Rebuilds the views of a ledger from its events in files of their own and compares them row by row with those that it
 * keeps. Nothing is written to the ledger. Of a large one, half of the keys are left to a second thread.
 * @param to replay up to here; left out, to the head
 * @throws BadConfiguration where the file is no ledger of this format
 */
export async function replayViews(
  options: SqliteLedgerOptions,
  to: number | undefined,
  onProgress: (position: number, of: number) => void,
): Promise<ReplayReport> {
  const { path, ledger } = options;
  const folder = mkdtempSync(join(tmpdir(), 'outturn-replay-'));
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    mustBeLedger(db, options);
    db.exec('BEGIN');
    const reader = new SqliteReader(db, ledger, options.views, options.readEvent);
    const position = reader.wholeBatch(Math.min(to ?? Infinity, reader.position));
    const fileOf = (index: number): string => join(folder, `${index}.sqlite`);
    const share = (index: number, of: number): ReplayShare => ({
      path,
      ledger,
      position,
      rebuilt: fileOf(index),
      index,
      of,
    });
    const tell = (done: number): void => onProgress(done, position);
    const beside = position < (options.replayBeside?.fromEvents ?? Infinity) ? undefined : options.replayBeside;
    const replayed =
      beside === undefined
        ? [await replayHere(share(0, 1), options, tell)]
        : await replayBoth(share(0, 2), options, (...heard) => beside.replay(share(1, 2), ...heard), tell);
    const differences: ViewDifference[] = [];
    const otherVersions: ReplayReport['otherVersions'][number][] = [];
    let rows = 0;
    for (const view of options.views) {
      const kept = keptView(db, view);
      if (kept.version !== view.version) {
        otherVersions.push({ view: view.name, kept: kept.version, ours: view.version });
        continue;
      }
      const astray = rowBehind(db, view, reader.position) ?? builtElsewhere(view, kept.builtTo, reader.position);
      if (astray !== null) {
        differences.push(astray);
        continue;
      }
      const told = replayed.flatMap(({ views }) => views.filter((each) => each.view === view.name));
      const rebuilt = sum(told.map((each) => each.rows));
      rows += rebuilt;
      if (sum(told.map((each) => each.equal)) === rebuilt && keptRows(db, view, position) === rebuilt) continue;
      const difference = findDifference(
        path,
        view,
        position,
        replayed.map((_, index) => fileOf(index)),
      );
      if (difference !== null) differences.push(difference);
    }
    const textFaults = position < reader.position ? null : wrongTexts(db, replayed[0]?.redactions ?? []);
    return {
      ledger,
      position,
      root: reader.rootAt(position),
      rows,
      differences,
      otherVersions,
      textFaults,
      limits: textFaults === null ? [TEXTS_UNSEEN, BYTES_UNSEEN] : [BYTES_UNSEEN],
    };
  } finally {
    db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Texts are shown beside rows that name them by their digests, so they are compared with those. */
function wrongTexts(db: Database.Database, redactions: ReplayedShare['redactions']): readonly Fault[] {
  const faults = new Faults();
  const mentions = new Mentions();
  // Which members of an event name texts is not asked here.
  mentions.lack();
  checkTexts(db, { mentions, redactions: new Map(redactions) }, faults);
  return faults.all;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function mustBeLedger(db: Database.Database, options: SqliteLedgerOptions): void {
  try {
    checkFormat(db, options.path, options.ledger);
  } catch (error) {
    throw openingFault(error, options);
  }
}

/** Replays one share here, while the other is replayed in a thread of its own. */
async function replayBoth(
  ours: ReplayShare,
  options: SqliteLedgerOptions,
  replayTheirs: (onProgress: (position: number) => void, signal: AbortSignal) => Promise<ReplayedShare>,
  onProgress: (position: number) => void,
): Promise<ReplayedShare[]> {
  const reached = { here: 0, there: 0 };
  const tell = (further: Partial<typeof reached>): void => {
    Object.assign(reached, further);
    onProgress(Math.min(reached.here, reached.there));
  };
  const stopping = new AbortController();
  try {
    const there = Promise.allSettled([replayTheirs((position) => tell({ there: position }), stopping.signal)]);
    // Both read the same events, and a fault of theirs is told best by the thread that is asked.
    const here = await replayHere(ours, options, (position) => tell({ here: position }));
    const [answer] = await there;
    if (answer.status === 'rejected') throw answer.reason;
    return [here, answer.value];
  } finally {
    stopping.abort();
  }
}

async function replayHere(
  share: ReplayShare,
  options: SqliteLedgerOptions,
  onProgress: (position: number) => void,
): Promise<ReplayedShare> {
  const steps = replayShare(share, options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    onProgress(step.value);
    await turn();
  }
}

/** The version of a view that the ledger keeps, 0 where it keeps none, and the position that it says it is built to. */
const keptView = (db: Database.Database, { name }: ViewFold): { version: number; builtTo: number } =>
  (db.prepare('SELECT version, built_to AS builtTo FROM view WHERE name = ?').get(name) as
    { version: number; builtTo: number } | undefined) ?? { version: 0, builtTo: 0 };

/** A row behind the head would be shown as true as soon as the ledger has come so far. */
function rowBehind(db: Database.Database, view: ViewFold, head: number): ViewDifference | null {
  const row = db
    .prepare(
      `SELECT key, from_position AS fromPosition, content FROM ${viewTable(view)} WHERE from_position > ? ORDER BY key, from_position`,
    )
    .get(head) as { key: unknown; fromPosition: number; content: unknown } | undefined;
  if (row === undefined) return null;
  const { key, fromPosition, content } = row;
  return { view: view.name, key: String(key), fromPosition, column: null, kept: String(content), rebuilt: null };
}

/** From where it says that it is built to, a view is folded on when the ledger is opened. */
const builtElsewhere = ({ name }: ViewFold, builtTo: number, head: number): ViewDifference | null =>
  builtTo === head
    ? null
    : {
        view: name,
        key: '(the view itself)',
        fromPosition: head,
        column: 'built_to',
        kept: String(builtTo),
        rebuilt: String(head),
      };

const keptRows = (db: Database.Database, view: ViewFold, position: number): number =>
  db
    .prepare(`SELECT count(*) FROM ${viewTable(view)} WHERE from_position <= ?`)
    .pluck()
    .get(position) as number;
