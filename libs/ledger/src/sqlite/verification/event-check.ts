import type Database from 'better-sqlite3';
import { setImmediate as turn } from 'node:timers/promises';
import { eventIdOf, type EventEnvelope } from '@outturn/kernel';
import { eventPages, exactBytes } from './event-page.js';
import { EventRecogniser } from './event-recogniser.js';
import type { Fault, Faults } from './fault.js';
import type { Hashed, HashedPage } from './hashing.js';
import type { IndexCheck, StoredValue } from './index-check.js';
import type { CheckedEvent, TextMembers } from './stored-event.js';
import { Mentions } from './text-check.js';

type StoredRow = readonly [
  position: number,
  bytes: unknown,
  entity: StoredValue,
  entityVersion: StoredValue,
  commandId: StoredValue,
];

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

/** The pages of `hashing`, from this thread or from another. */
export type Hashing = AsyncIterator<HashedPage, Hashed>;

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
  private readonly bytesOf: ReturnType<typeof exactBytes>;
  private readonly keptText: Database.Statement;

  constructor(
    private readonly db: Database.Database,
    private readonly options: EventCheckOptions,
    private readonly hashing: Hashing,
    private readonly indexes: IndexCheck,
    private readonly faults: Faults,
  ) {
    this.recogniser = new EventRecogniser(options.textMembers);
    this.bytesOf = exactBytes(db);
    this.keptText = db.prepare('SELECT 1 FROM text WHERE digest = ?').pluck();
  }

  /** @param head the last position that there is */
  async run(head: number): Promise<Hashed> {
    for (const rows of eventPages<StoredRow>(this.db, 'bytes, entity, entity_version, command_id', head)) {
      const [last] = rows.at(-1) as StoredRow;
      const differing = await this.differingUpTo(last);
      for (const row of rows) this.check(row, !differing.has(row[0]));
      this.options.onProgress(last, head);
      await turn();
    }
    if (this.batch !== null && this.batch !== 'unknown')
      this.fault(this.next - 1, 'BatchBroken', 'the last batch is not whole');
    for (;;) {
      const page = await this.hashing.next();
      if (page.done === true) return page.value;
    }
  }

  /** The events of a page whose stored leaf is not the hash of their bytes. */
  private async differingUpTo(position: number): Promise<ReadonlySet<number>> {
    const differing = new Set<number>();
    for (let until = -Infinity; until < position;) {
      const page = await this.hashing.next();
      if (page.done === true) break;
      for (const each of page.value.differing) differing.add(each);
      ({ until } = page.value);
    }
    return differing;
  }

  private check(row: StoredRow, intact: boolean): void {
    const [position, bytes, entity, entityVersion, commandId] = row;
    this.indexes.add(position, entity, entityVersion, commandId);
    if (position < 1) return this.fault(position, 'WrongPlace', 'positions begin at 1');
    this.nameGap(position);
    if (!intact) {
      this.fault(position, 'LeafDiffers', 'the stored bytes do not have the stored leaf hash');
      this.mentions.lack();
    }
    if (typeof bytes !== 'string') this.fault(position, 'ColumnDiffers', 'the bytes are not kept as text');
    const stored = this.recogniser.read(this.bytesOf(position, bytes));
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

  private checkPlace([position, , entity, entityVersion, commandId]: StoredRow, event: CheckedEvent): void {
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
