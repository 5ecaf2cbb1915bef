import type Database from 'better-sqlite3';
import { canonicalJson, type Clock, type EventEnvelope, type Instant } from '@outturn/kernel';
import { LedgerDamaged, VersionConflict } from '../errors.js';
import type { Head, ProposedBatch, Proposal, SourceRowTaken } from '../ledger.js';
import type { Frontier } from '../merkle/frontier.js';
import { leafHash } from '../merkle/node-hash.js';
import type { RestoredBatch, RestoredText } from '../restored-part.js';
import type { ViewFold } from '../view-fold.js';
import { GrowingTree } from './growing-tree.js';
import { KeptTexts } from './kept-texts.js';
import { instantOf, occurrencesBefore } from './occurrences.js';
import type { SqliteReader } from './sqlite-reader.js';
import { Statements } from './statements.js';
import { checkViews } from './view-registry.js';
import { ViewRows, type AddedRow } from './view-rows.js';

/** How many versions of a view that were taken in are held back to be written in key order. */
const TOGETHER = 20_000;

const later = (a: Instant, b: Instant): Instant => (a > b ? a : b);

/** What a batch added to a ledger: enough to add it again, to the same ledger, without working it out again. */
export interface AddedBatch {
  /** The tree that it was added to: its leaves are all the events before it. */
  readonly before: Frontier;
  readonly events: readonly { readonly event: EventEnvelope; readonly bytes: string; readonly leaf: Buffer }[];
  readonly rows: readonly AddedRow[];
}

interface Remembered {
  readonly head: Head;
  readonly frontier: Frontier;
  readonly dataVersion: unknown;
}

/**
 * Writes batches inside the transaction that its caller opened: bytes, leaf, frontier, tiles, texts and views together.
 * What it remembers between transactions (head and frontier) is read again whenever another connection has written.
 */
export class SqliteAppender {
  private readonly insertEvent: Database.Statement;
  private readonly takeIn: Database.Statement;
  private readonly advanceViews: Database.Statement;
  private readonly dataVersion: Database.Statement;
  private readonly tree: GrowingTree;
  private readonly texts: KeptTexts;
  private readonly views: ViewRows;
  /** Of batches that were decided elsewhere, of which many come at a time and nobody reads before the last is in. */
  private readonly takenIn: ViewRows;
  private remembered: Remembered | null = null;

  constructor(
    private readonly db: Database.Database,
    private readonly reader: SqliteReader,
    private readonly clock: Clock,
    private readonly folds: readonly ViewFold[],
  ) {
    this.insertEvent = db.prepare('INSERT INTO event (position, bytes, leaf) VALUES (?, ?, ?)');
    this.takeIn = db.prepare('INSERT OR REPLACE INTO source_row (digest, entity, entity_version) VALUES (?, ?, ?)');
    // Only the views that this process folds: another release may keep more.
    this.advanceViews = db.prepare(
      `UPDATE view SET built_to = ? WHERE name IN (${folds.map(({ name }) => `'${name}'`).join(', ')})`,
    );
    this.dataVersion = db.prepare('PRAGMA data_version').pluck();
    this.tree = new GrowingTree(db);
    this.texts = new KeptTexts(new Statements(db));
    this.views = new ViewRows(db, folds);
    this.takenIn = new ViewRows(db, folds, { together: TOGETHER, shared: true });
  }

  /** Forgets what was remembered: after a rollback it may never have been. */
  forget(): void {
    this.remembered = null;
    this.takenIn.drop();
    this.reader.forget();
  }

  /** Reads head and frontier again if another connection has written since; call it first inside each transaction. */
  refresh(): void {
    const dataVersion = this.dataVersion.get();
    if (this.remembered?.dataVersion === dataVersion) return;
    this.reader.forget();
    const head = this.reader.head();
    const frontier = this.tree.kept();
    if (frontier.size !== head.position) {
      throw new LedgerDamaged(
        `the Merkle frontier holds ${frontier.size} leaves and the ledger ${head.position} events: run outturn verify`,
      );
    }
    checkViews(this.db, this.folds, head.position);
    this.remembered = { head, frontier, dataVersion };
  }

  /** Where the appending stands, to `rewind` to when what follows is rolled back. */
  get current(): Remembered {
    if (this.remembered === null) throw new Error('refresh() comes first');
    return this.remembered;
  }

  rewind(to: Remembered): void {
    if (to !== this.remembered) this.reader.forgetAdded();
    this.remembered = to;
  }

  /** Appends a proposal. Returns the first and the last position it was given; first > last where it held no event. */
  append(
    proposal: Proposal<unknown>,
    { keepsAdded = false } = {},
  ): { first: number; last: number; batches: readonly AddedBatch[] } {
    const first = this.current.head.position + 1;
    const batches = proposal.batches.flatMap((batch) => this.appendBatch(batch, keepsAdded) ?? []);
    const last = this.current.head.position;
    if (first > last) return { first, last, batches };
    for (const text of proposal.texts ?? []) this.texts.keep(text);
    this.takeRowsIn(proposal.sourceRows ?? []);
    for (const digest of proposal.redact ?? []) this.redact(digest, last);
    return { first, last, batches };
  }

  /** Writes what the whole transaction shares; call it once, before the commit. */
  finish(): void {
    const { frontier } = this.current;
    this.takenIn.flush();
    this.tree.save(frontier);
    this.advanceViews.run(frontier.size);
    this.reader.keepAdded();
  }

  /** Inserts a batch as it lay in another store: same positions, same bytes. Views follow by `finish`, and the frontier. */
  restore(batch: RestoredBatch): void {
    for (const { event, bytes } of batch) this.insert(event, bytes);
    // As a rebuild would read them: lifted to this release's versions.
    this.takenIn.apply(batch.map(({ event }) => this.reader.lifted(event)));
  }

  /**
   * Adds a batch again that was added here before and rolled back.
   * @returns whether it could be: only behind the very same events are its rows what they were
   */
  addAgain({ before, events, rows }: AddedBatch): boolean {
    if (!this.current.frontier.equals(before)) return false;
    for (const { event, bytes, leaf } of events) this.insert(event, bytes, leaf);
    this.takenIn.add(rows);
    return true;
  }

  /** Keeps a text as another store kept it. @throws LedgerDamaged for a salt of another length than 16 bytes */
  restoreText(text: RestoredText): void {
    this.texts.restore(text);
  }

  /** Keeps a row of a file as another store took it in, under its keyed digest. */
  restoreSourceRow(digest: string, entity: string, entityVersion: number): void {
    this.takeIn.run(digest, entity, entityVersion);
  }

  /** Removes a text and its salt; what reads in their place is the position of the event that said so. */
  redact(digest: string, position: number): void {
    this.texts.redact(digest, position);
  }

  private appendBatch(batch: ProposedBatch, keepsAdded: boolean): AddedBatch | null {
    const { head, frontier: before } = this.current;
    const recordedAt = later(this.clock.now(), head.recordedAt);
    const occurrence = occurrencesBefore(recordedAt);
    const { occurredAt } = occurrence(batch.occurredAt);
    const stated = occurredAt === undefined ? head.knownFrom : instantOf(occurredAt);
    const knownFrom = later(batch.clock === 'live' ? recordedAt : stated, head.knownFrom);
    const events = batch.events.map((proposed, index): EventEnvelope => ({
      ledger: this.reader.ledger,
      position: head.position + index + 1,
      entity: proposed.entity,
      entityVersion: proposed.entityVersion,
      eventId: proposed.eventId,
      type: proposed.type,
      schemaVersion: proposed.schemaVersion,
      data: proposed.data,
      recordedAt,
      ...occurrence(proposed.occurredAt ?? occurredAt),
      knownFrom,
      actor: batch.actor,
      actorAssurance: batch.actorAssurance,
      via: batch.via,
      commandId: batch.commandId,
      commandDigest: batch.commandDigest,
      batch: { id: batch.id, index, size: batch.events.length },
      correlationId: batch.correlationId,
      causationId: batch.causationId,
    }));
    const inserted: AddedBatch['events'][number][] = [];
    for (const event of events) {
      const actual = this.reader.versionOf(event.entity);
      if (event.entityVersion !== actual + 1) throw new VersionConflict(event.entity, event.entityVersion - 1, actual);
      const bytes = canonicalJson(event);
      const leaf = this.insert(event, bytes);
      if (keepsAdded) inserted.push({ event, bytes, leaf });
    }
    const rows = this.views.apply(events, keepsAdded);
    return keepsAdded ? { before, events: inserted, rows } : null;
  }

  private insert(event: EventEnvelope, bytes: string, leaf = leafHash(bytes)): Buffer {
    this.insertEvent.run(event.position, bytes, leaf);
    const frontier = this.tree.grown(this.current.frontier, leaf);
    this.reader.remember(event.entity, { version: event.entityVersion, leaf });
    const { position, recordedAt, knownFrom } = event;
    this.remembered = { ...this.current, head: { position, recordedAt, knownFrom }, frontier };
    return leaf;
  }

  /** In the order of their digests: neighbours lie in the same page, and the digests of a file's rows have no order. */
  private takeRowsIn(rows: readonly SourceRowTaken[]): void {
    const keyed = rows.map(({ digest, ...row }) => ({ ...row, digest: this.reader.keyed(digest) }));
    keyed.sort((one, other) => (one.digest < other.digest ? -1 : 1));
    for (const { digest, entity, entityVersion } of keyed) this.takeIn.run(digest, entity, entityVersion);
  }
}
