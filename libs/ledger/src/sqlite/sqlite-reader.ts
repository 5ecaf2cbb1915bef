import type Database from 'better-sqlite3';
import type { EventEnvelope, Instant } from '@outturn/kernel';
import {
  BEFORE_EVERYTHING,
  type Head,
  type KeptText,
  type LedgerReader,
  type RowTaken,
  type StoredRecord,
} from '../ledger.js';
import { consistencyProof } from '../merkle/consistency.js';
import { Frontier } from '../merkle/frontier.js';
import { inclusionProof } from '../merkle/inclusion.js';
import { rootAt } from '../merkle/tile.js';
import { StoredTiles } from './stored-tiles.js';
import type { RestoredText } from '../restored-part.js';
import type { KeyRange, ViewFold, ViewRow, ViewToRead } from '../view-fold.js';
import { KeptTexts } from './kept-texts.js';
import { LatestEvents, type Latest } from './latest-events.js';
import { FIRST_PAGE, nextSize } from './pages.js';
import { Statements } from './statements.js';
import { TakenRows } from './taken-rows.js';
import { ViewVersions } from './view-versions.js';

/** Reads an event as this release understands it: older versions are lifted, unknown ones are refused. */
export type ReadEvent = (stored: EventEnvelope) => EventEnvelope;

/** Reads a ledger over one connection. */
export class SqliteReader implements LedgerReader {
  private readonly statements: Statements;
  private readonly versions: ViewVersions;
  private readonly kept: KeptTexts;
  private readonly tiles: StoredTiles;
  private readonly latest: LatestEvents;
  private readonly taken: TakenRows;

  constructor(
    db: Database.Database,
    readonly ledger: string,
    views: readonly ViewFold[],
    private readonly readEvent: ReadEvent,
  ) {
    this.statements = new Statements(db);
    this.versions = new ViewVersions(this.statements, views);
    this.kept = new KeptTexts(this.statements);
    this.tiles = new StoredTiles(this.statements);
    this.latest = new LatestEvents(this.statements);
    this.taken = new TakenRows(this.statements);
  }

  get position(): number {
    return (this.statements.pluck('SELECT max(position) FROM event').get() as number | null) ?? 0;
  }

  head(): Head {
    const row = this.statements.sql('SELECT position, bytes FROM event ORDER BY position DESC LIMIT 1').get() as
      { position: number; bytes: string } | undefined;
    if (row === undefined) return { position: 0, recordedAt: BEFORE_EVERYTHING, knownFrom: BEFORE_EVERYTHING };
    const { recordedAt, knownFrom } = JSON.parse(row.bytes) as Head;
    return { position: row.position, recordedAt, knownFrom };
  }

  eventAt(position: number): EventEnvelope | null {
    const bytes = this.statements.pluck('SELECT bytes FROM event WHERE position = ?').get(position);
    return bytes === undefined ? null : this.parse(bytes);
  }

  *events(from: number, to: number): IterableIterator<EventEnvelope> {
    for (const [first, last] of this.pages(from, to)) yield* this.eventList(first, last);
  }

  /** The same as a list, for few events. */
  eventList(from: number, to: number): EventEnvelope[] {
    return this.bytesOf(from, to).map((bytes) => this.parse(bytes));
  }

  /** The stored bytes of the positions `from` to `to`, for few events. */
  bytesOf(from: number, to: number): string[] {
    if (from > to) return [];
    return this.statements
      .pluck('SELECT bytes FROM event WHERE position BETWEEN ? AND ? ORDER BY position')
      .all(from, to) as string[];
  }

  *records(from: number, to: number): IterableIterator<StoredRecord> {
    const records = this.statements.sql(
      'SELECT position, bytes, lower(hex(leaf)) AS leaf FROM event WHERE position BETWEEN ? AND ? ORDER BY position',
    );
    for (const [first, last] of this.pages(from, to)) yield* records.all(first, last) as StoredRecord[];
  }

  eventsOf(entity: string): EventEnvelope[] {
    return this.statements
      .pluck('SELECT bytes FROM event WHERE entity = +? ORDER BY entity_version')
      .all(entity)
      .map((bytes) => this.parse(bytes));
  }

  versionOf(entity: string): number {
    return this.latestOf(entity)?.version ?? 0;
  }

  latestOf(entity: string): Latest | null {
    return this.latest.of(entity);
  }

  /** For a writer, who hears of every event that is added: what it remembers holds until it says `forget`. */
  remember(entity: string, latest: Latest): void {
    this.latest.remember(entity, latest);
  }

  /** What was added is there for good. */
  keepAdded(): void {
    this.latest.keepAdded();
  }

  /** What the open transaction added, or a part of it, is taken back. */
  forgetAdded(): void {
    this.latest.forgetAdded();
    this.tiles.forget();
  }

  forget(): void {
    this.latest.forget();
    this.tiles.forget();
  }

  eventsOfCommand(commandId: string): EventEnvelope[] {
    const firsts = this.statements
      .pluck('SELECT position FROM event WHERE command_id = +? ORDER BY position')
      .all(commandId) as number[];
    return firsts.flatMap((first) => this.eventList(first, this.endOfBatch(first)));
  }

  rowTaken(rowDigest: string): RowTaken | null {
    return this.taken.row(rowDigest);
  }

  isStepOfOneRow(entity: string, from: number, to: number): boolean {
    return this.taken.isStepOfOne(entity, from, to);
  }

  keyed(digest: string): string {
    return this.taken.keyed(digest);
  }

  lastKnownBefore(instant: Instant): number {
    return this.lastBefore('$.knownFrom', instant);
  }

  lastRecordedBefore(instant: Instant): number {
    return this.lastBefore('$.recordedAt', instant);
  }

  /** Both clocks never fall, so the position is found by halving. */
  private lastBefore(clock: '$.knownFrom' | '$.recordedAt', instant: Instant): number {
    const at = this.statements.pluck(`SELECT bytes ->> '${clock}' FROM event WHERE position = ?`);
    let low = 0;
    let high = this.position;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((at.get(middle) as string) < instant) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  wholeBatch(position: number): number {
    const batch = this.batchAt(position);
    return batch === null || batch.index === batch.size - 1 ? position : position - batch.index - 1;
  }

  /** The last position of the batch that a position belongs to; the position itself where it is past the head. */
  endOfBatch(position: number): number {
    const batch = this.batchAt(position);
    return batch === null ? position : position + batch.size - batch.index - 1;
  }

  private batchAt(position: number): EventEnvelope['batch'] | null {
    const batch = this.statements.pluck("SELECT bytes -> '$.batch' FROM event WHERE position = ?").get(position);
    return batch === undefined ? null : (JSON.parse(batch as string) as EventEnvelope['batch']);
  }

  rootAt(position: number): string {
    const head = this.position;
    if (!Number.isSafeInteger(position) || position < 0 || position > head) {
      throw new RangeError(`position ${position} is not among 0 to ${head}`);
    }
    const frontier = this.statements.sql('SELECT size, peaks FROM merkle_frontier').get() as {
      size: number;
      peaks: Buffer;
    };
    // The head is asked for most; its frontier is a few hashes where the tiles are some hundred.
    if (frontier.size === position) return Frontier.restore(position, frontier.peaks).root().toString('hex');
    return this.rootFromTiles(position);
  }

  rootFromTiles(position: number): string {
    return rootAt(this.tiles, position).toString('hex');
  }

  inclusionProof(position: number, size: number): Buffer[] {
    return inclusionProof(this.tiles, position - 1, size);
  }

  consistencyProof(older: number, newer: number): Buffer[] {
    return consistencyProof(this.tiles, older, newer);
  }

  row<Row extends object>(view: ViewToRead<Row>, key: string, position: number): ViewRow<Row> | null {
    return this.versions.row(view, key, position);
  }

  rows<Row extends object>(
    view: ViewToRead<Row>,
    range: KeyRange,
    position: number,
    limit?: number,
  ): IterableIterator<ViewRow<Row>> {
    return this.versions.rows(view, range, position, limit);
  }

  text(digest: string): KeptText | null {
    return this.kept.text(digest);
  }

  textsOf(entity: string): { digest: string; salt: Buffer }[] {
    return this.kept.textsOf(entity);
  }

  texts(): RestoredText[] {
    return this.kept.texts();
  }

  textsOfCommand(commandId: string): { field: string; digest: string; salt: Buffer | null }[] {
    return this.kept.textsOfCommand(commandId);
  }

  /** Stored bytes as this release understands them. */
  parse(bytes: unknown): EventEnvelope {
    return this.lifted(JSON.parse(bytes as string) as EventEnvelope);
  }

  /** An event as this release understands it. */
  lifted(event: EventEnvelope): EventEnvelope {
    return this.readEvent(event);
  }

  /** The positions of a range that there are, page by page. */
  private *pages(from: number, to: number): IterableIterator<[number, number]> {
    const last = Math.min(to, this.position);
    for (let at = Math.max(1, Math.ceil(from)), size = FIRST_PAGE; at <= last; at += size, size = nextSize(size)) {
      this.statements.mustBeAsked();
      yield [at, Math.min(at + size - 1, last)];
    }
  }
}
