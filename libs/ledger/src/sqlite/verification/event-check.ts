import type Database from 'better-sqlite3';
import { setImmediate as turn } from 'node:timers/promises';
import { eventIdOf, type EventEnvelope } from '@outturn/kernel';
import { hashBytes, leafHashText } from '../../merkle/node-hash.js';
import { EventRecogniser } from './event-recogniser.js';
import type { Fault, Faults } from './fault.js';
import type { IndexCheck, StoredValue } from './index-check.js';
import type { CheckedEvent, TextMembers } from './stored-event.js';
import { Mentions } from './text-check.js';
import type { TreeCheck } from './tree-check.js';

type StoredRow = readonly [
  position: number,
  bytes: unknown,
  /** Hex. */
  leaf: string,
  entity: StoredValue,
  entityVersion: StoredValue,
  commandId: StoredValue,
];

/** How many events are checked between two looks at the rest of the world. */
const CHUNK = 2_000;

/** How many positions of one gap are named one by one. */
const NAMED = 1_000;

export interface EventCheckOptions {
  readonly ledger: string;
  readonly textMembers: TextMembers;
  readonly onProgress: (position: number, of: number) => void;
}

interface CommandPlace {
  readonly id: string;
  /** Null where the count began behind an event that can't be trusted. */
  readonly index: number | null;
}

/** Which event of its command stands at a position; null where that can't be known. */
function indexInCommand(position: number, commandId: string, before: CommandPlace | null): number | null {
  if (position === 1) return 0;
  if (before === null) return null;
  if (before.id !== commandId) return 0;
  return before.index === null ? null : before.index + 1;
}

/** Walks the events in the order of their positions and checks each against its bytes and its place. */
export class EventCheck {
  /** By digest: the position of the event that redacted the text. */
  readonly redactions = new Map<string, number>();
  readonly mentions = new Mentions();
  private next = 1;
  private lastRecordedAt = '';
  private lastKnownFrom = '';
  /** The batch that is still open; `unknown` behind an event that can't be read. */
  private batch: EventEnvelope['batch'] | 'unknown' | null = null;
  /** The command of the event before, and which of its events that was; null behind one that can't be trusted. */
  private command: CommandPlace | null = null;
  private readonly recogniser: EventRecogniser;
  private readonly bytesAt: Database.Statement;
  private readonly keptText: Database.Statement;

  constructor(
    private readonly db: Database.Database,
    private readonly options: EventCheckOptions,
    private readonly tree: TreeCheck,
    private readonly indexes: IndexCheck,
    private readonly faults: Faults,
  ) {
    this.recogniser = new EventRecogniser(options.textMembers);
    this.bytesAt = db.prepare('SELECT CAST(bytes AS BLOB) FROM event WHERE position = ?').pluck();
    this.keptText = db.prepare('SELECT 1 FROM text WHERE digest = ?').pluck();
  }

  async run(): Promise<void> {
    const of = this.db.prepare('SELECT coalesce(max(position), 0) FROM event').pluck().get() as number;
    const page = this.db
      .prepare(
        'SELECT position, bytes, lower(hex(leaf)), entity, entity_version, command_id FROM event WHERE position > ? ORDER BY position LIMIT ?',
      )
      .raw();
    for (let after = -Infinity; ;) {
      const rows = page.all(after, CHUNK) as StoredRow[];
      for (const row of rows) this.check(row);
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last[0];
      this.options.onProgress(after, of);
      await turn();
    }
    if (this.batch !== null && this.batch !== 'unknown')
      this.fault(this.next - 1, 'BatchBroken', 'the last batch is not whole');
  }

  private check(row: StoredRow): void {
    const [position, , keptLeaf, entity, entityVersion, commandId] = row;
    this.indexes.add(position, entity, entityVersion, commandId);
    if (position < 1) return this.fault(position, 'WrongPlace', 'positions begin at 1');
    this.nameGap(position);
    const bytes = this.exactBytes(row);
    const leaf = leafHashText(bytes);
    const intact = hashBytes(leaf).toString('hex') === keptLeaf;
    if (!intact) {
      this.fault(position, 'LeafDiffers', 'the stored bytes do not have the stored leaf hash');
      this.mentions.lack();
    }
    this.tree.push(leaf);
    const stored = this.recogniser.read(bytes);
    if (stored === null) {
      this.fault(position, 'BytesUnreadable', 'the stored bytes are no event');
      this.batch = 'unknown';
      this.command = null;
      this.mentions.lack();
      return;
    }
    const { event, canonical } = stored;
    if (!canonical) this.fault(position, 'NotCanonical', 'the stored bytes are not canonical JSON (RFC 8785)');
    this.checkPlace(row, event);
    // Clocks that were tampered with would accuse every event behind them.
    if (intact) this.checkClocks(position, event);
    this.checkId(position, event, intact);
    this.checkBatch(position, event.batch);
    this.checkTexts(position, event);
  }

  /** A text is the bytes as they lie, unless a part of it could not be decoded; those are read again as they lie. */
  private exactBytes([position, bytes]: StoredRow): string | Buffer {
    if (typeof bytes === 'string' && !bytes.includes('\uFFFD')) return bytes;
    return this.bytesAt.get(position) as Buffer;
  }

  /** The tree goes on as if the gap were not there: its root differs from every honest one. */
  private nameGap(position: number): void {
    if (this.next < position) {
      this.mentions.lack();
      this.command = null;
    }
    const named = Math.min(position, this.next + NAMED);
    for (let at = this.next; at < named; at += 1) this.fault(at, 'PositionMissing', 'there is no such event');
    if (named < position) this.fault(named, 'PositionMissing', `the events up to ${position - 1} are missing as well`);
    this.next = position + 1;
  }

  private checkPlace([position, , , entity, entityVersion, commandId]: StoredRow, event: CheckedEvent): void {
    if (event.position !== position || event.ledger !== this.options.ledger)
      this.fault(position, 'WrongPlace', `the bytes are those of event ${event.position} of "${event.ledger}"`);
    const command = event.batch.index === 0 ? event.commandId : null;
    if (entity !== event.entity || entityVersion !== event.entityVersion || commandId !== command)
      this.fault(position, 'ColumnDiffers', 'a column says something else than the bytes');
  }

  private checkClocks(position: number, { recordedAt, knownFrom }: CheckedEvent): void {
    if (recordedAt < this.lastRecordedAt || knownFrom < this.lastKnownFrom) {
      this.fault(position, 'ClockFalls', 'recordedAt or knownFrom is earlier than that of the event before');
    }
    this.lastRecordedAt = recordedAt;
    this.lastKnownFrom = knownFrom;
  }

  /** By its id an event is the same on every retry: the first of its command is event 0, in whatever batch. */
  private checkId(position: number, { eventId, commandId }: CheckedEvent, intact: boolean): void {
    const index = indexInCommand(position, commandId, this.command);
    if (index !== null && eventId !== eventIdOf(commandId, index))
      this.fault(position, 'EventIdDiffers', `its eventId is not that of event ${index} of its command`);
    this.command = intact ? { id: commandId, index } : null;
  }

  private checkBatch(position: number, batch: EventEnvelope['batch']): void {
    const open = this.batch;
    const follows =
      open === null
        ? batch.index === 0
        : open === 'unknown' || (batch.id === open.id && batch.size === open.size && batch.index === open.index + 1);
    if (!follows) this.fault(position, 'BatchBroken', 'the batch before is not whole, or this one does not begin here');
    this.batch = batch.index === batch.size - 1 ? null : batch;
  }

  private checkTexts(position: number, event: CheckedEvent): void {
    for (const digest of event.texts) {
      if (this.keptText.get(digest) === undefined)
        this.fault(position, 'TextMissing', `the text store does not hold ${digest}`);
      this.mentions.add(digest);
    }
    if (event.redacts !== null) this.redactions.set(event.redacts, position);
  }

  private fault(position: number, kind: Fault['kind'], detail: string): void {
    this.faults.add(position, kind, detail);
  }
}
